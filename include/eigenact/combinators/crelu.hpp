// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/elementwise/relu.hpp>

namespace eigenact {
namespace formula {

struct CReLUFacts {
  static constexpr Facts facts = Facts("crelu")
                                     .formula("relu(x) over relu(-x)")
                                     .reference("Shang, Sohn, Almeida & Lee 2016, arXiv:1603.05201")
                                     .also_called("concatenated_relu, c_relu")
                                     .found_in("mlpack")
                                     .exact();
};

}  // namespace formula

/// CReLU: relu(X) above relu(-X), an array of twice as many rows. NaN stays NaN; derivatives at 0
/// are 0. (A complex ReLU has the same name elsewhere.)
/// Source: Shang, Sohn, Almeida & Lee 2016, arXiv:1603.05201.
template <typename S, typename Accuracy = Fast>
class CReLU : core::Refusals<S> {
  using Refusals = core::Refusals<S>;

 public:
  using Refusals::operator(), Refusals::backward;

  using Scalar = S;

  /// Y = crelu(X), a new array.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    const auto& plain = evaluated(x);
    Doubled<X> y(2 * plain.rows(), plain.cols());
    if (plain.rows() == 0) return y;  // there may be no address to which a column would be added
    for (Eigen::Index col = 0; col < plain.cols(); ++col) {  // while the column is near
      y.col(col).head(plain.rows()) = relu_(plain.col(col));
      y.col(col).tail(plain.rows()) = relu_(negative(plain.col(col)));
    }
    return y;
  }

  /// The gradient to X from that to Y, as an expression: g(above) - g(below), each where its half
  /// is positive.
  /// @throws std::invalid_argument if the gradient has not twice the rows of X.
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    if (gradient.rows() != 2 * x.rows() || gradient.cols() != x.cols())
      core::reject("crelu", "the gradient must be " + std::to_string(2 * x.rows()) + " x " +
                                std::to_string(x.cols()) + ", but is " +
                                std::to_string(gradient.rows()) + " x " +
                                std::to_string(gradient.cols()));
    return relu_.backward(x, gradient.derived().topRows(x.rows())) -
           relu_.backward(negative(x.derived()), gradient.derived().bottomRows(x.rows()));
  }

  static std::string name() { return std::string(formula::CReLUFacts::facts.name()); }
  static std::string formula() { return std::string(formula::CReLUFacts::facts.formula()); }
  static std::string reference() { return std::string(formula::CReLUFacts::facts.reference()); }

 private:
  template <typename X>
  using Doubled = std::conditional_t<
      std::is_base_of_v<Eigen::MatrixBase<X>, X>,
      Eigen::Matrix<S, Eigen::Dynamic, X::ColsAtCompileTime, X::IsRowMajor ? Eigen::RowMajor : 0>,
      Eigen::Array<S, Eigen::Dynamic, X::ColsAtCompileTime, X::IsRowMajor ? Eigen::RowMajor : 0>>;

  // -x, of 0 also -0: Eigen's is 0 in registers of AVX.
  template <typename X>
  static auto negative(const X& x) {
    return x * S(-1);
  }
  // An expression that is not in memory is computed once.
  template <typename X>
  static decltype(auto) evaluated(const Eigen::DenseBase<X>& x) {
    core::check_scalars<Scalar, X>();
    if constexpr ((X::Flags & Eigen::DirectAccessBit) != 0)
      return x.derived();
    else
      return x.eval();
  }

  ReLU<S, Accuracy> relu_;
};

}  // namespace eigenact

EIGENACT_COMBINATOR(CReLU);

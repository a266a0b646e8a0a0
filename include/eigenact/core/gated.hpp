// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/described.hpp>
#include <eigenact/core/evaluated.hpp>
#include <eigenact/core/gated_functors.hpp>

namespace eigenact {

/// A gated unit: z = f(a) g(b), where f or g is an activation and the other mostly the identity.
///
/// @tparam Formula   the facts and the two elementwise formulas, First of a and Second of b
/// @tparam S         float, double, Eigen::half, Eigen::bfloat16 (computed in float, rounded once),
///     or, for numbers, one of the other types of Elementwise
/// @tparam Accuracy  Fast or Precise, of f and g. Of float and double the factors are rounded, then
///     the product: at most 2 e + 1/2 ULP where f and g have at most e ULP together and none of
///     them is subnormal.
///
/// glu(A, B) is a lazy expression; A and B have one shape. glu(X) takes the upper half of the rows
/// of X as A and the lower as B: PyTorch's split along the dimension of the features.
template <typename Formula, typename S, typename Accuracy = Fast>
class GatedUnit : public core::Described<Formula, S> {
  using First = typename Formula::First;
  using Second = typename Formula::Second;
  using Base = core::Described<Formula, S>;
  static_assert(core::check_accuracy<Accuracy>());
  using Product = core::GateProduct<Formula, S, Accuracy>;

 public:
  using Scalar = S;
  using Base::parameter_count;
  using typename Base::ParameterArray;

  using Base::Base;
  using Base::operator(), Base::backward, Base::parameter_gradient;

  /// f(a) g(b).
  Scalar operator()(const core::Taken<S>& a, const core::Taken<S>& b) const {
    return Product(parameters_.data())(a, b);
  }
  template <typename A, typename B>
  auto operator()(const Eigen::DenseBase<A>& a, const Eigen::DenseBase<B>& b) const {
    core::check_scalars<S, A, B>();
    core::require_same_shape(Formula::facts.name(), "B", a, b);
    return Eigen::CwiseBinaryOp<Product, const A, const B>(a.derived(), b.derived(),
                                                           Product(parameters_.data()));
  }
  /// f(upper half of the rows) g(lower half), written straight into what it is assigned to.
  /// @throws std::invalid_argument if the number of rows is odd.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const;

  /// The gradients to a and b from the one to z, both in one pass: ga = gz g(b) f'(a) and
  /// gb = gz f(a) g'(b). They are resized as by an assignment, and may be a and b themselves.
  /// @throws std::invalid_argument if shapes differ.
  template <typename A, typename B, typename G, typename GA, typename GB>
  void backward(const Eigen::DenseBase<A>& a, const Eigen::DenseBase<B>& b,
                const Eigen::DenseBase<G>& gz, GA&& ga, GB&& gb) const;
  /// backward(a, b, gz, ga, gb) and gp = parameter_gradient(a, b, gz) in one pass. gp is resized as
  /// by an assignment; nothing is allocated if it has its size.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename A, typename B, typename G, typename GA, typename GB, typename GP>
  void backward(const Eigen::DenseBase<A>& a, const Eigen::DenseBase<B>& b,
                const Eigen::DenseBase<G>& gz, GA&& ga, GB&& gb, GP&& gp) const;
  /// The gradient to x of glu(x), written straight into what it is assigned to.
  /// @throws std::invalid_argument if the number of rows of x is odd or gz has another shape.
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gz) const;
  /// gx = backward(x, gz) and gp = parameter_gradient(x, gz) in one pass, as above.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gz, GX&& gx,
                GP&& gp) const;

  /// y = f(a) g(b) of n numbers side by side; y may be a or b.
  void apply(const S* a, const S* b, S* y, Eigen::Index n) const {
    on(y, n) = (*this)(on(a, n), on(b, n));
  }
  /// backward(a, b, gz, ga, gb) of n numbers side by side.
  void backward(const S* a, const S* b, const S* gz, S* ga, S* gb, Eigen::Index n) const {
    backward(on(a, n), on(b, n), on(gz, n), on(ga, n), on(gb, n));
  }

  /// The sum over all elements of gz dz/dp for every parameter p, in one pass.
  /// @throws std::invalid_argument if shapes differ.
  template <typename A, typename B, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<A>& a, const Eigen::DenseBase<B>& b,
                                    const Eigen::DenseBase<G>& gz) const;
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gz) const {
    require_halves(x);
    const typename Eigen::internal::nested_eval<X, 2>::type values(x.derived());
    const Eigen::Index half = x.rows() / 2;
    if (x.size() == 0 && gz.rows() == half && gz.cols() == x.cols()) return ParameterArray::Zero();
    return parameter_gradient(values.topRows(half), values.bottomRows(half), gz);
  }

 private:
  using Base::parameters_;

  static Eigen::Map<const Eigen::Array<S, Eigen::Dynamic, 1>> on(const S* x, Eigen::Index n) {
    return {x, n};
  }
  static Eigen::Map<Eigen::Array<S, Eigen::Dynamic, 1>> on(S* x, Eigen::Index n) { return {x, n}; }
  template <typename X>
  static void require_halves(const X& x) {
    if (x.rows() % 2 != 0)
      core::reject(
          Formula::facts.name(),
          "X must have an even number of rows, two halves, but has " + std::to_string(x.rows()));
  }
  template <typename X, typename G>
  static void require_halves(const X& x, const G& gz) {
    require_halves(x);
    if (gz.rows() != x.rows() / 2 || gz.cols() != x.cols())
      core::reject(Formula::facts.name(), "the gradient must have half the rows of X, " +
                                              core::shape_text(x.rows() / 2, x.cols()) +
                                              ", but has " +
                                              core::shape_text(gz.rows(), gz.cols()));
  }
  static constexpr auto check_parameters() {
    static_assert(parameter_count > 0, "eigenact: this activation has no parameters.");
  }
  // The pass of backward(); sums takes what the gradients of the parameters are made of.
  template <typename A, typename B, typename G, typename ToA, typename ToB, typename Sums>
  void differentiate(const A& a, const B& b, const G& gz, ToA& ga, ToB& gb, Sums& sums) const;
};

/// The name of the type that a gated unit has: "SwiGLU".
template <typename Formula>
inline constexpr std::string_view gated_type_name = "";

}  // namespace eigenact

#include <eigenact/core/gated_passes.hpp>

/// Ends the header of a gated unit: defines the public name and enters it in the list.
#define EIGENACT_GATED(Name)                                                \
  namespace eigenact {                                                      \
  template <typename Scalar, typename Accuracy = Fast>                      \
  using Name = GatedUnit<formula::Name, Scalar, Accuracy>;                  \
  EIGENACT_APPEND(gated_list, formula::Name);                               \
  template <>                                                               \
  inline constexpr std::string_view gated_type_name<formula::Name> = #Name; \
  }                                                                         \
  static_assert(true, "")

namespace eigenact {
EIGENACT_LIST(gated_list);
}

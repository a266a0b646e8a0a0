// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/core/rowwise.hpp>

namespace eigenact {

namespace formula {

/// Maxout: the greatest of every `pieces` successive elements.
/// Source: Goodfellow et al. 2013, arXiv:1302.4389.
struct Maxout {
  static constexpr Facts facts = Facts("maxout")
                                     .formula("max(x_(k i), ..., x_(k i + k - 1)), k = pieces")
                                     .reference("Goodfellow et al. 2013, arXiv:1302.4389")
                                     .found_in("TF Addons");
};

}  // namespace formula

/// Maxout of a vector, of every column or of every row: unit i is the greatest of the elements
/// k i to k i + k - 1, k being the number of pieces, so that a line is k times as long as its
/// result. The gradient goes to the first of the greatest, or of NaN. A unit that
/// holds NaN is NaN.
template <typename S, typename Accuracy = Fast>
class Maxout : core::Refusals<S> {
  static_assert(core::check_accuracy<Accuracy>());

  using Refusals = core::Refusals<S>;
  using Direction = core::Direction;

 public:
  using Refusals::operator(), Refusals::colwise, Refusals::rowwise, Refusals::backward,
      Refusals::colwise_backward, Refusals::rowwise_backward;

  using Scalar = S;

  /// @throws std::invalid_argument if pieces is less than 1.
  explicit Maxout(Eigen::Index pieces = 2) : pieces_(pieces) {
    if (pieces < 1)
      core::reject("maxout", "pieces must be at least 1, got " + std::to_string(pieces));
  }

  /// @throws std::invalid_argument if the length of a line is not a multiple of the pieces.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    check_vector<X>();
    return forward<core::along_vector<X>>(x.derived());
  }
  template <typename X>
  auto colwise(const Eigen::DenseBase<X>& x) const {
    return forward<Direction::Columns>(x.derived());
  }
  template <typename X>
  auto rowwise(const Eigen::DenseBase<X>& x) const {
    return forward<Direction::Rows>(x.derived());
  }

  /// The gradient to x from x and the one to the result.
  /// @throws std::invalid_argument if shapes do not fit.
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    check_vector<X>();
    return gradient_to_x<core::along_vector<X>>(x.derived(), gradient.derived());
  }
  template <typename X, typename G>
  auto colwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Columns>(x.derived(), gradient.derived());
  }
  template <typename X, typename G>
  auto rowwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Rows>(x.derived(), gradient.derived());
  }

  static std::string name() { return std::string(formula::Maxout::facts.name()); }
  static std::string formula() { return std::string(formula::Maxout::facts.formula()); }
  static std::string reference() { return std::string(formula::Maxout::facts.reference()); }
  Eigen::Index pieces() const { return pieces_; }

 private:
  /// What a result is evaluated into: X's kind, of any size.
  template <typename X>
  struct ResultOf {
    static constexpr int rows = X::RowsAtCompileTime == 1 ? 1 : Eigen::Dynamic;
    static constexpr int cols = X::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic;
    static constexpr int order = rows == 1 && cols != 1 ? Eigen::RowMajor : Eigen::ColMajor;
    using type =
        std::conditional_t<std::is_base_of_v<Eigen::ArrayBase<X>, X>,
                           Eigen::Array<S, rows, cols, order>, Eigen::Matrix<S, rows, cols, order>>;
  };

  template <typename X>
  static constexpr auto check_vector() {
    static_assert(X::IsVectorAtCompileTime,
                  "eigenact: f(v) takes a vector; say f.colwise(X) or f.rowwise(X) of a matrix.");
  }
  /// The shape of the result.
  template <Direction D, typename X>
  std::array<Eigen::Index, 2> shape(const X& x) const {
    constexpr bool columns = D == Direction::Columns;
    const Eigen::Index length = columns ? x.rows() : x.cols();
    if (length % pieces_ != 0)
      core::reject("maxout", "the length of a line must be a multiple of the " +
                                 std::to_string(pieces_) + " pieces, but is " +
                                 std::to_string(length));
    return {columns ? length / pieces_ : x.rows(), columns ? x.cols() : length / pieces_};
  }
  /// The index of the first of the greatest of unit i, or of NaN.
  static Eigen::Index greatest(const core::Lines<const S>& x, Eigen::Index line, Eigen::Index i,
                               Eigen::Index pieces) {
    using Lane = simd::Lane<double, Grade::Double>;  // compares as it should under -ffast-math
    const auto at = [&](Eigen::Index k) {
      return Lane(static_cast<double>(core::number(x(line, k))));
    };
    using core::all;
    Eigen::Index best = i * pieces;
    for (Eigen::Index k = best; k < (i + 1) * pieces; ++k) {
      if (!all(at(k) == at(k))) return k;
      if (all(at(best) < at(k))) best = k;
    }
    return best;
  }

  template <Direction D, typename X>
  auto forward(const X& x) const {
    core::check_scalars<Scalar, X>();
    const auto [rows, cols] = shape<D>(x);
    return core::evaluated<typename ResultOf<X>::type, core::Reads::Anywhere>(
        rows, cols,
        [pieces = pieces_](auto& y, const auto& kept) {
          const auto& xs = core::in_memory_as<typename X::PlainObject>(kept);
          const auto in = core::const_lines_of<D>(xs);
          core::with_output<D>(y, [&](const core::Lines<S>& out) {
            for (Eigen::Index l = 0; l < out.count; ++l)
              for (Eigen::Index i = 0; i < out.length; ++i)
                out(l, i) = in(l, greatest(in, l, i, pieces));
          });
        },
        x);
  }
  template <Direction D, typename X, typename G>
  auto gradient_to_x(const X& x, const G& gradient) const {
    core::check_scalars<Scalar, X, G>();
    const auto [rows, cols] = shape<D>(x);
    if (gradient.rows() != rows || gradient.cols() != cols)
      core::reject("maxout", "the gradient must have the shape of the result, " +
                                 std::to_string(rows) + " x " + std::to_string(cols) +
                                 ", but has " + std::to_string(gradient.rows()) + " x " +
                                 std::to_string(gradient.cols()));
    return core::evaluated<typename X::PlainObject, core::Reads::Anywhere>(
        x.rows(), x.cols(),
        [pieces = pieces_](auto& gx, const auto& kept, const auto& upstream) {
          const auto& xs = core::in_memory_as<typename X::PlainObject>(kept);
          const auto& gs = core::in_memory_as<typename G::PlainObject>(upstream);
          const auto in = core::const_lines_of<D>(xs), from = core::const_lines_of<D>(gs);
          core::with_output<D>(gx, [&](const core::Lines<S>& out) {
            for (Eigen::Index l = 0; l < from.count; ++l)
              for (Eigen::Index i = 0; i < from.length; ++i) {
                const Eigen::Index best = greatest(in, l, i, pieces);
                for (Eigen::Index k = i * pieces; k < (i + 1) * pieces; ++k)
                  out(l, k) = k == best ? from(l, i) : S(0);
              }
          });
        },
        x, gradient);
  }

  Eigen::Index pieces_;
};

EIGENACT_APPEND(rowwise_list, formula::Maxout);
template <>
inline constexpr std::string_view rowwise_type_name<formula::Maxout> = "Maxout";

}  // namespace eigenact

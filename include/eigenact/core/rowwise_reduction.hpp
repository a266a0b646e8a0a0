// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>

namespace eigenact {

/// An activation that makes one number of a vector: of a vector, of every column (a row of
/// results), of every row (a column of results).
///
/// @tparam Formula   the facts and the arithmetic, one header in <eigenact/rowwise/>
/// @tparam S         float, double, Eigen::half or Eigen::bfloat16 (computed in float)
/// @tparam Accuracy  Fast or Precise; the headers of the activations state the bounds
template <typename Formula, typename S, typename Accuracy = Fast>
class RowwiseReduction : public core::Described<Formula, S> {
  static_assert(core::is_native<S>,
                "eigenact: activations of vectors take float, double, Eigen::half and "
                "Eigen::bfloat16.");
  static_assert(core::check_accuracy<Accuracy>());
  using Base = core::Described<Formula, S>;
  using Direction = core::Direction;

 public:
  using Scalar = S;
  using Base::operator(), Base::colwise, Base::rowwise, Base::backward, Base::colwise_backward,
      Base::rowwise_backward;

  template <typename X>
  Scalar operator()(const Eigen::DenseBase<X>& x) const {
    static_assert(X::IsVectorAtCompileTime,
                  "eigenact: f(v) takes a vector; say f.colwise(X) or f.rowwise(X) of a matrix.");
    core::check_scalars<S, X>();
    Eigen::Array<Scalar, 1, 1> result;
    write<core::along_vector<X>>(x.derived(), result);
    return result(0);
  }
  template <typename X>
  auto colwise(const Eigen::DenseBase<X>& x) const {
    using Line = std::remove_const_t<std::remove_reference_t<decltype(x.row(0).eval())>>;
    return reduced<Direction::Columns, Line>(x.derived(), 1, x.cols());
  }
  template <typename X>
  auto rowwise(const Eigen::DenseBase<X>& x) const {
    using Line = std::remove_const_t<std::remove_reference_t<decltype(x.col(0).eval())>>;
    return reduced<Direction::Rows, Line>(x.derived(), x.rows(), 1);
  }

  /// The gradient to x from x and the one to the result.
  /// @throws std::invalid_argument if there is not one number of it for every line.
  template <typename X>
  auto backward(const Eigen::DenseBase<X>& x, const Scalar& gradient) const {
    return gradient_to_x<core::along_vector<X>>(x.derived(),
                                                Eigen::Array<Scalar, 1, 1>::Constant(gradient));
  }
  template <typename X, typename G>
  auto colwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Columns>(x.derived(), gradient.derived());
  }
  template <typename X, typename G>
  auto rowwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Rows>(x.derived(), gradient.derived());
  }

 private:
  template <Direction D, typename X, typename Result>
  static void write(const X& x, Result& result) {
    const auto& values = core::in_memory_as<typename X::PlainObject>(x);
    core::with_output<Direction::Columns>(result, [&](const core::Lines<Scalar>& line) {
      const bool is_row = line.length == 1;
      const Eigen::Index stride = is_row ? line.line_stride : line.element_stride;
      const core::Lines<Scalar> out{line.data, is_row ? line.count : line.length, 1, stride, 1};
      Formula::template forward<Accuracy>(core::const_lines_of<D>(values), out);
    });
  }
  template <Direction D, typename Line, typename X>
  static auto reduced(const X& x, Eigen::Index rows, Eigen::Index cols) {
    core::check_scalars<S, X>();
    return core::evaluated<Line, core::Reads::Anywhere>(
        rows, cols, [](auto& result, const auto& kept) { write<D>(kept, result); }, x);
  }
  template <Direction D, typename X, typename G>
  static auto gradient_to_x(const X& x, const G& gradient) {
    core::check_scalars<S, X, G>();
    const Eigen::Index lines = D == Direction::Columns ? x.cols() : x.rows();
    if (gradient.size() != lines)
      core::reject(Formula::facts.name(), "needs one gradient for each of " +
                                              std::to_string(lines) + " lines, but has " +
                                              std::to_string(gradient.size()));
    using Plain =
        Eigen::Array<Scalar, G::RowsAtCompileTime, G::ColsAtCompileTime, G::PlainObject::Options>;
    return core::evaluated<typename X::PlainObject>(
        x.rows(), x.cols(),
        [all = Plain(gradient)](auto& result, const auto& kept) {
          const core::Lines<const Scalar> upstream{all.data(), all.size(), 1, 1, 1};
          core::with_lines<D>(kept, result, [&](const auto& in, const auto& out) {
            Formula::template backward<Accuracy>(in, upstream, out);
          });
        },
        x);
  }
};

}  // namespace eigenact

/// Ends the header of an activation that makes one number of a vector.
#define EIGENACT_ROWWISE_REDUCTION(Name)                                      \
  namespace eigenact {                                                        \
  template <typename Scalar, typename Accuracy = Fast>                        \
  using Name = RowwiseReduction<formula::Name, Scalar, Accuracy>;             \
  EIGENACT_APPEND(rowwise_list, formula::Name);                               \
  template <>                                                                 \
  inline constexpr std::string_view rowwise_type_name<formula::Name> = #Name; \
  }                                                                           \
  static_assert(true, "")

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/described.hpp>
#include <eigenact/core/list.hpp>
#include <eigenact/core/pointers.hpp>
#include <eigenact/core/strips.hpp>
#include <eigenact/core/traverse.hpp>

namespace eigenact {

namespace core {

/// What an activation of vectors does not say otherwise.
struct RowwiseFormula {
  static constexpr bool takes_mask = false;
  static constexpr bool takes_sinks = false;
  static constexpr bool takes_columns = false;     ///< f(X) is f.colwise(X)
  static constexpr bool backward_takes_x = false;  ///< in place of y = f(x)
};

/// Whether a formula has parameters that are trained.
template <typename Formula, typename = void>
inline constexpr bool has_parameter_gradient = false;
template <typename Formula>
inline constexpr bool has_parameter_gradient<
    Formula, std::void_t<decltype(Formula::parameter_gradient(
                 static_cast<const float*>(nullptr), std::declval<const Lines<const float>&>(),
                 std::declval<const Lines<const float>&>()))>> = true;

}  // namespace core

/// An activation of vectors: of a vector, of every column or of every row of a matrix.
///
/// @tparam Formula   the facts and the arithmetic, one header in <eigenact/rowwise/>
/// @tparam S         float, double, Eigen::half or Eigen::bfloat16 (computed in float)
/// @tparam Accuracy  Fast or Precise; the headers of the activations state the bounds
///
/// The results are written straight into what they are assigned to; y = f(y) in place is safe, and
/// an expression as the argument is evaluated once. Only a destination without memory of its own,
/// such as y.reverse(), costs a temporary.
template <typename Formula, typename S, typename Accuracy = Fast>
class Rowwise : public core::Described<Formula, S>,
                public core::OnPointers<Rowwise<Formula, S, Accuracy>, S> {
  static_assert(core::is_native<S>,
                "eigenact: activations of vectors take float, double, Eigen::half and "
                "Eigen::bfloat16.");
  static_assert(core::check_accuracy<Accuracy>());
  using Base = core::Described<Formula, S>;
  using Direction = core::Direction;

 public:
  using Scalar = S;
  using Base::parameter_count;
  using typename Base::ParameterArray;

  using Base::Base;
  using Base::operator(), Base::colwise, Base::rowwise, Base::backward, Base::colwise_backward,
      Base::rowwise_backward, Base::parameter_gradient;
  using core::OnPointers<Rowwise, S>::backward;

  /// f of a vector, of every column, of every row.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    if constexpr (Formula::takes_columns) {
      return colwise(x);
    } else {
      check_vector<X>();
      return forward<core::along_vector<X>>(x.derived());
    }
  }
  template <typename X>
  auto colwise(const Eigen::DenseBase<X>& x) const {
    return forward<Direction::Columns>(x.derived());
  }
  template <typename X>
  auto rowwise(const Eigen::DenseBase<X>& x) const {
    return forward<Direction::Rows>(x.derived());
  }

  /// With a mask (of bool, in the shape of x) the same of the elements for which it is true, as if
  /// the others were -infinity: they give 0 (LogSoftmax: -infinity), whatever they are.
  /// With sinks (numbers, one for each line) Softmax has a further exponent in the denominator of
  /// the line, divided by the temperature as those of x; the results then add up to less than 1,
  /// and backward() is the same.
  /// @throws std::invalid_argument if the shape of the mask or the number of sinks is another.
  template <typename X, typename M>
  auto operator()(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<M>& mask_or_sinks) const {
    check_vector<X>();
    return forward<core::along_vector<X>>(x.derived(), mask_or_sinks.derived());
  }
  template <typename X, typename M>
  auto colwise(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<M>& mask_or_sinks) const {
    return forward<Direction::Columns>(x.derived(), mask_or_sinks.derived());
  }
  template <typename X, typename M>
  auto rowwise(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<M>& mask_or_sinks) const {
    return forward<Direction::Rows>(x.derived(), mask_or_sinks.derived());
  }

  /// The gradient of the loss to x, from the one to y = f(x) and from y (Softmax and its kin) or x
  /// (as the header of the activation says).
  /// @throws std::invalid_argument if the shapes differ.
  template <typename Y, typename G>
  auto backward(const Eigen::DenseBase<Y>& y, const Eigen::DenseBase<G>& gradient) const {
    check_vector<Y>();
    return gradient_to_x<core::along_vector<Y>>(y.derived(), gradient.derived());
  }
  template <typename Y, typename G>
  auto colwise_backward(const Eigen::DenseBase<Y>& y, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Columns>(y.derived(), gradient.derived());
  }
  template <typename Y, typename G>
  auto rowwise_backward(const Eigen::DenseBase<Y>& y, const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_x<Direction::Rows>(y.derived(), gradient.derived());
  }

  /// Both gradients, from x and the gradient to f(x): x_gradient = backward(y, gradient) with y =
  /// f(x), or of x where backward() takes x, and parameters_gradient = parameter_gradient(x,
  /// gradient). Results are resized as by an assignment; x_gradient may be x or gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const {
    check_vector<X>();
    both_gradients<core::along_vector<X>>(x.derived(), gradient.derived(), x_gradient,
                                          parameters_gradient);
  }
  template <typename X, typename G, typename GX, typename GP>
  void colwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient,
                        GX&& x_gradient, GP&& parameters_gradient) const {
    both_gradients<Direction::Columns>(x.derived(), gradient.derived(), x_gradient,
                                       parameters_gradient);
  }
  template <typename X, typename G, typename GX, typename GP>
  void rowwise_backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient,
                        GX&& x_gradient, GP&& parameters_gradient) const {
    both_gradients<Direction::Rows>(x.derived(), gradient.derived(), x_gradient,
                                    parameters_gradient);
  }

  /// The sum over all lines of gradient * df/dp for every parameter p, from x and the gradient to
  /// f(x).
  /// @throws std::invalid_argument if the shapes differ.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gradient) const {
    check_vector<X>();
    return gradient_to_parameters<core::along_vector<X>>(x.derived(), gradient.derived());
  }
  template <typename X, typename G>
  ParameterArray colwise_parameter_gradient(const Eigen::DenseBase<X>& x,
                                            const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_parameters<Direction::Columns>(x.derived(), gradient.derived());
  }
  template <typename X, typename G>
  ParameterArray rowwise_parameter_gradient(const Eigen::DenseBase<X>& x,
                                            const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_parameters<Direction::Rows>(x.derived(), gradient.derived());
  }

  /// The gradient to the sinks, in their shape, from x, the sinks and the gradient to f(x, sinks).
  /// @throws std::invalid_argument if the shapes differ, or the number of sinks is another.
  template <typename X, typename Sinks, typename G>
  auto sink_gradient(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<Sinks>& sinks,
                     const Eigen::DenseBase<G>& gradient) const {
    check_vector<X>();
    return gradient_to_sinks<core::along_vector<X>>(x.derived(), sinks.derived(),
                                                    gradient.derived());
  }
  template <typename X, typename Sinks, typename G>
  auto colwise_sink_gradient(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<Sinks>& sinks,
                             const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_sinks<Direction::Columns>(x.derived(), sinks.derived(), gradient.derived());
  }
  template <typename X, typename Sinks, typename G>
  auto rowwise_sink_gradient(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<Sinks>& sinks,
                             const Eigen::DenseBase<G>& gradient) const {
    return gradient_to_sinks<Direction::Rows>(x.derived(), sinks.derived(), gradient.derived());
  }

 private:
  using Base::parameters_;

  template <typename Sinks>
  using PlainSinks = Eigen::Array<S, Sinks::RowsAtCompileTime, Sinks::ColsAtCompileTime,
                                  Sinks::PlainObject::Options>;

  template <typename X>
  static constexpr auto check_vector() {
    static_assert(X::IsVectorAtCompileTime,
                  "eigenact: f(v) takes a vector; say f.colwise(X) or f.rowwise(X) of a matrix.");
  }
  template <Direction D, typename X, typename M>
  auto forward(const X& x, const M& mask_or_sinks) const {
    if constexpr (std::is_same_v<typename M::Scalar, bool>) {
      static_assert(Formula::takes_mask, "eigenact: this activation takes no mask.");
      core::require_same_shape(Formula::facts.name(), "the mask", x, mask_or_sinks);
      const float infinity = simd::infinity<simd::Lane<float, Grade::Single>>().first();
      return forward<D>(mask_or_sinks.select(x, static_cast<Scalar>(-infinity)));
    } else {
      return forward_with_sinks<D>(x, mask_or_sinks);
    }
  }
  template <Direction D, typename X, typename Sinks>
  static auto check_sinks(const X& x, const Sinks& sinks) {
    static_assert(Formula::takes_sinks,
                  "eigenact: this activation takes no sinks; a mask is one of bool.");
    core::check_scalars<S, X, Sinks>();
    const Eigen::Index lines = D == Direction::Columns ? x.cols() : x.rows();
    if (sinks.size() != lines)
      core::reject(Formula::facts.name(), "needs one sink for each of " + std::to_string(lines) +
                                              " lines, but has " + std::to_string(sinks.size()));
  }
  template <Direction D, typename X, typename Sinks>
  auto forward_with_sinks(const X& x, const Sinks& sinks) const {
    check_sinks<D>(x, sinks);
    return core::evaluated<typename X::PlainObject>(
        x.rows(), x.cols(),
        [p = parameters_, all = PlainSinks<Sinks>(sinks)](auto& y, const auto& kept) {
          const core::Lines<const Scalar> further{all.data(), all.size(), 1, 1, 1};
          core::with_lines<D>(kept, y, [&](const auto& in, const auto& out) {
            Formula::template forward_with_sinks<Accuracy>(p.data(), in, out, further);
          });
        },
        x);
  }
  template <Direction D, typename X>
  auto forward(const X& x) const {
    core::check_scalars<S, X>();
    return core::evaluated<typename X::PlainObject>(
        x.rows(), x.cols(),
        [p = parameters_](auto& y, const auto& kept) {
          core::with_lines<D>(kept, y, [&p](const auto& in, const auto& out) {
            Formula::template forward<Accuracy>(p.data(), in, out);
          });
        },
        x);
  }
  template <Direction D, typename Y, typename G>
  auto gradient_to_x(const Y& y, const G& gradient) const {
    core::check_scalars<S, Y, G>();
    core::require_same_shape(Formula::facts.name(), "the gradient", y, gradient);
    return core::evaluated<typename Y::PlainObject>(
        y.rows(), y.cols(),
        [p = parameters_](auto& x, const auto& kept, const auto& upstream) {
          const auto& ys = core::in_memory_as<std::decay_t<decltype(x)>>(kept);
          core::with_lines<D>(upstream, x, [&](const auto& g, const auto& out) {
            Formula::template backward<Accuracy>(p.data(), core::const_lines_of<D>(ys), g, out);
          });
        },
        y, gradient);
  }

  template <Direction D, typename X, typename Sinks, typename G>
  PlainSinks<Sinks> gradient_to_sinks(const X& x, const Sinks& sinks, const G& gradient) const {
    check_sinks<D>(x, sinks);
    core::check_scalars<S, G>();
    core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
    const PlainSinks<Sinks> all(sinks);
    PlainSinks<Sinks> result(sinks.rows(), sinks.cols());
    const auto& xs = core::in_memory_as<typename X::PlainObject>(x);
    const auto& gs = core::in_memory_as<typename X::PlainObject>(gradient);
    Formula::sink_gradient(parameters_.data(), core::const_lines_of<D>(xs),
                           core::Lines<const S>{all.data(), all.size(), 1, 1, 1},
                           core::const_lines_of<D>(gs), result.data());
    return result;
  }
  template <Direction D, typename X, typename G>
  ParameterArray gradient_to_parameters(const X& x, const G& gradient) const;
  template <Direction D, typename X, typename G, typename GX, typename GP>
  void both_gradients(const X& x, const G& gradient, GX&& x_gradient,
                      GP&& parameters_gradient) const;
};

/// The name of the type that a formula's activation has: "Softmax".
template <typename Formula>
inline constexpr std::string_view rowwise_type_name = "";

}  // namespace eigenact

#include <eigenact/core/rowwise_passes.hpp>

/// Ends the header of an activation of vectors: defines the public name and enters it in the list.
#define EIGENACT_ROWWISE(Name)                                                \
  namespace eigenact {                                                        \
  template <typename Scalar, typename Accuracy = Fast>                        \
  using Name = Rowwise<formula::Name, Scalar, Accuracy>;                      \
  EIGENACT_APPEND(rowwise_list, formula::Name);                               \
  template <>                                                                 \
  inline constexpr std::string_view rowwise_type_name<formula::Name> = #Name; \
  }                                                                           \
  static_assert(true, "")

namespace eigenact {
EIGENACT_LIST(rowwise_list);
}

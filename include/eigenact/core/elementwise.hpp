// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/described.hpp>
#include <eigenact/core/functors.hpp>
#include <eigenact/core/list.hpp>
#include <eigenact/core/pointers.hpp>
#include <eigenact/core/traverse.hpp>

namespace eigenact {

/// An activation applied to every element: f, f', f'', the gradients of its parameters.
///
/// @tparam Formula   the formula and its facts, one header in <eigenact/elementwise/>
/// @tparam S         float, double, Eigen::half or Eigen::bfloat16 (computed in float, rounded
///                   once), long double, or a number type with maths functions of its own
/// @tparam Accuracy  Fast (at most 4 ULP) or Precise (at most 1 ULP)
///
/// Applied to a dense expression it gives a lazy expression of the same kind and shape; applied to
/// a number, a number. It is itself an Eigen functor: X.unaryExpr(f) is f(X).
template <typename Formula, typename S, typename Accuracy = Fast>
class Elementwise : public core::Described<Formula, S>,
                    public core::SlopesOnPointers<Elementwise<Formula, S, Accuracy>, S> {
  static_assert(core::is_native<S> || !Eigen::NumTraits<S>::IsInteger,
                "eigenact: activations are defined on floating-point numbers, not on integers; "
                "cast<float>() the argument.");
  static_assert(!Eigen::NumTraits<S>::IsComplex,
                "eigenact: activations are defined on real numbers, not on complex ones.");

  static_assert(core::check_accuracy<Accuracy>());

  using Base = core::Described<Formula, S>;
  using Pointers = core::SlopesOnPointers<Elementwise, S>;
  using Taken = core::Taken<S>;
  template <typename Quantity>
  using Unary = core::Unary<Formula, S, Accuracy, Quantity>;
  template <typename Quantity>
  using Chain = core::Chain<Formula, S, Accuracy, Quantity>;

 public:
  using Scalar = S;
  using Base::parameter_count;
  using typename Base::ParameterArray;

  using Base::Base;
  using Base::operator(), Base::derivative, Base::second_derivative, Base::backward,
      Base::derivative_from_output, Base::backward_from_output, Base::value_and_derivative,
      Base::parameter_gradient;
  using Pointers::backward, Pointers::derivative, Pointers::second_derivative,
      Pointers::value_and_derivative;

  /// f(x).
  EIGENACT_INLINE Scalar operator()(const Taken& x) const {
    return core::evaluate_element<Formula, core::Value, Accuracy, S>(x, parameters_.data())[0];
  }
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    return unary(x, *this);
  }
  /// f of one of Eigen's registers.
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x) const {
    return core::evaluate_packet<Formula, core::Value, Accuracy>(x, parameters_.data())[0];
  }
  /// y = f(x) of n numbers side by side.
  void apply(const Scalar* x, Scalar* y, Eigen::Index n) const {
    Unary<core::Value>{parameters_}.apply(x, y, n);
  }

  /// f'(x).
  Scalar derivative(const Taken& x) const { return Unary<core::Derivative>{parameters_}(x); }
  template <typename X>
  auto derivative(const Eigen::DenseBase<X>& x) const {
    return unary(x, Unary<core::Derivative>{parameters_});
  }

  /// f''(x).
  Scalar second_derivative(const Taken& x) const {
    return Unary<core::SecondDerivative>{parameters_}(x);
  }
  template <typename X>
  auto second_derivative(const Eigen::DenseBase<X>& x) const {
    return unary(x, Unary<core::SecondDerivative>{parameters_});
  }

  /// The gradient of the loss to x from its gradient to f(x): gradient * f'(x).
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  Scalar backward(const Taken& x, const Taken& gradient) const {
    return Chain<core::Derivative>{parameters_}(x, gradient);
  }
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    return binary(x, gradient, Chain<core::Derivative>{parameters_});
  }

  /// x_gradient = backward(x, gradient) and parameters_gradient = parameter_gradient(x, gradient)
  /// in one pass. Results are resized as by an assignment; x_gradient may be x or gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const;

  /// f' as a function of y = f(x), for the activations whose output determines it.
  Scalar derivative_from_output(const Taken& y) const { return from_output()(y); }
  template <typename Y>
  auto derivative_from_output(const Eigen::DenseBase<Y>& y) const {
    return unary(y, from_output());
  }
  Scalar backward_from_output(const Taken& y, const Taken& gradient) const {
    return Chain<core::DerivativeFromOutput>{from_output().parameters}(y, gradient);
  }
  template <typename Y, typename G>
  auto backward_from_output(const Eigen::DenseBase<Y>& y,
                            const Eigen::DenseBase<G>& gradient) const {
    return binary(y, gradient, Chain<core::DerivativeFromOutput>{from_output().parameters});
  }

  /// y = f(x) and dy = f'(x) in one pass. y and dy are resized as by an assignment; Map, Block and
  /// Ref must have the shape of x. Either may be x itself.
  /// @throws std::invalid_argument if a result has another shape and cannot be resized.
  template <typename X, typename Y, typename D>
  void value_and_derivative(const Eigen::DenseBase<X>& x, Y&& y, D&& dy) const;

  /// The sum over all elements of gradient * df/dp for every parameter p, in one pass.
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gradient) const;

 private:
  using Base::parameters_;

  template <typename X, typename Functor>
  static auto unary(const Eigen::DenseBase<X>& x, const Functor& functor) {
    core::check_scalars<S, X>();
    return Eigen::CwiseUnaryOp<Functor, const X>(x.derived(), functor);
  }
  template <typename X, typename G, typename Functor>
  static auto binary(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& g,
                     const Functor& functor) {
    core::check_scalars<S, X, G>();
    core::require_same_shape(Formula::facts.name(), "the gradient", x, g);
    return Eigen::CwiseBinaryOp<Functor, const X, const G>(x.derived(), g.derived(), functor);
  }
  Unary<core::DerivativeFromOutput> from_output() const;
  // The pass of parameter_gradient(), and what else is done with each element.
  template <typename... Written, typename X, typename G, typename OnPacket, typename OnElement>
  ParameterArray summed(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient,
                        const OnPacket& packet, const OnElement& element) const;
};

}  // namespace eigenact

#include <eigenact/core/elementwise_passes.hpp>

namespace eigenact {

/// The name of the type that a formula's activation has: "LeakyReLU".
template <typename Formula>
inline constexpr std::string_view type_name = "";

}  // namespace eigenact

/// Ends the header of an activation: defines the public name, eigenact::Name<Scalar, Accuracy =
/// Fast>, for eigenact::formula::Name, and enters it in the list that the tests, benchmarks and the
/// registry go by.
#define EIGENACT_ELEMENTWISE(Name)                                    \
  namespace eigenact {                                                \
  template <typename Scalar, typename Accuracy = Fast>                \
  using Name = Elementwise<formula::Name, Scalar, Accuracy>;          \
  EIGENACT_APPEND(elementwise_list, formula::Name);                   \
  template <>                                                         \
  inline constexpr std::string_view type_name<formula::Name> = #Name; \
  }                                                                   \
  static_assert(true, "")

namespace eigenact {
EIGENACT_LIST(elementwise_list);
}

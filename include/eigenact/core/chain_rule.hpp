// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/dual.hpp>
#include <eigenact/core/quantity.hpp>
#include <eigenact/math/tangent.hpp>

// The chain rule for numbers that carry derivatives: of every quantity the partial derivatives,
// each a quantity in its turn, so that such numbers may hold such numbers. A formula's own hooks
// are used as far as they go, f' and f'' and df/dp; beyond them a hook is differentiated.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// dQuantity/dx for K = 0, else the derivative for parameter K - 1, by differentiating the hook.
template <typename Quantity, std::size_t K>
struct Partial {
  static constexpr Quantities quantities = kNone;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename T, typename... P>
  static Results<Number<T>, 1> of(const Number<T>& x, const P&... p) {
    std::size_t k = 0;
    const auto seeded = [&k](const Number<T>& number) {
      return Number<Tangent<T>>(Tangent<T>(number.value, T(k++ == K)));
    };
    const std::array<Number<Tangent<T>>, 1 + sizeof...(P)> all{seeded(x), seeded(p)...};
    return {Number<T>(apply<Formula>(all, std::make_index_sequence<1 + sizeof...(P)>()))};
  }

 private:
  template <typename Formula, typename V, std::size_t Count, std::size_t... J>
  static auto apply(const std::array<V, Count>& all, std::index_sequence<J...>) {
    return Quantity::template of<Formula>(all[J]...)[0].value.slope;
  }
};

/// df/dp of parameter K.
template <std::size_t K>
struct ParameterSlope {
  static constexpr std::size_t index = K;
  static constexpr Quantities quantities = kNone;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename V, typename... P>
  static Results<V, 1> of(const V& x, const P&... p) {
    return {Formula::parameter_gradients(x, p...)[K]};
  }
};

template <typename Quantity>
inline constexpr bool is_parameter_slope = false;
template <std::size_t K>
inline constexpr bool is_parameter_slope<ParameterSlope<K>> = true;
template <typename Quantity>
inline constexpr bool is_partial = false;
template <typename Quantity, std::size_t K>
inline constexpr bool is_partial<Partial<Quantity, K>> = true;

// Whether a part of a formula has a second derivative, as far as its hook tells.
template <typename Part, typename Indices, typename = void>
inline constexpr bool has_second_hook = false;
template <typename Part, std::size_t... K>
inline constexpr bool has_second_hook<
    Part, std::index_sequence<K...>,
    std::void_t<decltype(Part::second_derivative(0.0, (static_cast<void>(K), 0.0)...))>> = true;
template <typename Part, typename = void>
inline constexpr bool is_bent = true;  // it is no formula
template <typename Part>
inline constexpr bool is_bent<Part, std::void_t<decltype(Part::facts)>> = has_second_hook<
    Part, std::make_index_sequence<static_cast<std::size_t>(Part::facts.parameter_count())>>;

/// Whether a formula has a second derivative, and with it all formulas it is made of.
template <typename Formula>
inline constexpr bool has_second_derivative = is_bent<Formula>;
template <template <typename...> class Whole, typename... Parts>
inline constexpr bool has_second_derivative<Whole<Parts...>> = is_bent<Whole<Parts...>> &&
                                                               (... &&
                                                                has_second_derivative<Parts>);

/// The derivative of Quantity for x (I = 0) or parameter I - 1.
template <typename Formula, typename Quantity, std::size_t K>
constexpr auto partial_of() {
  if constexpr (std::is_same_v<Quantity, Value> && K > 0)
    return ParameterSlope<K - 1>();
  else if constexpr (std::is_same_v<Quantity, Value>)
    return Derivative();
  else if constexpr (std::is_same_v<Quantity, Derivative> && K == 0 &&
                     has_second_derivative<Formula>)
    return SecondDerivative();
  else
    return Partial<Quantity, K>();
}

/// df/dp of every parameter at x, in double for float and the 16-bit floats.
template <typename Formula, typename Scalar>
auto parameter_slopes(const Scalar& x, const Scalar* parameters);

template <typename Formula, typename Quantity, typename Accuracy, typename Scalar,
          typename Result = Scalar, typename P>
EIGENACT_INLINE Results<Result, Quantity::results> evaluate_element(const Scalar& x,
                                                                    const P* parameters);

/// A partial derivative at a number without derivatives, of the native ones by way of double.
template <typename Formula, typename Quantity, typename Scalar, typename P>
Scalar evaluate_partial(const Scalar& x, const P* parameters) {
  if constexpr (is_parameter_slope<Quantity>) {
    return static_cast<Scalar>(parameter_slopes<Formula>(x, parameters)[Quantity::index]);
  } else if constexpr (is_native<Scalar>) {
    const Number<double> at(static_cast<double>(number(x)));
    return static_cast<Scalar>(evaluate_in<Formula, Quantity>(at, parameters)[0].value);
  } else {
    return evaluate_in<Formula, Quantity>(Number<Scalar>(x), parameters)[0].value;
  }
}

/// Quantity at a number that carries derivatives, of parameters that may carry some.
template <typename Formula, typename Quantity, typename Accuracy, typename T>
class ChainRule {
  static constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  using Inner = InnerOf<T>;

 public:
  static T of(const T& x, const T* parameters) {
    std::array<Inner, count> inner;
    for (std::size_t i = 0; i < count; ++i) inner[i] = Dual<T>::value(parameters[i]);
    const Inner& at = Dual<T>::value(x);
    T y = dual::constant<T>(evaluate<Quantity>(at, inner), Dual<T>::size(x));
    add<0>(y, x, at, inner);
    add_parameters(y, parameters, at, inner, std::make_index_sequence<count>());
    return y;
  }

 private:
  using Values = std::array<Inner, count>;

  template <typename Q>
  static Inner evaluate(const Inner& x, const Values& parameters) {
    return evaluate_element<Formula, Q, Accuracy, Inner>(x, parameters.data())[0];
  }
  template <std::size_t K>
  static void add(T& y, const T& argument, const Inner& x, const Values& parameters) {
    using Slope = decltype(partial_of<Formula, Quantity, K>());
    if (!dual::is_constant(argument)) dual::add_scaled(y, evaluate<Slope>(x, parameters), argument);
  }
  template <std::size_t... K>
  static void add_parameters(T& y, const T* all, const Inner& x, const Values& parameters,
                             std::index_sequence<K...>) {
    static_cast<void>(all), static_cast<void>(y);
    (add<K + 1>(y, all[K], x, parameters), ...);
  }
};

}  // namespace eigenact::core

EIGENACT_PACKETS_END

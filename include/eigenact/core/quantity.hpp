// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/core/facts.hpp>
#include <eigenact/math/arithmetic.hpp>
#include <type_traits>
#include <utility>

EIGENACT_PACKETS_BEGIN

// The quantities of a formula, and the forms of a formula that serve float.

namespace eigenact::core {

template <typename Scalar>
inline constexpr bool is_sixteen_bit =
    std::is_same_v<Scalar, Eigen::half> || std::is_same_v<Scalar, Eigen::bfloat16>;
template <typename Scalar>
inline constexpr bool is_native =
    std::is_same_v<Scalar, float> || std::is_same_v<Scalar, double> || is_sixteen_bit<Scalar>;

/// The type an element is computed in before its one rounding: float for the 16-bit floats.
template <typename Scalar>
using ComputeScalar = std::conditional_t<is_sixteen_bit<Scalar>, float, Scalar>;

/// Several results of one element, such as value and derivative.
template <typename V, std::size_t Size>
using Results = std::array<V, Size>;

struct Value {
  static constexpr Quantities quantities = kValue;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename V, typename... P>
  static EIGENACT_INLINE Results<V, 1> of(const V& x, const P&... p) {
    return {Formula::value(x, p...)};
  }
};

struct Derivative {
  static constexpr Quantities quantities = kDerivative;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename V, typename... P>
  static EIGENACT_INLINE Results<V, 1> of(const V& x, const P&... p) {
    return {Formula::derivative(x, p...)};
  }
};

struct SecondDerivative {
  static constexpr Quantities quantities = kSecondDerivative;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename V, typename... P>
  static EIGENACT_INLINE Results<V, 1> of(const V& x, const P&... p) {
    return {Formula::second_derivative(x, p...)};
  }
};

struct ValueAndDerivative {
  static constexpr Quantities quantities = kValue | kDerivative;
  static constexpr std::size_t results = 2;
  template <typename Formula, typename V, typename... P>
  static EIGENACT_INLINE Results<V, 2> of(const V& x, const P&... p) {
    return {Formula::value(x, p...), Formula::derivative(x, p...)};
  }
};

/// f' from y = f(x): a few operations, always in the scalar's own type.
struct DerivativeFromOutput {
  static constexpr Quantities quantities = kNone;
  static constexpr std::size_t results = 1;
  template <typename Formula, typename V, typename... P>
  static EIGENACT_INLINE Results<V, 1> of(const V& y, const P&... p) {
    return {Formula::derivative_from_output(y, p...)};
  }
};

/// Whether Quantity is evaluated in Grade::Rounded.
template <typename Formula, typename Quantity, typename Accuracy>
constexpr bool is_rounded() {
  constexpr Facts facts = Formula::facts;
  return std::is_same_v<Accuracy, Precise> && facts.is_rounded(Quantity::quantities) &&
         !facts.is_exact(Quantity::quantities);
}

/// Whether Quantity is evaluated in Scalar's own type or in the next wider one.
template <typename Formula, typename Quantity, typename Accuracy, typename Scalar>
constexpr bool in_own_type() {
  constexpr Facts facts = Formula::facts;
  constexpr bool plain = std::is_same_v<Scalar, float>
                             ? facts.is_fast_in_float(Quantity::quantities)
                             : facts.is_fast_in_double(Quantity::quantities);
  return facts.is_exact(Quantity::quantities) || (std::is_same_v<Accuracy, Fast> && plain) ||
         is_rounded<Formula, Quantity, Accuracy>();
}

/// Whether Quantity in double registers takes two of them at once: where the formula has kernels,
/// so that it is short. Long ones would only spill registers, and compile for twice as long.
template <typename Formula, typename Quantity>
constexpr bool takes_two_doubles() {
  constexpr Facts facts = Formula::facts;
  return facts.is_exact(Quantity::quantities) || facts.is_fast_in_float(Quantity::quantities) ||
         facts.is_fast_in_double(Quantity::quantities);
}

// A parameter as the number a register is filled with.
template <typename Scalar>
EIGENACT_INLINE decltype(auto) number(const Scalar& parameter) {
  if constexpr (is_sixteen_bit<Scalar>)
    return static_cast<float>(parameter);
  else
    return (parameter);
}

template <typename Formula, typename Quantity, typename V, typename Scalar, std::size_t... K>
EIGENACT_INLINE auto call(const V& x, const Scalar* parameters, std::index_sequence<K...>) {
  static_cast<void>(parameters);
  return Quantity::template of<Formula>(x, V(number(parameters[K]))...);
}

template <typename Formula, typename Indices, typename = void>
struct FloatRange : std::false_type {};
template <typename Formula, std::size_t... K>
struct FloatRange<
    Formula, std::index_sequence<K...>,
    std::void_t<decltype(Formula::fits_float(kNone, (static_cast<void>(K), 0.0f)...))>>
    : std::true_type {};

/// Whether Formula has float kernels for some parameters only.
template <typename Formula, typename Quantity, typename Accuracy>
inline constexpr bool has_float_range =
    Quantity::quantities != kNone&& in_own_type<Formula, Quantity, Accuracy, float>() &&
    FloatRange<Formula, std::make_index_sequence<
                            static_cast<std::size_t>(Formula::facts.parameter_count())>>::value;

template <typename Formula, typename Quantity, typename Scalar, std::size_t... K>
EIGENACT_INLINE bool fits_float(const Scalar* parameters, std::index_sequence<K...>) {
  return Formula::fits_float(Quantity::quantities, static_cast<float>(number(parameters[K]))...);
}
template <typename Formula, typename Quantity, typename Scalar>
EIGENACT_INLINE bool fits_float(const Scalar* parameters) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  return fits_float<Formula, Quantity>(parameters, std::make_index_sequence<count>());
}

/// Formula::Default, where there is one: the same function at the default parameters, for Fast in
/// float; with facts of its own for the registers of double too, that is for Precise in float and,
/// if they say so, Fast in double.
template <typename Formula, typename Quantity, typename = void>
struct DefaultOf {
  static constexpr bool exists = false;
};
template <typename Formula, typename Quantity>
struct DefaultOf<Formula, Quantity, std::void_t<typename Formula::Default>> {
  static constexpr bool exists = (Quantity::quantities & Formula::Default::quantities) != kNone &&
                                 !std::is_same_v<Formula, typename Formula::Default>;  // its name
  template <typename Scalar>
  static EIGENACT_INLINE bool has(const Scalar* parameters) {
    bool all = true;
    for (int i = 0; i < Formula::facts.parameter_count(); ++i)
      all = all && number(parameters[i]) == static_cast<float>(Formula::facts.parameter(i).value);
    return all;
  }
};

/// Whether the registers of double that Precise float rounds from take Formula::Default, and
/// whether Fast in double does.
template <typename Formula, typename Quantity, typename = void>
inline constexpr bool has_wide_default = false;
template <typename Formula, typename Quantity>
inline constexpr bool
    has_wide_default<Formula, Quantity, std::void_t<decltype(Formula::Default::facts)>> =
        DefaultOf<Formula, Quantity>::exists;
template <typename Formula, typename Quantity, typename = void>
inline constexpr bool has_default_in_double = false;
template <typename Formula, typename Quantity>
inline constexpr bool
    has_default_in_double<Formula, Quantity, std::void_t<decltype(Formula::Default::facts)>> =
        DefaultOf<Formula, Quantity>::exists&&
        in_own_type<typename Formula::Default, Quantity, Fast, double>();

/// Whether there is a choice of Formula::Default at run time.
template <typename Formula, typename Quantity, typename Accuracy, typename Compute>
inline constexpr bool has_default =
    std::is_same_v<Compute, float>
        ? DefaultOf<Formula, Quantity>::exists
        : std::is_same_v<Compute, double>&& std::is_same_v<Accuracy, Fast>&&
              has_default_in_double<Formula, Quantity>;

/// The default parameters as constants, from which compilers take the choice out of a loop.
template <typename Formula>
struct DefaultParameters {
  template <std::size_t... K>
  static constexpr auto all(std::index_sequence<K...>) {
    return std::array<float, sizeof...(K)>{
        static_cast<float>(Formula::facts.parameter(static_cast<int>(K)).value)...};
  }
  static constexpr auto values =
      all(std::make_index_sequence<static_cast<std::size_t>(Formula::facts.parameter_count())>());
  static constexpr const float* data() { return values.data(); }
};

/// A copy of parameters, which results cannot overlap; of those of the 16-bit floats in float.
template <typename Formula, typename Parameters>
EIGENACT_INLINE auto computed_parameters(const Parameters& parameters) {
  using S = std::remove_cv_t<std::remove_pointer_t<decltype(parameters.data())>>;
  if constexpr (is_sixteen_bit<S>) {
    std::array<float, static_cast<std::size_t>(Formula::facts.parameter_count())> floats;
    for (std::size_t i = 0; i < floats.size(); ++i) floats[i] = number(parameters.data()[i]);
    return floats;
  } else {
    return parameters;
  }
}

/// run(parameters) or, where they are the default ones and that makes a difference, run(constants).
template <typename Formula, typename Quantity, typename Accuracy, typename Parameters, typename Run>
EIGENACT_INLINE void run_with(const Parameters& parameters, const Run& run) {
  const auto own = computed_parameters<Formula>(parameters);
  using S = std::remove_cv_t<std::remove_pointer_t<decltype(own.data())>>;
  if constexpr (has_default<Formula, Quantity, Accuracy, S>)
    if (DefaultOf<Formula, Quantity>::has(own.data())) return run(DefaultParameters<Formula>());
  run(own);
}

/// Quantity of Formula at x in x's own arithmetic.
template <typename Formula, typename Quantity, typename V, typename Scalar>
EIGENACT_INLINE Results<V, Quantity::results> evaluate_in(const V& x, const Scalar* parameters) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  return call<Formula, Quantity>(x, parameters, std::make_index_sequence<count>());
}

/// The same where the tier takes x's own type.
template <typename Formula, typename Quantity, typename Accuracy, typename T, int Size, Grade G,
          typename Scalar>
EIGENACT_INLINE auto evaluate_in_own(const Vec<T, Size, G>& x, const Scalar* parameters) {
  if constexpr (is_rounded<Formula, Quantity, Accuracy>()) {
    const auto y = Quantity::template of<Formula>(Vec<T, Size, Grade::Rounded>::of(x.packet));
    Results<Vec<T, Size, G>, Quantity::results> results;
    for (std::size_t i = 0; i < y.size(); ++i) results[i] = Vec<T, Size, G>::of(y[i].packet);
    return results;
  } else {
    return evaluate_in<Formula, Quantity>(x, parameters);
  }
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END

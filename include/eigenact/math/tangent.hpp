// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/math/arithmetic.hpp>
#include <type_traits>

// Numbers that differentiate a formula in one direction, for the orders that no formula is written
// for. T is double, long double, or Tangent itself.

namespace eigenact {

/// value + slope e, where e is positive and smaller than any number. So a comparison takes the
/// branch that holds next to the value, and a formula of absolute values and maxima has the
/// derivative of its right-hand side, the derivative where there is one.
template <typename T>
struct Tangent {
  T value{}, slope{};

  Tangent() = default;
  Tangent(const T& v, const T& s) : value(v), slope(s) {}
  template <typename Real, std::enable_if_t<std::is_arithmetic_v<Real>, int> = 0>
  explicit Tangent(Real constant) : value(T(constant)), slope(T(0)) {}

  friend Tangent operator+(const Tangent& a, const Tangent& b) {
    return {T(a.value + b.value), T(a.slope + b.slope)};
  }
  friend Tangent operator-(const Tangent& a, const Tangent& b) {
    return {T(a.value - b.value), T(a.slope - b.slope)};
  }
  friend Tangent operator-(const Tangent& a) { return {T(-a.value), T(-a.slope)}; }
  friend Tangent operator*(const Tangent& a, const Tangent& b) {
    if (a.is_zero() || b.is_zero()) return {T(a.value * b.value), T(0)};
    return {T(a.value * b.value), T(times(a.slope, b.value) + times(b.slope, a.value))};
  }
  friend Tangent operator/(const Tangent& a, const Tangent& b) {
    const T quotient = T(a.value / b.value);
    return {quotient, T((a.slope - times(b.slope, quotient)) / b.value)};
  }

  friend bool operator<(const Tangent& a, const Tangent& b) {
    return a.value < b.value || (a.value == b.value && !(b.value < a.value) && a.slope < b.slope);
  }
  friend bool operator>(const Tangent& a, const Tangent& b) { return b < a; }
  friend bool operator<=(const Tangent& a, const Tangent& b) {
    return a < b || (a == b && !(b < a));
  }
  friend bool operator>=(const Tangent& a, const Tangent& b) { return b <= a; }
  /// Of the values: what is chosen at a point by itself has no other limit there.
  friend bool operator==(const Tangent& a, const Tangent& b) { return a.value == b.value; }

  /// Whether it stays 0: a factor that switches a term off, at infinity too.
  bool is_zero() const { return is_zero(value) && is_zero(slope); }
  /// slope * factor, 0 where the slope is: what does not depend on x adds nothing, at infinity too.
  static T times(const T& slope, const T& factor) {
    return is_zero(slope) ? T(0) : T(slope * factor);
  }

 private:
  static bool is_zero(const T& x) {
    if constexpr (std::is_arithmetic_v<T>)
      return x == T(0);
    else
      return x.is_zero();
  }
};

template <typename T>
Number<Tangent<T>> highest_of(const Number<Tangent<T>>&) {
  return Number<Tangent<T>>(Tangent<T>(std::numeric_limits<double>::max()));
}

// f of a tangent: v is its value, y is f(v).
#define EIGENACT_TANGENT(function, derivative)             \
  template <typename T>                                    \
  Tangent<T> function(const Tangent<T>& x) {               \
    using std::exp, std::sqrt, std::cos, std::sin;         \
    using std::function;                                   \
    const T v = x.value;                                   \
    const T y = function(v);                               \
    return {y, Tangent<T>::times(x.slope, T(derivative))}; \
  }

EIGENACT_TANGENT(exp, y)
EIGENACT_TANGENT(expm1, exp(v))
EIGENACT_TANGENT(log, T(1) / v)
EIGENACT_TANGENT(log1p, T(1) / (T(1) + v))
EIGENACT_TANGENT(sqrt, T(0.5) / y)
EIGENACT_TANGENT(sin, cos(v))
EIGENACT_TANGENT(cos, -sin(v))
EIGENACT_TANGENT(atan, T(1) / (T(1) + v * v))
EIGENACT_TANGENT(asinh, T(1) / sqrt(T(1) + v * v))
EIGENACT_TANGENT(erf, T(1.12837916709551257390) * exp(-(v * v)))
EIGENACT_TANGENT(erfc, -(T(1.12837916709551257390) * exp(-(v * v))))
EIGENACT_TANGENT(floor, T(0))

#undef EIGENACT_TANGENT

/// tanh' = 4 e / (1 + e)^2, e = exp(-2 |x|): 1 - tanh^2 would cancel.
template <typename T>
Tangent<T> tanh(const Tangent<T>& x) {
  using std::exp;
  using std::tanh;
  const T minus = x.value < T(0) ? T(x.value) : T(-x.value);
  const T e = exp(T(minus + minus)), d = T(T(1) + e);
  return {tanh(x.value), Tangent<T>::times(x.slope, T(T(4) * e / (d * d)))};
}

}  // namespace eigenact

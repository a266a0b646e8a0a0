// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// How values, derivatives and the bounds on their errors pass through arithmetic. Bounds are of
// first order; derivatives are written so that they do not cancel. No branches: these are the
// bodies of loops that the compiler turns into register code.

#include <cmath>

#include "dual.hpp"

namespace eigenact_test::rules {

template <typename T>
Dual<T> negate(Dual<T> a) {
  return {-a.value, -a.slope, a.value_error, a.slope_error};
}

template <typename T>
Dual<T> add(Dual<T> a, Dual<T> b) {
  constexpr T unit = Limits<T>::rounding;
  const T value = a.value + b.value, slope = a.slope + b.slope;
  return {value, slope, a.value_error + b.value_error + unit * std::abs(value),
          a.slope_error + b.slope_error + unit * std::abs(slope)};
}

template <typename T>
Dual<T> subtract(Dual<T> a, Dual<T> b) {
  return add(a, negate(b));
}

/// |a b - product|, where the machine tells it at no cost: a float times a float parameter is exact
/// in double, which an oscillation needs.
inline double product_error(double a, double b, double product) {
#ifdef __FMA__
  return std::abs(std::fma(a, b, -product));
#else
  return Limits<double>::rounding * std::abs(product);
#endif
}
inline long double product_error(long double a, long double b, long double product) {
  const auto is_float = [](long double x) { return static_cast<float>(x) == x; };
  return is_float(a) && is_float(b) ? 0 : Limits<long double>::rounding * std::abs(product);
}

template <typename T>
Dual<T> multiply(Dual<T> a, Dual<T> b) {
  constexpr T unit = Limits<T>::rounding;
  const T size_a = std::abs(a.value), size_b = std::abs(b.value);
  const T left = a.slope * b.value, right = a.value * b.slope;
  const T value = a.value * b.value;
  return {value, left + right,
          size_a * b.value_error + size_b * a.value_error + a.value_error * b.value_error +
              product_error(a.value, b.value, value),
          (size_a + a.value_error) * b.slope_error + (size_b + b.value_error) * a.slope_error +
              std::abs(a.slope) * b.value_error + std::abs(b.slope) * a.value_error +
              2 * unit * (std::abs(left) + std::abs(right))};
}

/// (a / b)' = (a' - (a / b) b') / b.
template <typename T>
Dual<T> divide(Dual<T> a, Dual<T> b) {
  constexpr T unit = Limits<T>::rounding;
  const T value = a.value / b.value, size = std::abs(b.value), quotient = std::abs(value);
  const T value_error = (a.value_error + quotient * b.value_error) / size + unit * quotient;
  const T removed = value * b.slope, slope = (a.slope - removed) / b.value;
  const T slope_error =
      (a.slope_error + quotient * b.slope_error + std::abs(b.slope) * value_error +
       std::abs(slope) * b.value_error + 2 * unit * (std::abs(a.slope) + std::abs(removed))) /
          size +
      unit * std::abs(slope);
  return {value, slope, value_error, slope_error};
}

/// a / b with (a / b)' = a' defect / b^2, where defect = b - a b' / a' was found in the text.
template <typename T>
Dual<T> divide_by_defect(Dual<T> a, Dual<T> b, Dual<T> defect) {
  constexpr T unit = Limits<T>::rounding;
  const T value = a.value / b.value, size = std::abs(b.value), quotient = std::abs(value);
  const T value_error = (a.value_error + quotient * b.value_error) / size + unit * quotient;
  const T factor = defect.value / b.value / b.value, slope = a.slope * factor;
  const T factor_error =
      defect.value_error / size / size + std::abs(factor) * (2 * b.value_error / size + 2 * unit);
  return {value, slope, value_error,
          std::abs(factor) * a.slope_error + (std::abs(a.slope) + a.slope_error) * factor_error +
              unit * std::abs(slope)};
}

template <typename T>
Dual<T> abs(Dual<T> a) {
  const T side = a.value > 0 ? T(1) : a.value < 0 ? T(-1) : T(0);
  return {std::abs(a.value), side * a.slope, a.value_error, a.slope_error};
}

template <typename T>
Dual<T> sign(Dual<T> a) {
  const T side = a.value > 0 ? T(1) : a.value < 0 ? T(-1) : T(0);
  const bool doubt = std::abs(a.value) <= a.value_error && a.value_error > 0;
  return {side, T(0), doubt ? T(2) : T(0), T(0)};
}

/// a rounded to an integer: in doubt unless a is exact.
template <typename T>
Dual<T> step(Dual<T> a, T rounded) {
  return {rounded, T(0), a.value_error > 0 ? a.value_error + 1 : T(0), T(0)};
}

/// Whether the errors leave open which of two numbers is larger.
template <typename T>
bool in_doubt(Dual<T> a, Dual<T> b) {
  const T error = a.value_error + b.value_error;
  return error > 0 && std::abs(a.value - b.value) <= error;
}

/// The chosen one of two operands between which the errors leave a doubt.
template <typename T>
Dual<T> chosen(Dual<T> one, Dual<T> other, bool doubt) {
  one.value_error += doubt ? other.value_error : T(0);
  one.slope_error += doubt ? other.slope_error + std::abs(one.slope - other.slope) : T(0);
  return one;
}

template <typename T>
Dual<T> select(bool condition, Dual<T> a, Dual<T> b) {
  return {condition ? a.value : b.value, condition ? a.slope : b.slope,
          condition ? a.value_error : b.value_error, condition ? a.slope_error : b.slope_error};
}

template <typename T>
Dual<T> minimum(Dual<T> a, Dual<T> b) {
  const bool first = a.value < b.value, doubt = in_doubt(a, b);
  return chosen(select(first, a, b), select(first, b, a), doubt);
}

template <typename T>
Dual<T> maximum(Dual<T> a, Dual<T> b) {
  const bool first = a.value > b.value, doubt = in_doubt(a, b);
  return chosen(select(first, a, b), select(first, b, a), doubt);
}

/// 1 or 0; the error tells whether that is in doubt.
template <typename T>
Dual<T> truth(bool holds, bool doubt) {
  return {holds ? T(1) : T(0), T(0), doubt ? T(1) : T(0), T(0)};
}

template <typename T>
Dual<T> choose(Dual<T> condition, Dual<T> a, Dual<T> b) {
  Dual<T> result = select(condition.value != 0, a, b);
  const T doubt = condition.value_error > 0 ? std::numeric_limits<T>::infinity() : T(0);
  result.value_error += doubt;
  result.slope_error += doubt;
  return result;
}

}  // namespace eigenact_test::rules

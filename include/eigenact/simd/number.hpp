// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/vec.hpp>

namespace eigenact {

/// A truth value that combines as the masks of registers do.
struct Truth {
  bool value;

  friend Truth operator&(Truth a, Truth b) { return {a.value && b.value}; }
  friend Truth operator|(Truth a, Truth b) { return {a.value || b.value}; }
};

/// One number of any other type (long double, automatic differentiation, ...) with the operators a
/// formula is written in. Results are evaluated at once: expression templates of the type do not
/// reach the formula.
template <typename T>
struct Number {
  T value;

  Number() = default;
  explicit Number(const T& number) : value(number) {}
  template <typename Real,
            std::enable_if_t<std::is_arithmetic_v<Real> && !std::is_same_v<Real, T>, int> = 0>
  Number(Real number) : value(number) {}
  Number(const Constant& constant) : value(from(constant)) {}
  /// The result of an operation, as it was rounded.
  static Number rounded(const T& result) {
    if constexpr (std::is_same_v<T, long double>) return Number(simd::opaque(result));
    return Number(result);
  }

  friend Number operator+(const Number& a, const Number& b) {
    return rounded(T(a.value + b.value));
  }
  friend Number operator-(const Number& a, const Number& b) {
    return rounded(T(a.value - b.value));
  }
  friend Number operator*(const Number& a, const Number& b) {
    return rounded(T(a.value * b.value));
  }
  friend Number operator/(const Number& a, const Number& b) {
    return rounded(T(a.value / b.value));
  }
  friend Number operator-(const Number& a) { return Number(T(-a.value)); }

  friend Truth operator<(const Number& a, const Number& b) { return {a.value < b.value}; }
  friend Truth operator<=(const Number& a, const Number& b) { return {a.value <= b.value}; }
  friend Truth operator>(const Number& a, const Number& b) { return {a.value > b.value}; }
  friend Truth operator>=(const Number& a, const Number& b) { return {a.value >= b.value}; }
  friend Truth operator==(const Number& a, const Number& b) { return {a.value == b.value}; }

  friend Number select(Truth mask, const Number& a, const Number& b) { return mask.value ? a : b; }
  friend Number mul_add(const Number& a, const Number& b, const Number& c) { return a * b + c; }

 private:
  static T from(const Constant& constant) {
    if constexpr (std::is_same_v<T, long double>)
      return static_cast<long double>(constant);
    else
      return T(constant.hi);
  }
};

template <typename T>
inline constexpr Grade grade_of<Number<T>> = Grade::Foreign;

}  // namespace eigenact

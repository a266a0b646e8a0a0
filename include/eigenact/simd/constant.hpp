// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/standard.hpp>

namespace eigenact {

/// A real number to twice double precision, hi + lo with |lo| <= ulp(hi) / 2, so that one spelling
/// of a constant serves every value type: float registers take hi rounded to float, double
/// registers hi, double-double registers both.
struct Constant {
  double hi;
  double lo;

  constexpr Constant(double high = 0, double low = 0) : hi(high), lo(low) {}
  constexpr operator double() const { return hi; }
  constexpr operator long double() const {
    return static_cast<long double>(hi) + static_cast<long double>(lo);
  }
};

namespace literals {
namespace detail {

constexpr double power_of_ten(int exponent) {
  return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1);
}

// Veltkamp's splitting: the two halves of a * b are exact, hence the remainder of a division is.
constexpr double upper_half(double a) {
  const double c = 134217729.0 * a;  // 2^27 + 1
  return c - (c - a);
}

constexpr double product_error(double a, double b, double product) {
  const double ah = upper_half(a), al = a - ah, bh = upper_half(b), bl = b - bh;
  return ((ah * bh - product) + ah * bl + al * bh) + al * bl;
}

void a_constant_takes_at_most_22_digits_after_the_point();  // and so is no constant

template <char... Digits>
constexpr Constant decimal() {
  constexpr char digits[] = {Digits...};
  double hi = 0, lo = 0;  // the digits as one integer
  int decimals = 0;
  bool fraction = false;
  for (char digit : digits) {
    if (digit == '\'') continue;
    if (digit == '.') {
      fraction = true;
      continue;
    }
    const double p = 10 * hi, e = detail::product_error(10, hi, p) + 10 * lo + (digit - '0');
    hi = p + e;
    lo = e - (hi - p);
    decimals += fraction;
  }
  if (decimals > 22) a_constant_takes_at_most_22_digits_after_the_point();
  const double scale = detail::power_of_ten(decimals);
  const double quotient = hi / scale, p = quotient * scale;
  const double rest = ((hi - p) - detail::product_error(quotient, scale, p) + lo) / scale;
  const double sum = quotient + rest;
  return {sum, rest - (sum - quotient)};
}

template <char... Digits>
inline constexpr Constant literal = decimal<Digits...>();

}  // namespace detail

/// 1.0507009873554804934_c: the decimal digits as written, to twice double precision. At most 22
/// digits after the point (10^22 is the last power of ten that a double holds exactly).
template <char... Digits>
constexpr Constant operator""_c() {
  return detail::literal<Digits...>;  // a constant even where the compiler does not fold the call
}

}  // namespace literals
using namespace literals;

}  // namespace eigenact

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>

namespace eigenact_test {

/// A reference number (hi + lo) * 2^exponent with 106 significant bits and an exponent that neither
/// overflows nor underflows where double does. Regular numbers have 0.5 <= |hi| < 1 and
/// |lo| <= ulp(hi) / 2; zero (with its sign), infinity and NaN have lo = 0 and exponent = 0.
/// Exponents beyond +-2^29 become infinity and zero.
struct Reference {
  double hi = 0;
  double lo = 0;
  int exponent = 0;

  bool is_zero() const { return hi == 0; }
  bool is_nan() const { return std::isnan(hi); }
  bool is_finite() const { return std::isfinite(hi); }

  /// The nearest double; it overflows to infinity and underflows gradually. In the subnormal range
  /// it may be rounded twice: ulp.hpp's round_to is the correctly rounded one.
  double to_double() const { return std::ldexp(hi, exponent); }

  /// floor(log2(|*this|)), for regular numbers only.
  int floor_log2() const {
    const bool just_below_power_of_two = std::abs(hi) == 0.5 && lo != 0 && (lo < 0) != (hi < 0);
    return exponent - (just_below_power_of_two ? 2 : 1);
  }
};

/// The reference number nearest to (high + low) * 2^exponent, for finite high and |low| <= |high|.
/// Must not be compiled with -ffast-math: the compensation would vanish.
inline Reference make_reference(double high, double low = 0, int exponent = 0) {
  const double sum = high + low;
  if (sum == 0 || !std::isfinite(sum)) return {sum, 0, 0};
  int shift = 0;
  const double hi = std::frexp(sum, &shift);
  const double lo = std::ldexp(low - (sum - high), -shift);
  constexpr int limit = 1 << 29;
  const int total = exponent + shift;
  if (total > limit) return {std::copysign(std::numeric_limits<double>::infinity(), hi), 0, 0};
  if (total < -limit) return {std::copysign(0.0, hi), 0, 0};
  return {hi, lo, total};
}

inline Reference operator-(const Reference& a) { return {-a.hi, -a.lo, a.exponent}; }

/// a * b; relative error below 2^-102.
inline Reference operator*(const Reference& a, const Reference& b) {
  const double product = a.hi * b.hi;
  if (product == 0 || !std::isfinite(product)) return {product, 0, 0};
  const double error = std::fma(a.hi, b.hi, -product) + (a.hi * b.lo + a.lo * b.hi);
  return make_reference(product, error, a.exponent + b.exponent);
}

/// a + b; the error is below 2^-102 of the larger operand.
inline Reference operator+(const Reference& a, const Reference& b) {
  if (!a.is_finite() || !b.is_finite()) return {a.hi + b.hi, 0, 0};
  if (b.is_zero()) return a.is_zero() ? Reference{a.hi + b.hi, 0, 0} : a;
  if (a.is_zero()) return b;
  if (a.exponent < b.exponent) return b + a;
  const int shift = b.exponent - a.exponent;
  const double b_hi = std::ldexp(b.hi, shift);
  const double sum = a.hi + b_hi;
  const double b_part = sum - a.hi;
  const double error = (a.hi - (sum - b_part)) + (b_hi - b_part);
  const double low = error + (a.lo + std::ldexp(b.lo, shift));
  return std::abs(low) <= std::abs(sum) ? make_reference(sum, low, a.exponent)
                                        : make_reference(low, sum, a.exponent);
}

inline Reference operator-(const Reference& a, const Reference& b) { return a + (-b); }

/// |a - b| / |b| as a double; 0 when both are zero or equal infinities, NaN when either is NaN.
inline double relative_difference(const Reference& a, const Reference& b) {
  if (a.is_nan() || b.is_nan()) return std::numeric_limits<double>::quiet_NaN();
  if (a.hi == b.hi && a.lo == b.lo && a.exponent == b.exponent) return 0;
  if (b.is_zero() || !a.is_finite() || !b.is_finite()) {
    return std::numeric_limits<double>::infinity();
  }
  const Reference difference = a - b;
  return std::abs(std::ldexp(difference.hi / b.hi, difference.exponent - b.exponent));
}

}  // namespace eigenact_test

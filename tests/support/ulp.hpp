// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <climits>
#include <cmath>
#include <limits>

#include "reference.hpp"

namespace eigenact_test {

/// A binary floating-point format in the convention of std::numeric_limits: `digits` significant
/// bits, smallest normal number 2^(min_exponent - 1), every finite number below 2^max_exponent.
struct Format {
  int digits;
  int min_exponent;
  int max_exponent;

  static constexpr Format float32() { return {24, -125, 128}; }
  static constexpr Format float64() { return {53, -1021, 1024}; }
  static constexpr Format half() { return {11, -13, 16}; }
  static constexpr Format bfloat16() { return {8, -125, 128}; }

  double smallest_normal() const { return std::ldexp(1.0, min_exponent - 1); }
  double smallest_subnormal() const { return std::ldexp(1.0, min_exponent - digits); }
  double largest() const { return std::ldexp(1 - std::ldexp(1.0, -digits), max_exponent - 1) * 2; }
};

/// The number of the format nearest to `exact`, ties to even, with gradual underflow and overflow
/// to infinity, as a double.
inline double round_to(const Reference& exact, const Format& format) {
  if (exact.is_zero() || !exact.is_finite()) return exact.hi;
  const int binade = exact.floor_log2();
  const double infinity = std::copysign(std::numeric_limits<double>::infinity(), exact.hi);
  if (binade >= format.max_exponent) return infinity;
  const int quantum = std::max(binade - format.digits + 1, format.min_exponent - format.digits);
  const int shift = exact.exponent - quantum;
  if (shift < -1) return std::copysign(0.0, exact.hi);  // below a quarter of the quantum
  const double scaled = std::ldexp(exact.hi, shift);
  double rounded = std::nearbyint(scaled);
  const double rest = scaled - rounded;
  // Where hi alone is a tie, lo decides it.
  if (rest == 0.5 && exact.lo > 0) rounded += 1;
  if (rest == -0.5 && exact.lo < 0) rounded -= 1;
  if (std::abs(rounded) >= std::ldexp(1.0, format.max_exponent - quantum)) return infinity;
  return std::copysign(std::ldexp(rounded, quantum), exact.hi);
}

/// Same for a double.
inline double round_to(double value, const Format& format) {
  return std::isfinite(value) ? round_to(make_reference(value), format) : value;
}

/// |computed - exact| in units in the last place of the format, the unit being taken at
/// max(|exact|, smallest normal number, floor): ulp(v) = 2^(floor(log2 v) - digits + 1).
/// `computed` must be a number of the format.
///
/// Overflow: infinity is right (error 0) where the exact value rounds to it; otherwise an infinity
/// on either side counts as 2^max_exponent, so that the largest finite number is one unit away.
/// NaN: error 0 if both are NaN, infinite if only one is.
inline double ulp_error(double computed, const Reference& exact, const Format& format,
                        double floor = 0) {
  if (std::isnan(computed) || exact.is_nan()) {
    return std::isnan(computed) && exact.is_nan() ? 0 : std::numeric_limits<double>::infinity();
  }
  const double rounded = round_to(exact, format);
  if (std::isinf(rounded) && computed == rounded) return 0;
  const Reference beyond = {std::copysign(0.5, exact.hi), 0, format.max_exponent + 1};
  const Reference target = std::isinf(rounded) ? beyond : exact;

  int binade = std::max(format.min_exponent - 1, floor > 0 ? std::ilogb(floor) : INT_MIN);
  if (!target.is_zero()) binade = std::max(binade, target.floor_log2());
  binade = std::min(binade, format.max_exponent - 1);
  const int unit = binade - format.digits + 1;
  const double scaled_computed =
      std::isinf(computed) ? std::copysign(std::ldexp(1.0, format.max_exponent - unit), computed)
                           : std::ldexp(computed, -unit);
  const int shift = target.exponent - unit;
  return std::abs((scaled_computed - std::ldexp(target.hi, shift)) - std::ldexp(target.lo, shift));
}

}  // namespace eigenact_test

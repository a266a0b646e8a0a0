// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/core/quantity.hpp>
#include <limits>

namespace eigenact {

// Maps from a free number u, which an optimiser may move anywhere, to an admissible parameter:
// value(u), slope(u) = dvalue/du, and free(value), the inverse. Values are between lower and upper,
// which are not among them; where value(u) is rounded to them, or beyond the largest number of the
// scalar type, the nearest number between them is taken. A map without upper or lower has no such
// bound.

/// The number itself.
struct Unconstrained {
  double value(double u) const { return u; }
  double slope(double) const { return 1; }
  double free(double p) const { return p; }
};

/// lower + e^u: above lower, which is 0 by default.
struct ExpAbove {
  double lower = 0;
  double value(double u) const { return lower + std::exp(u); }
  double slope(double u) const { return std::exp(u); }
  double free(double p) const { return std::log(p - lower); }
};

/// lower + log(1 + e^u): above lower, which is 0 by default.
struct SoftplusAbove {
  double lower = 0;
  double value(double u) const {
    return lower + std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u)));
  }
  double slope(double u) const { return 1 / (1 + std::exp(-u)); }
  double free(double p) const {
    const double y = p - lower;
    return y + std::log(-std::expm1(-y));
  }
};

/// lower + (upper - lower) / (1 + e^-u): between the two, 0 and 1 by default.
struct SigmoidBetween {
  double lower = 0, upper = 1;
  double value(double u) const { return lower + (upper - lower) / (1 + std::exp(-u)); }
  double slope(double u) const {
    const double e = std::exp(-std::abs(u));
    return (upper - lower) * e / ((1 + e) * (1 + e));
  }
  double free(double p) const { return std::log((p - lower) / (upper - p)); }
};

namespace core {

/// Whether x is neither infinite nor NaN, which -ffast-math would not see.
inline bool is_finite_number(double x) {
  return all(math::is_finite(simd::Lane<double, Grade::Double>(x)));
}

/// The bounds of a map, infinite where it has none.
template <typename Map, typename = void>
inline constexpr bool has_lower = false;
template <typename Map>
inline constexpr bool has_lower<Map, std::void_t<decltype(std::declval<Map>().lower)>> = true;
template <typename Map, typename = void>
inline constexpr bool has_upper = false;
template <typename Map>
inline constexpr bool has_upper<Map, std::void_t<decltype(std::declval<Map>().upper)>> = true;

/// The number next to x towards positive or negative infinity.
template <typename S>
S next_number(const S& x, bool upwards) {
  if constexpr (is_sixteen_bit<S>) {
    const auto bits = Eigen::numext::bit_cast<std::uint16_t>(x);
    const bool is_negative = (bits & 0x8000u) != 0, is_zero = (bits & 0x7fffu) == 0;
    const unsigned next = is_zero                  ? (upwards ? 0x0001u : 0x8001u)
                          : upwards != is_negative ? bits + 1u
                                                   : bits - 1u;
    return Eigen::numext::bit_cast<S>(static_cast<std::uint16_t>(next));
  } else {
    return std::nextafter(
        x, upwards ? std::numeric_limits<S>::max() : std::numeric_limits<S>::lowest());
  }
}

/// The number of type S next to a bound, on the side of the map's values.
template <typename S>
S inside(double bound, bool upwards) {
  const auto is_inside = [&](const S& x) {
    return upwards ? static_cast<double>(x) > bound : static_cast<double>(x) < bound;
  };
  S x = static_cast<S>(bound);
  if (!is_inside(x)) x = next_number(x, upwards);
  if (!is_inside(x)) {  // subnormal numbers are flushed to zero
    const auto least = static_cast<double>(std::numeric_limits<S>::min());
    x = static_cast<S>(upwards ? bound + least : bound - least);
  }
  return x;
}

/// What a map makes of a finite number, as a number of type S.
template <typename S, typename Map>
S mapped(const Map& map, double u) {
  const auto greatest = static_cast<double>(Eigen::NumTraits<S>::highest());
  const S p = static_cast<S>(std::min(std::max(map.value(u), -greatest), greatest));
  const auto value = static_cast<double>(p);
  if constexpr (has_lower<Map>)
    if (value <= map.lower) return inside<S>(map.lower, true);
  if constexpr (has_upper<Map>)
    if (value >= map.upper) return inside<S>(map.upper, false);
  return p;
}

/// Its slope there, 0 where the value is beyond the largest number.
template <typename S, typename Map>
S slope_of(const Map& map, double u) {
  const auto greatest = static_cast<double>(Eigen::NumTraits<S>::highest());
  const double slope = map.slope(u);
  return static_cast<S>(std::abs(map.value(u)) <= greatest && std::abs(slope) <= greatest ? slope
                                                                                          : 0);
}

}  // namespace core
}  // namespace eigenact

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <eigenact/simd/number.hpp>
#include <limits>

namespace eigenact::core {

/// mantissa * 2^exponent, with an exponent that no power of a float or double leaves: for the rare
/// numbers whose powers or products overflow where the result does not. Infinity is 2^(2^40), which
/// is so far beyond every finite number that sums, quotients and polynomials of it tend to their
/// limits by themselves. There is no NaN: it counts as infinity.
struct Unbounded {
  long double mantissa = 0;  ///< 0, or in [1/2, 1) with a sign
  std::int64_t exponent = 0;

  Unbounded() = default;
  template <typename Real, std::enable_if_t<std::is_arithmetic_v<Real>, int> = 0>
  Unbounded(const Real& x)
      : Unbounded(is_finite(x) ? of(static_cast<long double>(x), 0) : infinity(x)) {}

  /// The nearest T, an infinity beyond the largest.
  template <typename T>
  T rounded() const {
    constexpr int high = std::numeric_limits<T>::max_exponent + 1, low = -2 * high;
    const auto n =
        static_cast<int>((std::max)(std::int64_t{low}, (std::min)(exponent, std::int64_t{high})));
    return static_cast<T>(std::ldexp(mantissa, n));
  }

  friend Unbounded operator-(const Unbounded& a) { return {-a.mantissa, a.exponent}; }
  friend Unbounded operator+(const Unbounded& a, const Unbounded& b) {
    if (a.mantissa == 0 || b.mantissa == 0) return a.mantissa == 0 ? b : a;
    if (a.exponent < b.exponent) return b + a;
    constexpr std::int64_t digits = std::numeric_limits<long double>::digits + 2;
    if (a.exponent - b.exponent > digits) return a;
    const auto shift = static_cast<int>(b.exponent - a.exponent);
    return of(a.mantissa + std::ldexp(b.mantissa, shift), a.exponent);
  }
  friend Unbounded operator-(const Unbounded& a, const Unbounded& b) { return a + -b; }
  friend Unbounded operator*(const Unbounded& a, const Unbounded& b) {
    return of(a.mantissa * b.mantissa, a.exponent + b.exponent);
  }
  /// b is not 0.
  friend Unbounded operator/(const Unbounded& a, const Unbounded& b) {
    return of(a.mantissa / b.mantissa, a.exponent - b.exponent);
  }
  friend bool operator<(const Unbounded& a, const Unbounded& b) { return (a - b).mantissa < 0; }
  friend bool operator>(const Unbounded& a, const Unbounded& b) { return b < a; }
  friend bool operator<=(const Unbounded& a, const Unbounded& b) { return !(b < a); }
  friend bool operator>=(const Unbounded& a, const Unbounded& b) { return !(a < b); }
  friend bool operator==(const Unbounded& a, const Unbounded& b) { return (a - b).mantissa == 0; }

 private:
  Unbounded(long double m, std::int64_t e) : mantissa(m), exponent(e) {}
  static Unbounded of(long double m, std::int64_t e) {
    int shift = 0;
    const long double half_to_one = std::frexp(m, &shift);
    return half_to_one == 0 ? Unbounded(m, 0) : Unbounded(half_to_one, e + shift);
  }

  // By the bits in memory: -ffast-math takes every number for finite.
  template <typename Real>
  static bool is_finite(const Real& x) {
    if constexpr (std::is_same_v<Real, float>) {
      std::uint32_t bits;
      std::memcpy(&bits, &x, sizeof bits);
      return (bits & 0x7f800000) != 0x7f800000;
    } else if constexpr (std::is_same_v<Real, double>) {
      std::uint64_t bits;
      std::memcpy(&bits, &x, sizeof bits);
      return (bits & 0x7ff0000000000000) != 0x7ff0000000000000;
    } else {
      return true;
    }
  }
  template <typename Real>
  static Unbounded infinity(const Real& x) {
    return {std::signbit(x) ? -0.5L : 0.5L, std::int64_t{1} << 40};
  }
};

}  // namespace eigenact::core

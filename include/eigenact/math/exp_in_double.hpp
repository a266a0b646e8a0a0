// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>

// Exponentials in double (Grade::Double) as parts of what comes of them.

namespace eigenact::math::detail {

// With a power of two times 2^128, so that the tail reaches the subnormals last.
template <typename V>
using ScaledExponential = Exponential<V, 128>;
inline constexpr double tail_unit = 0x1p128, tail_limit = -760;  // from there on e^x is 0

/// That of x + rest, rest being small.
template <typename V>
EIGENACT_INLINE ScaledExponential<V> scaled_exponential(const V& x, const V& rest) {
  ScaledExponential<V> e(x);
  e.r = e.r + rest;
  return e;
}

/// e^x = 2^n (even + r) / (even - r), -760 <= x <= 500, for quotients: half of the polynomial that
/// e^x itself takes.
template <typename V>
struct ExponentialQuotient {
  V r, even, power;  // power = 2^(n + 128)

  EIGENACT_INLINE explicit ExponentialQuotient(const ScaledExponential<V>& e)
      : r(e.r), even(even_part_of_exp(e.r)), power(e.power()) {}
  EIGENACT_INLINE explicit ExponentialQuotient(const V& x)
      : ExponentialQuotient(ScaledExponential<V>(x)) {}
  EIGENACT_INLINE ExponentialQuotient(const V& x, const V& rest)
      : ExponentialQuotient(scaled_exponential(x, rest)) {}
  EIGENACT_INLINE V above() const { return (even + r) * power; }  // times 2^128
  EIGENACT_INLINE V below() const { return even - r; }
  /// 1 + e^x = sum() / below(); and that times 2^128.
  EIGENACT_INLINE V sum() const { return mul_add(above(), V(1 / tail_unit), below()); }
  EIGENACT_INLINE V scaled_sum() const { return mul_add(below(), V(tail_unit), above()); }
};

/// e^x = (1 + l) 2^n, for what would lose too many digits with a quotient.
template <typename V>
struct ScaledPower {
  V l, power;  // power = 2^(n + 128)

  EIGENACT_INLINE explicit ScaledPower(const ScaledExponential<V>& e)
      : l(e.less_one()), power(e.power()) {}
  EIGENACT_INLINE explicit ScaledPower(const V& x) : ScaledPower(ScaledExponential<V>(x)) {}
  EIGENACT_INLINE ScaledPower(const V& x, const V& rest)
      : ScaledPower(scaled_exponential(x, rest)) {}
  /// y e^x times 2^128, with a rounding less than a product has.
  EIGENACT_INLINE V times(const V& y) const { return mul_add(y, l, y) * power; }
  /// e^x times 2^128.
  EIGENACT_INLINE V value() const { return mul_add(l, power, power); }
  /// (1 + e^x)^2 times 2^256.
  EIGENACT_INLINE V square_of_sum() const {
    const V e = value();
    return mul_add(e, e + V(2 * tail_unit), V(tail_unit * tail_unit));
  }
};

}  // namespace eigenact::math::detail

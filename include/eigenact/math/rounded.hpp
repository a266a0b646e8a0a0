// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

// Formulas of a few operations in Grade::Rounded, their rounding errors taken back by fused
// operations: they are off by half an ULP and less than 2^-20 of one, in the type of x itself.

namespace eigenact::math::rounded {

/// (x + a) / divisor as a pair, for |x| <= 2 a.
template <typename V>
EIGENACT_INLINE auto affine(const V& x, double a, double divisor) {
  const auto sum = Twofold<V, Grade::Compensated>::ordered_sum(V(a), x);  // exact there
  const V inverse(1 / divisor), y = sum.hi * inverse;
  return decltype(sum)(y, (mul_add(y, V(-divisor), sum.hi) + sum.lo) * inverse);
}

/// (min(max(x, -3), 3) + 3) / 6.
template <typename V>
EIGENACT_INLINE V hardsigmoid(const V& x) {
  const auto y = affine(clamp(x, V(-3), V(3)), 3, 6);
  return y.hi + y.lo;
}

/// x hardsigmoid(x).
template <typename V>
EIGENACT_INLINE V hardswish(const V& x) {
  const V c = max(x, V(-3));
  const auto factor = affine(c, 3, 6);
  const V y = c * factor.hi, minus_error = mul_add(-c, factor.hi, y);
  return select(x >= V(3), x, y - mul_add(-c, factor.lo, minus_error));  // -0 for -infinity
}

/// Its derivative (x + 1.5) / 3 between -3 and 3.
template <typename V>
EIGENACT_INLINE V hardswish_slope(const V& x) {
  const auto y = affine(x, 1.5, 3);
  return y.hi + y.lo;
}

/// x / (1 + |x|).
template <typename V>
EIGENACT_INLINE V softsign(const V& x) {
  const V c = clamp(x, V(-0x1p60), V(0x1p60)), size = abs(c);
  const auto sum = Twofold<V, Grade::Compensated>::ordered_sum(max(size, V(1)), min(size, V(1)));
  const V inverse = V(1) / sum.hi, y = c * inverse, minus_rest = mul_add(y, sum.hi, -c);
  return mul_add(mul_add(y, sum.lo, minus_rest), -inverse, y);  // -0 for -0
}

}  // namespace eigenact::math::rounded

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>
#include <eigenact/math/foreign.hpp>

// Roundings to an integer: exact. A zero has the sign of x, an infinity stays, NaN too.

namespace eigenact::math {

/// The greatest integer that is not above x.
template <typename V>
EIGENACT_INLINE V floor(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::floor(x);
  } else {
    return simd::floor(x);
  }
}

/// The least integer that is not below x.
template <typename V>
EIGENACT_INLINE V ceil(const V& x) {
  return -floor(V(-x));
}

/// The integer next to x on the side of 0.
template <typename V>
EIGENACT_INLINE V trunc(const V& x) {
  return with_sign_of(floor(abs(x)), x);
}

/// The nearest integer, of two the even one.
template <typename V>
EIGENACT_INLINE V round_to_even(const V& x) {
  if constexpr (is_foreign<V>) {
    const V below = floor(x), rest = x - below, half(0.5);
    const auto odd = below > V(2) * floor(V(half * below));
    return select((rest > half) | ((rest == half) & odd), below + V(1), below);
  } else {
    return simd::round_to_even(x);
  }
}

/// Whether x is an odd integer.
template <typename V>
EIGENACT_INLINE auto is_odd(const V& x) {
  const V half = V(0.5) * x, rest = half - floor(half);
  return rest == V(0.5);
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

// 1 + x^2, its root and their inverses, where x^2 overflows too.

namespace eigenact::math {

namespace detail {

// Beyond it x^2 + 1 is x^2 to all digits.
template <typename V>
EIGENACT_INLINE auto dwarfs_one(const V& x) {
  return abs(x) > V(grade_of<V> == Grade::Single ? 0x1p20 : 0x1p60);
}

/// Bounds of what divides by 1 + x^2. Without a fused operation x^2 is rounded, too: half a unit of
/// the sum, one unit of a quotient that is almost twice its power of two, beside the 1.5 of the sum
/// and the division.
constexpr Bounds bounds_of_quotient(double fused) {
  const double bound = simd::has_fma ? fused : 2.5;
  return {bound, 0.51, bound, 0.51, 0.51};
}

}  // namespace detail

/// 1 / (1 + x^2). Range [0, 1].
template <typename V>
EIGENACT_INLINE V inverse_quadratic(const V& x) {
  const V inverse = V(1) / x;
  return select(detail::dwarfs_one(x), inverse * inverse, V(1) / mul_add(x, x, V(1)));
}
inline constexpr Bounds inverse_quadratic_bounds = detail::bounds_of_quotient(1.9);

/// x / (1 + x^2); 0 at infinity.
template <typename V>
EIGENACT_INLINE V self_weighted_inverse_quadratic(const V& x) {
  return select(detail::dwarfs_one(x), V(1) / x, x / mul_add(x, x, V(1)));
}
inline constexpr Bounds self_weighted_inverse_quadratic_bounds = detail::bounds_of_quotient(1.6);

/// sqrt(1 + x^2). Range [1, inf].
template <typename V>
EIGENACT_INLINE V multiquadric(const V& x) {
  return select(detail::dwarfs_one(x), abs(x), sqrt(mul_add(x, x, V(1))));
}
inline constexpr Bounds multiquadric_bounds{1.1, 0.51, 1.1, 0.51, 0.51};

/// 1 / sqrt(1 + x^2). Range [0, 1].
template <typename V>
EIGENACT_INLINE V inverse_multiquadric(const V& x) {
  return V(1) / multiquadric(x);
}
inline constexpr Bounds inverse_multiquadric_bounds = detail::bounds_of_quotient(1.9);

/// x / sqrt(1 + x^2). Range [-1, 1].
template <typename V>
EIGENACT_INLINE V self_weighted_inverse_multiquadric(const V& x) {
  return select(detail::dwarfs_one(x), with_sign_of(V(1), x), x / multiquadric(x));
}
inline constexpr Bounds self_weighted_inverse_multiquadric_bounds{2, 0.51, 2, 0.51, 0.51};

/// x / (1 + sqrt(1 + x^2)), the tangent of half the angle whose tangent is x. Range [-1, 1].
template <typename V>
EIGENACT_INLINE V half_angle_tangent(const V& x) {
  return select(detail::dwarfs_one(x), with_sign_of(V(1), x), x / (multiquadric(x) + V(1)));
}

/// sqrt(1 + x^2) - |x|, without cancellation.
template <typename V>
EIGENACT_INLINE V multiquadric_excess(const V& x) {
  return V(0.5) / (V(0.5) * abs(x) + V(0.5) * multiquadric(x));
}

/// weight (2 - x^2) / (1 + x^2)^(5/2), weight times the second derivative of x^2 / sqrt(1 + x^2);
/// 0 at infinity.
template <typename V>
EIGENACT_INLINE V weighted_sine_bend(const V& weight, const V& x) {
  const V square = x * x, root = multiquadric(x);
  const V factor = select(detail::dwarfs_one(x), V(-1), (V(2) - square) / (V(1) + square));
  return weight * factor / root / root / root;
}

}  // namespace eigenact::math

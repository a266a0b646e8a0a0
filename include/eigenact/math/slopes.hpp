// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/root.hpp>
#include <eigenact/math/sigmoid.hpp>

// First derivatives, and what ELU and its kin need, above all in float registers.

namespace eigenact::math {

namespace detail {

// Half of the usual power of two: then e^x, its tail included, and its square are far from the ends
// of the range, and a quotient of products of two has the right size.
inline constexpr int half_offset = 32;
inline constexpr double half_power = 0x1p32, half_limit = -109;

// 2^32 e^x for -109 <= x <= 40 in float, the power of two also apart, so that terms that
// cancel do so before a rounding.
template <typename V>
struct HalfScaledExponential {
  V less_one, power, scaled;

  EIGENACT_INLINE explicit HalfScaledExponential(const V& x) {
    const Exponential<V, half_offset> e(x);
    less_one = e.less_one_unsigned();
    power = e.power();
    scaled = mul_add(less_one, power, power);
  }
};

// factor e^x / (1 + e^x)^2 for x <= 0 in float; the quotient is rounded once, subnormals included.
template <typename V>
EIGENACT_INLINE V symmetric_slope(const V& x, double factor) {
  const Exponential<V, low_offset<V>> exponential(max(x, V(low_limit<V>)));
  const V scaled = exponential.mantissa() * exponential.power(), e = scaled * V(low_power<V>);
  const V one(1 / low_power<V> / factor);
  return scaled / mul_add(scaled * V(1 / factor), e + V(2), one);
}

}  // namespace detail

/// factor, a power of two, times the first derivative of the sigmoid, sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V sigmoid_slope(const V& x, double factor = 1) {
  if constexpr (grade_of<V> == Grade::Single) {
    return detail::symmetric_slope(minus_abs(x), factor);
  } else if constexpr (grade_of<V> == Grade::Double) {
    const detail::Exponential<V, detail::low_offset<V>> exponential(
        max(minus_abs(x), V(detail::low_limit<V>)));
    const V high = (V(1) + exponential.less_one()) * exponential.power();
    const V e = high * V(detail::low_power<V>), s = V(1) + e, error = e - (s - V(1));
    return high / mul_add(s, s, error + error) * V(factor * detail::low_power<V>);
  } else {
    return weighted_sigmoid_slope(V(factor), x);
  }
}

/// 1 - tanh(x)^2.
template <typename V>
EIGENACT_INLINE V sech_squared(const V& x) {
  if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
    return sigmoid_slope(V(x + x), 4);
  } else {
    return weighted_sech_squared(V(1), x);
  }
}

/// The first derivative of x sigmoid(x), in float e (1 + e - |x|) / (1 + e)^2 with
/// e = e^-|x| on the left, and 1 less that on the right.
template <typename V>
EIGENACT_INLINE V self_weighted_sigmoid_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V minus = max(minus_abs(x), V(detail::half_limit)), one(detail::half_power);
    const detail::HalfScaledExponential<V> e(minus);
    // next to the zero at -1.278 the power is 1/4, and its sum with 1 - |x| is exact
    const V tilt = mul_add(e.less_one, e.power, mul_add(minus, one, one) + e.power);
    const V square = mul_add(e.scaled, e.scaled + (one + one), one * one);
    const V slope = e.scaled * tilt / square;
    const auto right = x >= V(0);
    return negate_where(right, slope) - masked(right, V(-1));  // -0 stays -0
  } else if constexpr (grade_of<V> == Grade::Double) {
    const V minus = max(minus_abs(x), V(detail::low_limit<V>));
    const detail::LowExponential<V> e(minus);
    return detail::sigmoid_times_slope(x, minus, V(0), e, e.less_one());
  } else {
    return sigmoid_and_slope(V(1), x, x);
  }
}

/// The first derivative of x tanh(log(1 + e^x)): e w / m^2 with e = e^x, m = e^2 + 2 e + 2 and
/// w = 4 x + 4 + e (4 x + 6 + e (e + 4)). On the right (1 + (e v - 4) / m^2) / 2 keeps more digits,
/// v = 8 x + e (8 x + 4 + e (e + 4)); between them the zero is near.
template <typename V>
EIGENACT_INLINE V weighted_tanh_softplus_slope(const V& x) {
  static_assert(grade_of<V> == Grade::Single);
  const V c = clamp(x, V(detail::half_limit), V(16)), scale(detail::half_power);
  const detail::HalfScaledExponential<V> exponential(c);
  const V power = exponential.power * V(1 / detail::half_power);
  const V e = mul_add(exponential.less_one, power, power), h = e + V(4);
  const auto right = x > V(-0.6);
  const V more = masked(right, V(4)), first = mul_add(c, V(4) + more, V(4) - more);
  const V second = first + (V(2) + masked(right, V(2)));
  const V w = mul_add(mul_add(e, h, second), e, first) * exponential.scaled;
  const V square = mul_add(mul_add(mul_add(e, h, V(8)), e, V(8)), exponential.scaled,
                           V(4) * scale);  // 2^32 m^2
  const V quotient = (w - masked(right, V(4) * scale)) / square;
  const V slope = select(right, mul_add(quotient, V(0.5), V(0.5)), quotient);
  const V near = expansion(x, mish_slope_wide_root);
  return select((x > V(-1.39)) & (x < V(-0.75)), near, slope);
}

/// weight e^x for x <= 0, in float for a weight between 2^-20 and 2^20; anything for x > 0.
template <typename V>
EIGENACT_INLINE V weighted_decay(const V& weight, const V& x) {
  if constexpr (grade_of<V> != Grade::Single) {
    return weighted_exp(weight, x);
  } else {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    return e.mantissa() * e.power() * (weight * V(detail::low_power<V>));
  }
}

/// e^x - 1 for x < 0, faster in float; anything for x >= 0.
template <typename V>
EIGENACT_INLINE V expm1_of_negative(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const detail::Exponential<V, 0, true> e(max(x, V(-60)));
    return detail::shifted_less_one(e.less_one_unsigned(), e.power(), V(1));
  } else {
    return expm1_of_low(x);
  }
}

namespace detail {

// x / alpha for x <= 0 in float, and its rounding error.
template <typename V>
struct Quotient {
  V rounded, low;

  EIGENACT_INLINE Quotient(const V& x, const V& alpha, double limit) {
    const V inverse = V(1) / alpha, c = max(x, V(limit) * alpha);
    rounded = c * inverse;
    low = simd::has_fma ? mul_add(-rounded, alpha, c) * inverse : V(0);
  }
};

}  // namespace detail

/// e^(x / alpha) for x <= 0 and alpha > 0 in float.
template <typename V>
EIGENACT_INLINE V decay_of_quotient(const V& x, const V& alpha) {
  static_assert(grade_of<V> == Grade::Single);
  const detail::Quotient<V> z(x, alpha, detail::low_limit<V>);
  detail::Exponential<V, detail::low_offset<V>> e(z.rounded);
  e.r = e.r + z.low;
  return detail::scaled_low(e.mantissa(), e.power());
}

/// alpha (e^(x / alpha) - 1) for x <= 0 and alpha > 0 in float.
template <typename V>
EIGENACT_INLINE V decay_less_one(const V& x, const V& alpha) {
  static_assert(grade_of<V> == Grade::Single);
  const detail::Quotient<V> z(x, alpha, -60);
  detail::Exponential<V, 0, true> e(z.rounded);
  e.r = e.r + z.low;
  const V y = alpha * detail::shifted_less_one(e.less_one_unsigned(), e.power(), V(1));
  return select(z.rounded > V(-0x1p-40), x, y);
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/root.hpp>
#include <eigenact/math/tanh.hpp>

// First derivatives, and what ELU and its kin need, above all in float registers.

namespace eigenact::math {

namespace detail {

// near where minus >= -limit, elsewhere weight e^minus; which is computed only if there is any.
template <typename V>
EIGENACT_INLINE V or_decay(const V& nearby, const V& minus, double limit, const V& weight) {
  const auto is_near = minus >= V(-limit);
  if (EIGEN_PREDICT_TRUE(all(is_near))) return nearby;
  return select(is_near, nearby, weighted_exp(weight, minus));
}

}  // namespace detail

/// The first derivative of the sigmoid, sigmoid(x) sigmoid(-x); in float e / (1 + e)^2 with the
/// e = e^-x of the sigmoid itself.
template <typename V>
EIGENACT_INLINE V sigmoid_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    constexpr double limit = detail::logistic_limit;
    const V e = detail::LogisticExponential<V>(clamp(x, V(-120), V(limit))).value();
    const V square = mul_add(e, e, e + e) + V(1);  // rounded once far out on either side
    return detail::or_decay(V(e / square), minus_abs(x), limit, V(1));
  } else if constexpr (grade_of<V> == Grade::Double) {
    const V y = detail::low_sigmoid(x);
    return mul_add(-y, y, y);
  } else {
    return weighted_sigmoid_slope(V(1), x);
  }
}

/// factor, a power of two, times 1 - tanh(x)^2.
template <typename V>
EIGENACT_INLINE V sech_squared(const V& x, double factor = 1) {
  if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
    constexpr double limit = detail::tanh_limit<V>;
    const V nearby = detail::TanhOfPositive<V>(min(abs(x), V(limit))).slope(factor);
    return detail::or_decay(nearby, V(V(2) * minus_abs(x)), 2 * limit, V(4 * factor));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return detail::WideTanh<V>(x).slope(factor);
  } else {
    return weighted_sech_squared(V(factor), x);
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
    const V scaled = e.scaled(), square = mul_add(scaled, scaled + (one + one), one * one);
    const V slope = scaled * tilt / square;
    const auto right = x >= V(0);
    return negate_where(right, slope) - masked(right, V(-1));  // -0 stays -0
  } else if constexpr (grade_of<V> == Grade::Double) {
    const V c = max(minus_abs(x), V(detail::tail_limit));
    const V y = detail::low_sigmoid_and_slope(detail::ScaledPower<V>(c), c);
    return select(x < V(0), y, V(1) - y);
  } else {
    return swish_slope(x);
  }
}

namespace detail {

// weight tanh(log(1 + e^x)) = weight n / m and, for the weight x, its slope e w / m^2 in double
// registers for float: e = e^x, n = e (e + 2), m = n + 2, w = 4 x + 4 + e (4 x + 6 + e (e + 4)).
template <typename V>
struct WideMish {
  V x, e, n, m;

  EIGENACT_INLINE explicit WideMish(const V& arg)
      : x(arg),
        e(RootedExponential<V>(max(x, V(wide_decay_limit))).value()),
        n(e * (e + V(2))),
        m(n + V(2)) {}
  EIGENACT_INLINE V value(const V& weight) const { return weight * n / m; }
  EIGENACT_INLINE V slope() const {
    const V constant = mul_add(x, V(4), V(4));
    const V w = mul_add(e, mul_add(e, e + V(4), constant + V(2)), constant);
    return e * w / (m * m);
  }
};

}  // namespace detail

/// The first derivative of x tanh(log(1 + e^x)): e w / m^2 with e = e^x, m = e^2 + 2 e + 2 and
/// w = 4 x + 4 + e (4 x + 6 + e (e + 4)). On the right (1 + (e v - 4) / m^2) / 2 keeps more digits,
/// v = 8 x + e (8 x + 4 + e (e + 4)); between them the zero is near.
template <typename V>
EIGENACT_INLINE V weighted_tanh_softplus_slope(const V& x) {
  static_assert(grade_of<V> == Grade::Single);
  const V c = clamp(x, V(detail::half_limit), V(detail::tanh_softplus_limit)),
          scale(detail::half_power);
  const detail::HalfScaledExponential<V> exponential(c);
  const V e = exponential.value(), scaled = exponential.scaled(), h = e + V(4);
  const auto right = x > V(-0.6);
  const V more = masked(right, V(4)), first = mul_add(c, V(4) + more, V(4) - more);
  const V second = first + (V(2) + masked(right, V(2)));
  const V w = mul_add(mul_add(e, h, second), e, first) * scaled;
  const V square =
      mul_add(mul_add(mul_add(e, h, V(8)), e, V(8)), scaled, V(4) * scale);  // 2^32 m^2
  const V quotient = (w - masked(right, V(4) * scale)) / square;
  const V slope = select(right, mul_add(quotient, V(0.5), V(0.5)), quotient);
  const V nearby = expansion(x, mish_slope_wide_root);
  return select((x > V(-1.39)) & (x < V(-0.75)), nearby, slope);
}

namespace detail {

inline constexpr double decay_limit = 30;

// e^x for -60 <= x <= 0 in float, right from -30 on. With fused operations that is near enough for
// one part of ln 2, and the exponential is that of expm1_of_negative().
template <typename V>
EIGENACT_INLINE V near_decay(const V& x) {
  const Exponential<V, 0, simd::has_fma> e(max(x, V(-60)));
  const V power = e.power();
  return mul_add(e.less_one_unsigned(), power, power);
}

// e^x for x <= 0 in double registers for float, by the exponential of expm1_of_low().
template <typename V>
EIGENACT_INLINE V wide_decay(const V& x) {
  const Exponential<V, 0, true> e(max(x, V(wide_decay_limit)));
  return mul_add(e.less_one(), e.power(), e.power());
}

}  // namespace detail

/// e^x for x <= 0; anything for x > 0.
template <typename V>
EIGENACT_INLINE V decay(const V& x) {
  if constexpr (grade_of<V> == Grade::Single)
    return detail::or_decay(detail::near_decay(x), x, detail::decay_limit, V(1));
  else if constexpr (grade_of<V> == Grade::Medium)
    return detail::wide_decay(x);
  else
    return exp_of_low(x);
}

/// e^x, in double registers for float by the exponential of scaled_expm1(), beside which it costs
/// little.
template <typename V>
EIGENACT_INLINE V exp_beside_expm1(const V& x) {
  if constexpr (grade_of<V> == Grade::Medium)
    return decay(exp_argument(x));
  else
    return exp(x);
}

/// weight e^x for x <= 0, in float for a weight between 2^-20 and 2^20; anything for x > 0.
template <typename V>
EIGENACT_INLINE V weighted_decay(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single)
    return detail::or_decay(V(weight * detail::near_decay(x)), x, detail::decay_limit, weight);
  else if constexpr (grade_of<V> == Grade::Medium)
    return weight * detail::wide_decay(x);
  else
    return weighted_exp(weight, x);
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

// x / alpha for x <= 0 in float, and by how much it is too large.
template <typename V>
struct Quotient {
  V rounded, excess;

  EIGENACT_INLINE Quotient(const V& x, const V& alpha, double limit) {
    const V inverse = V(1) / alpha, c = max(x, V(limit) * alpha);
    rounded = c * inverse;
    excess = simd::product_error(rounded, alpha, c) * inverse;
  }
};

}  // namespace detail

/// e^(x / alpha) for x <= 0 and alpha > 0 in float.
template <typename V>
EIGENACT_INLINE V decay_of_quotient(const V& x, const V& alpha) {
  static_assert(grade_of<V> == Grade::Single);
  const detail::Quotient<V> z(x, alpha, detail::low_limit<V>);
  detail::Exponential<V, detail::low_offset<V>> e(z.rounded);
  e.r = e.r - z.excess;
  return detail::scaled_low(e.mantissa(), e.power());
}

/// alpha (e^(x / alpha) - 1) for x <= 0 and alpha > 0 in float.
template <typename V>
EIGENACT_INLINE V decay_less_one(const V& x, const V& alpha) {
  static_assert(grade_of<V> == Grade::Single);
  const detail::Quotient<V> z(x, alpha, -60);
  detail::Exponential<V, 0, true> e(z.rounded);
  if constexpr (simd::has_fma) e.r = e.r - z.excess;  // else 2.8 ULP, for half of the operations
  const V y = alpha * detail::shifted_less_one(e.less_one_unsigned(), e.power(), V(1));
  return select(z.rounded > V(-0x1p-40), x, y);
}

}  // namespace eigenact::math

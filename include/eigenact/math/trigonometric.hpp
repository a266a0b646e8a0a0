// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/math/exp.hpp>

namespace eigenact::math {

namespace detail {

// Up to here n pi is exact in the parts of pi; beyond, a library function takes the lane.
template <typename V>
inline constexpr double sine_limit = grade_of<V> == Grade::Single ? 6000 : 3.2e6;

/// sin(x + shift pi), shift = 0, 1/4 or 1/2.
template <typename V>
EIGENACT_INLINE V shifted_sine(const V& x, double shift) {
  using W = Register<V>;
  const W limited = clamp(leading(x), W(-sine_limit<V>), W(sine_limit<V>));
  const W t = mul_add(limited, W(inverse_pi), W(shift)) + W(rounding_magic<W>);
  const W n = (t - W(rounding_magic<W>)) - W(shift);
  const V r = reduced(x, n, PiParts<grade_of<V>>::parts), u = r * r;
  const V y = r * mul_add(u, polynomial<4>(u, SinCoefficients<grade_of<V>>::polynomial), V(1));
  if constexpr (grade_of<V> == Grade::Twofold) {
    return {simd::negate_if_odd(y.hi, t), simd::negate_if_odd(y.lo, t)};
  } else {
    return simd::negate_if_odd(y, t);
  }
}

// NaN and infinities too.
template <typename W, typename V>
EIGENACT_INLINE auto too_far_for_sine(const W& x, const V&) {
  const auto near = abs(x) <= W(sine_limit<V>);
  return select(near, W(0), W(1)) > W(0);
}

// y with f(x) in the far lanes; g = f' carries the low part of a Twofold, which need not be small
// there: f(hi + lo) = f(hi) cos(lo) + g(hi) sin(lo).
template <typename V, typename Function, typename Slope>
EIGENACT_INLINE V with_far_lanes(const V& x, const V& y, Function&& f, Slope&& g) {
  using W = Register<V>;
  using S = typename W::Scalar;
  const auto far = too_far_for_sine(leading(x), x);
  if (EIGEN_PREDICT_TRUE(!any(far))) return y;
  const W value = simd::where(far, leading(x), leading(y), f);
  if constexpr (grade_of<V> == Grade::Twofold) {
    const auto cos_lo = [](S lo) { return std::cos(lo); };
    const auto sin_lo = [](S lo) { return std::sin(lo); };
    const W cosine = simd::where(far, x.lo, W(1), cos_lo),
            sine = simd::where(far, x.lo, W(0), sin_lo);
    const V turned = V::product(value, cosine) + V::product(simd::where(far, x.hi, W(0), g), sine);
    return select(far, turned, y);
  } else {
    static_cast<void>(g);
    return value;
  }
}

// The library's sine and cosine of one lane, of their sum more digits: it may cancel.
template <typename S>
S lane_sin(S x) {
  return std::sin(x);
}
template <typename S>
S lane_cos(S x) {
  return std::cos(x);
}
template <typename S>
S lane_sin_plus_quarter_pi(S x) {
  const auto wide = static_cast<long double>(x);
  return static_cast<S>((std::sin(wide) + std::cos(wide)) * static_cast<long double>(sqrt_half));
}
template <typename S>
S lane_cos_plus_quarter_pi(S x) {
  return static_cast<S>((std::cos(x) - std::sin(x)) * sqrt_half.hi);
}

}  // namespace detail

/// sin x, for every finite x; NaN at infinity.
template <typename V>
EIGENACT_INLINE V sin(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::sin(x);
  } else {
    using S = typename V::Scalar;
    return detail::with_far_lanes(x, detail::shifted_sine(x, 0), detail::lane_sin<S>,
                                  detail::lane_cos<S>);
  }
}
inline constexpr Bounds sin_bounds{2, 0.51, 2, 0.56};

/// cos x, for every finite x; NaN at infinity.
template <typename V>
EIGENACT_INLINE V cos(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::cos(x);
  } else {
    using S = typename V::Scalar;
    return detail::with_far_lanes(x, detail::shifted_sine(x, 0.5), detail::lane_cos<S>,
                                  [](S lane) { return -std::sin(lane); });
  }
}
inline constexpr Bounds cos_bounds{2, 0.51, 2, 0.56};

/// sin(x + pi / 4), for every finite x: 1 + sin(2 x) = 2 sin(x + pi / 4)^2 does not cancel.
template <typename V>
EIGENACT_INLINE V sin_plus_quarter_pi(const V& x) {
  if constexpr (is_foreign<V>) {
    return (foreign::sin(x) + foreign::cos(x)) * V(sqrt_half);
  } else {
    using S = typename V::Scalar;
    return detail::with_far_lanes(x, detail::shifted_sine(x, 0.25),
                                  detail::lane_sin_plus_quarter_pi<S>,
                                  detail::lane_cos_plus_quarter_pi<S>);
  }
}

/// atan x. Range [-pi / 2, pi / 2].
template <typename V>
EIGENACT_INLINE V atan(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::atan(x);
  } else {
    using Table = AtanCoefficients<grade_of<V> == Grade::Double ? Grade::Twofold : grade_of<V>>;
    // tan(pi / 8) and tan(3 pi / 8) part the three ranges
    const V y = abs(x);
    const auto middle = y > V(0.41421356), high = y > V(2.4142135);
    const V numerator = select(high, V(-1), select(middle, y - V(1), y));
    const V denominator = select(high, y, select(middle, y + V(1), V(1)));
    const V base = select(high, V(half_pi), select(middle, V(half_pi) * V(0.5), V(0)));
    const V t = numerator / denominator, u = t * t;
    return with_sign_of(V(base + (t + t * u * polynomial<6>(u, Table::polynomial))), x);
  }
}
inline constexpr Bounds atan_bounds{0, 0.52, 2.5, 0.51};

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/log.hpp>
#include <eigenact/math/sigmoid_double.hpp>

namespace eigenact::math {

namespace detail {

// 2^-64 (1 + e^-x) in float, for -120 <= x: with the factor the tail reaches the subnormals, and no
// choice between the two sides is needed. x above 40 gives anything.
template <typename V>
EIGENACT_INLINE V scaled_sigmoid_denominator(const V& x) {
  const V magic(exponent_magic<V> - 64), t = mul_add(x, V(-log2_e.hi), magic), n = t - magic;
  V r = x;  // x + n ln 2, the negative of the usual remainder
  for (double part : Ln2Parts<Grade::Single>::parts) r = mul_add(n, V(part), r);
  const V e = polynomial_at_minus(r, ExpCoefficients<Grade::Single>::polynomial);
  return mul_add(e, simd::low_bits_to_exponent(t), V(0x1p-64));
}

// e^x for x <= 0 as a number to add to 1 and as a factor that reaches to the end of the range: one
// exponential for both.
template <typename V>
struct Decay {
  Exponential<V> exponential;
  V mantissa;

  EIGENACT_INLINE explicit Decay(const V& x)
      : exponential(max(x, V(-1400))), mantissa(exponential.mantissa()) {}
  EIGENACT_INLINE V value() const {
    using W = Register<V>;
    return scaled(mantissa, power_of_two(max(exponential.n, W(-1000))));
  }
  /// weight e^x.
  EIGENACT_INLINE V weighted(const V& weight) const {
    return exponential.times_power_of_two(weight * mantissa);
  }
};
template <typename V>
inline constexpr bool has_decay = grade_of<V> == Grade::Double || is_twofold<V>;

}  // namespace detail

/// The logistic sigmoid 1 / (1 + e^-x). Range [0, 1].
template <typename V>
EIGENACT_INLINE V sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return V(0x1p-64) / detail::scaled_sigmoid_denominator(clamp(x, V(-120), V(40)));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return V(1) / (V(1) + exp(V(-x)));
  } else {
    const V e = exp_of_low(minus_abs(x)), s = V(1) + e;
    const V y = select(x < V(0), e, V(1)) / s;
    // takes the rounding error of s back where it matters: where s is near 1
    if constexpr (grade_of<V> == Grade::Double) return mul_add(y, (s - V(1)) - e, y);
    return y;
  }
}
inline constexpr Bounds sigmoid_bounds{3.6, 0.58, 1.9, 0.75, 0.61};

/// weight * sigmoid(x) without premature underflow; 0 where sigmoid(x) is 0, even for an infinite
/// weight.
template <typename V>
EIGENACT_INLINE V weighted_sigmoid(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V limited = clamp(weight, V(-0x1p20), V(0x1p60));
    const V y = limited / detail::scaled_sigmoid_denominator(max(x, V(-120)));
    return select(x > V(30), weight, y * V(0x1p-64));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return bounded(weight) / (V(1) + exp(V(-x)));
  } else if constexpr (detail::has_decay<V>) {
    const detail::Decay<V> e(minus_abs(x));
    if constexpr (grade_of<V> == Grade::Double) {
      using Pair = Twofold<V, Grade::Compensated>;
      const auto left = x < V(0);
      const Pair numerator =
          Pair::product(select(left, bounded(weight), weight), select(left, e.mantissa, V(1)));
      const V y = (numerator / Pair::ordered_sum(V(1), e.value())).rounded();
      return select(left, e.exponential.times_power_of_two(y), y);
    }
    const V y = weight / (V(1) + e.value());
    return select(x < V(0), e.weighted(bounded(y)), y);
  } else {
    const V minus = minus_abs(x), w = weight / (V(1) + exp_of_low(minus));
    return select(x < V(0), weighted_exp(bounded(w), minus), w);
  }
}

/// x sigmoid(x), in float max(x, 0) less |x| / (1 + e^|x|), which is the same on either side.
template <typename V>
EIGENACT_INLINE V self_weighted_sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V minus = max(minus_abs(x), V(-120));
    const V y = minus / detail::scaled_sigmoid_denominator(minus);
    return mul_add(y, V(0x1p-64), max(x, V(0)));
  } else if constexpr (grade_of<V> == Grade::Double) {
    const detail::LowExponential<V> e(max(minus_abs(x), V(detail::low_limit<V>)));
    return detail::sigmoid_times(x, e, e.less_one());
  } else {
    return weighted_sigmoid(x, x);
  }
}

/// weight times the first derivative of the sigmoid, sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_slope(const V& weight, const V& x) {
  const V minus = minus_abs(x);
  if constexpr (detail::has_decay<V>) {
    const detail::Decay<V> e(minus);
    const V s = V(1) + e.value();
    if constexpr (grade_of<V> == Grade::Double) {  // the rounding error of s counts twice
      const V error = e.value() - (s - V(1)), square = mul_add(s, s, (s + s) * error);
      return e.exponential.times_power_of_two(weight * e.mantissa / square);
    }
    const V y = V(1) / s;
    return e.weighted(V(weight * (y * y)));
  } else {
    const V y = V(1) / (V(1) + exp_of_low(minus));
    return weighted_exp(V(weight * (y * y)), minus);
  }
}

/// a sigmoid(x) + b sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V sigmoid_and_slope(const V& a, const V& b, const V& x) {
  if constexpr (grade_of<V> == Grade::Compensated) {
    const detail::Decay<V> e(minus_abs(x));
    const auto left = x < V(0);
    const V near = e.value(), y = V(1) / (V(1) + near);
    const V sum = (a + bounded(b) * (y * select(left, V(1), near))) * y;
    return select(left, e.weighted(sum), sum);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const V e = exp(V(-x)), y = V(1) / (V(1) + e);
    return y * (a + bounded(b) * (e * y));
  } else {
    return weighted_sigmoid(V(a + weighted_sigmoid(b, V(-x))), x);
  }
}

/// weight times the second derivative of the sigmoid, sigmoid(x) sigmoid(-x) (1 - 2 sigmoid(x)).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_curvature(const V& weight, const V& x) {
  const V minus = minus_abs(x), y = V(1) / (V(1) + exp_of_low(minus));
  const V tilt = with_sign_of(V(-expm1(minus) * y), V(-x));
  return weighted_exp(V(weight * (y * y) * tilt), minus);
}

namespace detail {

// tanh x in float for 0 <= x <= 10: y / (y + 2 (even - z)) with y = power
// (even + z) - (even - z), e^2x = power (even + z) / (even - z). The roundings of y count less as
// the quotient nears 1.
template <typename V>
EIGENACT_INLINE V tanh_of_positive(const V& x) {
  const V magic(exponent_magic<V>), t = mul_add(x, V(2 * log2_e.hi), magic), n = t - magic;
  const V z = mul_add(n, V(ln2.hi / -2), x), even = even_part_of_exp(z, 2);
  const V power = simd::low_bits_to_exponent(t);
  const V y = mul_add(power + V(1), z, (power - V(1)) * even), rest = even - z;
  return y / (y + (rest + rest));
}

}  // namespace detail

/// tanh x, exact in sign of zero. Range [-1, 1].
template <typename V>
EIGENACT_INLINE V tanh(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::tanh(x);
  } else {
    const V limit(grade_of<V> == Grade::Single || grade_of<V> == Grade::Medium ? 10 : 20);
    if constexpr (grade_of<V> == Grade::Double) {
      // y = h / (1 + h), h = (e^2|x| - 1) / 2; the error of 1 + h is taken back with a factor near
      // 1 / (1 + h) = 1 - y, until that matters no more
      const V limited = min(abs(x), limit);
      const detail::Exponential<V, -1> e(V(limited + limited));
      const V half = e.power(), h = e.scaled_less(half, V(0.5)), s = V(1) + h, y = h / s;
      const V rest = mul_add(y, (s - V(1)) - h, -simd::product_error(y, s, h));
      return with_sign_of(mul_add(max(V(0.95) - y, V(0)), rest, y), x);
    }
    if constexpr (grade_of<V> == Grade::Single)
      return with_sign_of(detail::tanh_of_positive(min(abs(x), limit)), x);
    const V limited = clamp(x, -limit, limit), e = expm1_of_moderate(V(limited + limited));
    return e / (e + V(2));
  }
}
inline constexpr Bounds tanh_bounds{2.8, 0.56, 1.75, 0.56, 0.81};

/// weight tanh(log(1 + e^x)) = weight e^x (e^x + 2) / (e^x (e^x + 2) + 2) for a weight of moderate
/// size and x <= 40 (the caller sees to it), in float for -120 <= x <= 10.
template <typename V>
EIGENACT_INLINE V weighted_tanh_softplus(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const detail::Exponential<V, detail::low_offset<V>> exponential(x);
    const V m = exponential.less_one_unsigned(), power = exponential.power();
    const V unit = power * V(detail::low_power<V>), e = mul_add(unit, m, unit), h = e + V(2);
    // times e^x = (1 + m) power last, so that its rounding counts once
    const V y = weight * power * h / mul_add(e, h, V(2));
    return mul_add(y, m, y) * V(detail::low_power<V>);
  } else {
    const V e = exp_of_low(x);
    return weighted_exp_of_low(V(weight * (e + V(2)) / mul_add(e, V(e + V(2)), V(2))), x);
  }
}

/// weight (1 - tanh(x)^2) = weight 4 e^-2|x| / (1 + e^-2|x|)^2, without cancellation.
template <typename V>
EIGENACT_INLINE V weighted_sech_squared(const V& weight, const V& x) {
  const V minus = V(2) * minus_abs(x);
  if constexpr (detail::has_decay<V>) {
    return weighted_sigmoid_slope(V(V(4) * weight), minus);
  } else {
    const V y = V(1) / (V(1) + exp_of_low(minus));
    return weighted_exp(V(V(4) * weight * (y * y)), minus);
  }
}

/// weight / cosh x without premature underflow, for a weight of moderate size.
template <typename V>
EIGENACT_INLINE V weighted_sech(const V& weight, const V& x) {
  const V minus = minus_abs(x), divisor = V(1) + exp_of_low(V(minus + minus));
  return weighted_exp(V(V(2) * weight / divisor), minus);
}

/// 1 / cosh x = 2 e^-|x| / (1 + e^-2|x|). Range [0, 1].
template <typename V>
EIGENACT_INLINE V sech(const V& x) {
  return weighted_sech(V(1), x);
}
inline constexpr Bounds sech_bounds{0, 0.56, 2.7, 0.55, 0.61};

/// x - tanh x, from the continued fraction of tanh near 0, where the difference would cancel.
template <typename V>
EIGENACT_INLINE V tanhshrink(const V& x) {
  constexpr int depth = grade_of<V> == Grade::Medium || grade_of<V> == Grade::Single ? 17 : 27;
  const V c = clamp(x, V(-1), V(1)), u = c * c;
  // tanh c = c / (1 + K), K = u / (3 + u / (5 + u / (7 + ...))); p / q is 3 + u / (5 + ...)
  V p(depth), q(1);
  for (int odd = depth - 2; odd >= 3; odd -= 2) {
    const V next = V(odd) * p + u * q;
    q = p;
    p = next;
  }
  const V near = c * (u * q / (p + u * q));
  return select(abs(x) < V(1), near, x - tanh(x));
}

}  // namespace eigenact::math

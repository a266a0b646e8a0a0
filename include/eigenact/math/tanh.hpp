// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/sigmoid.hpp>

namespace eigenact::math {

namespace detail {

// Half of the usual power of two: then e^x, its tail included, and its square are far from the ends
// of the range, and a quotient of products of two has the right size.
inline constexpr int half_offset = 32;
inline constexpr double half_power = 0x1p32, half_limit = -109;
inline constexpr double tanh_softplus_limit = 16;

// e^x and 2^32 e^x for -109 <= x <= 40 in float, the power of two also apart, so that terms that
// cancel do so before a rounding.
template <typename V>
struct HalfScaledExponential {
  V less_one, power, unit;  // e^r - 1, 2^(n + 32), 2^n

  EIGENACT_INLINE explicit HalfScaledExponential(const V& x) {
    const Exponential<V, half_offset> e(x);
    less_one = e.less_one_unsigned();
    power = e.power();
    unit = power * V(1 / half_power);
  }
  EIGENACT_INLINE V value() const { return mul_add(less_one, unit, unit); }
  EIGENACT_INLINE V scaled() const { return mul_add(less_one, power, power); }
};

// tanh x in float or double for 0 <= x <= tanh_limit: y / (y + 2 (even - z)) with
// y = power (even + z) - (even - z), e^2x = power (even + z) / (even - z). The roundings of y count
// less as the quotient nears 1.
template <typename V>
struct TanhOfPositive {
  V y, rest, divisor;

  EIGENACT_INLINE explicit TanhOfPositive(const V& x) {
    const V magic(exponent_magic<V>), t = mul_add(x, V(2 * log2_e.hi), magic), n = t - magic;
    V z = x;
    if constexpr (simd::has_fma && grade_of<V> == Grade::Single) {
      z = mul_add(n, V(ln2.hi / -2), z);
    } else {
      for (double part : Ln2Parts<grade_of<V>>::parts) z = mul_add(n, V(part / -2), z);
    }
    const V even = even_part_of_exp(z, 2);
    const V power = simd::low_bits_to_exponent(t);
    y = mul_add(power + V(1), z, (power - V(1)) * even);
    rest = even - z;
    divisor = y + (rest + rest);
  }
  EIGENACT_INLINE V value() const { return y / divisor; }
  /// factor (1 - tanh(x)^2), by sigmoid(-2 x).
  EIGENACT_INLINE V slope(double factor) const {
    const V s = rest / divisor, scaled = V(4 * factor) * s;
    return mul_add(-scaled, s, scaled);
  }
};
template <typename V>
inline constexpr double tanh_limit = grade_of<V> == Grade::Single ? 10 : 20;  // tanh x is 1 there

// tanh x = m / (m + 2) and its slope 4 e / (m + 2)^2 in double registers for float, e = e^2x and
// m = e - 1 apart.
template <typename V>
struct WideTanh {
  V less_one, power, divisor;

  EIGENACT_INLINE explicit WideTanh(const V& x) {
    constexpr auto& table = Expm1Coefficients<Grade::Medium>::polynomial;
    const V c = clamp(x, V(-350), V(350)), magic(exponent_magic<V>);
    const V t = mul_add(c, V(2 * log2_e.hi), magic), r = mul_add(t - magic, V(ln2.hi / -2), c);
    less_one = r * polynomial_at_multiple<Factor<2>>(r, table, 2);
    power = simd::low_bits_to_exponent(t);
    divisor = m() + V(2);
  }
  EIGENACT_INLINE V e() const { return mul_add(less_one, power, power); }
  EIGENACT_INLINE V m() const { return shifted_less_one(less_one, power, V(1)); }
  EIGENACT_INLINE V value() const { return m() / divisor; }
  /// For a factor of moderate size; far out the square is infinite.
  EIGENACT_INLINE V slope(double factor) const { return V(4 * factor) * e() / (divisor * divisor); }
  EIGENACT_INLINE V weighted_slope(const V& weight) const {
    const V y = V(1) / divisor;
    return weight * (V(4) * y) * (e() * y);
  }
};

}  // namespace detail

/// tanh x, exact in sign of zero. Range [-1, 1].
template <typename V>
EIGENACT_INLINE V tanh(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::tanh(x);
  } else {
    const V limit(detail::tanh_limit<V>);
    if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double)
      return with_sign_of(detail::TanhOfPositive<V>(min(abs(x), limit)).value(), x);
    if constexpr (grade_of<V> == Grade::Medium) return detail::WideTanh<V>(x).value();
    const V limited = clamp(x, -limit, limit), e = expm1_of_moderate(V(limited + limited));
    return e / (e + V(2));
  }
}
inline constexpr Bounds tanh_bounds{2.8, 0.56, 2.9, 0.56, 0.81};

/// weight tanh(log(1 + e^x)) = weight e^x (e^x + 2) / (e^x (e^x + 2) + 2) for a weight of moderate
/// size and x <= 40 (the caller sees to it), in float for -109 <= x <= 16.
template <typename V>
EIGENACT_INLINE V weighted_tanh_softplus(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const detail::HalfScaledExponential<V> exponential(x);
    const V e = exponential.value(), h = e + V(2);
    // times e^x = (1 + less_one) power last, so that its rounding counts once
    const V y = weight * exponential.power * h / mul_add(e, h, V(2));
    return mul_add(y, exponential.less_one, y) * V(1 / detail::half_power);
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
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return detail::WideTanh<V>(x).weighted_slope(weight);
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
  const V nearby = c * (u * q / (p + u * q));
  return select(abs(x) < V(1), nearby, x - tanh(x));
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>
#include <eigenact/math/normal_coefficients.hpp>
#include <utility>

// The GELU, its slope and the GELU by tanh in float registers. f(x) - f(-x) is x, f'(x) + f'(-x) is
// 1, so that the left half serves both. It comes times 2^64 and loses that factor last: so the tail
// reaches the subnormals with one rounding.

namespace eigenact::math::in_float {

// c[0] + c[1] x + ..., rounded once where the other terms are small against c[0].
template <typename V, std::size_t Size>
EIGENACT_INLINE V short_polynomial(const V& x, const Constant (&c)[Size]) {
  return mul_add(x, detail::polynomial_in_two<1>(x, c), V(c[0]));
}

// e^-u as (1 + less_one) power, the power of two times 2^64.
template <typename V>
struct ScaledTail {
  V power, less_one;

  /// With a rounding less than a product has.
  EIGENACT_INLINE V times(const V& y) const { return mul_add(y, less_one, y); }
};

// e^-(r / 2) 2^n, n + 64 in the low bits of t.
template <typename V>
struct ScaledGaussian {
  V r, t;

  /// y 2^(n + 64), for y other than 0.
  EIGENACT_INLINE V times_power(const V& y) const { return simd::scaled_by_low_bits(y, t); }
  /// 2 y e^-(r / 2), with a rounding less than a product has.
  EIGENACT_INLINE V twice_times(const V& y) const {
    return mul_add(-y, V(detail::expm1_of_small(r, -0.5, r, -2)), y + y);
  }
};

// unit w on the left, 1 - unit w on the right.
template <typename V>
EIGENACT_INLINE V one_less_on_the_right(const V& x, const V& w, double unit) {
  const auto right = x >= V(0);
  return mul_add(w, negate_where(right, V(unit)), masked(right, V(1)));
}

// e^(-a^2 / 2), the rounding error of a^2 included: it would grow by a factor of a^2.
template <typename V>
EIGENACT_INLINE ScaledGaussian<V> scaled_gaussian(const V& a, const V& square) {
  constexpr auto& parts = Ln2Parts<Grade::Single>::parts;
  const V magic(detail::rounding_magic<V> + 64), t = mul_add(square, V(-0.5 * log2_e.hi), magic);
  const V n = t - magic;
  // a^2 + 2 n ln 2; the first term is exact
  const V rest = mul_add(n, V(2 * parts[1]), simd::product_error(a, a, square));
  return {mul_add(n, V(2 * parts[0]), square) + rest, t};
}

/// x Phi(x), the GELU, in float with fused operations.
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  using Table = GeluTailCoefficients<Grade::Single>;
  const V a = min(abs(x), V(14.6)), square = a * a;
  const auto gaussian = scaled_gaussian(a, square);
  const V p = monic_polynomial(a, Table::numerator), q = monic_polynomial(a, Table::denominator);
  // Phi(-a) e^(a^2 / 2) = q / (2 (q + a (slope q - p))), where the errors of q cancel
  const V half_divisor = mul_add(a, mul_add(q, V(gelu_tail_slope), -p), q);
  const V w = gaussian.twice_times(a * gaussian.times_power(q) / half_divisor);
  return mul_add(w, V(-0x1p-66), max(x, V(0)));
}

/// Phi(x) + x phi(x), the slope of the GELU, in float with fused operations; right at its zero.
template <typename V>
EIGENACT_INLINE V gelu_slope(const V& x) {
  using Table = GeluSlopeCoefficients<Grade::Single>;
  const V a = min(abs(x), V(14.6)), square = a * a;
  const auto gaussian = scaled_gaussian(a, square);
  const V p = short_polynomial(a, Table::numerator), q = short_polynomial(a, Table::denominator);
  // on the left (zero - a) e^(-a^2 / 2) q / (sqrt(2 pi) q + p)
  const V f = gaussian.times_power(q) / mul_add(q, V(sqrt_2pi), p);
  const V w = gaussian.twice_times(mul_add(f, V(gelu_slope_zero) - a, f * V(gelu_slope_zero.lo)));
  return one_less_on_the_right(x, w, 0x1p-65);
}

// -u for u = 2 sqrt(2 / pi) (a + 0.044715 a^3) as n ln 2 + scale (high + low), with what rounding
// takes from u: it would grow by a factor of u. The low bits of t are n + 64.
template <typename V>
struct GeluTanhArgument {
  static constexpr double unit = 671815, scale = -ln2.hi / unit;  // u is in units of ln 2 / unit
  V t, high, low;

  EIGENACT_INLINE GeluTanhArgument(const V& a, const V& square) {
    const V linear(gelu_tanh_linear_in_units), cubic(gelu_tanh_cubic_in_units);
    const V k = mul_add(square, cubic, linear), u = a * k;
    const V k_low =
        mul_add(simd::product_error(a, a, square), cubic, mul_add(square, cubic, linear - k));
    const V magic(detail::rounding_magic<V> + 64);
    t = mul_add(u, V(-1 / unit), magic);
    high = mul_add(t - magic, V(unit), u);  // exact
    low = mul_add(a, k_low, simd::product_error(a, k, u));
  }
};

// e^-u.
template <typename V>
EIGENACT_INLINE ScaledTail<V> gelu_tanh_tail(const V& a, const V& square) {
  const GeluTanhArgument<V> u(a, square);
  const V first_order = mul_add(u.high, V(u.scale), u.low * V(u.scale));
  return {simd::scaled_by_low_bits(V(1), u.t),
          detail::expm1_of_small(V(u.high + u.low), u.scale, first_order)};
}

/// x / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3), the tanh GELU, in float with fused
/// operations.
template <typename V>
EIGENACT_INLINE V gelu_tanh(const V& x) {
  const V a = min(abs(x), V(10.9));
  const GeluTanhArgument<V> u(a, V(a * a));
  // e^-u = 2^n (even - z) / (even + z), 2^n times 2^64; NaN comes from x
  const V z = u.high + u.low, even = detail::even_part_of_exp(z, -u.scale);
  const V e = simd::scaled_by_low_bits(V(even - z), u.t);
  const V w = a * e / simd::times_power<64>(mul_add(e, V(0x1p-64), even + z));
  return max(x, V(-0.0)) - w;
}

/// The slope of the tanh GELU in float with fused operations.
template <typename V>
EIGENACT_INLINE V gelu_tanh_slope(const V& x) {
  const V a = min(abs(x), V(10.9)), square = a * a;
  const auto tail = gelu_tanh_tail(a, square);
  // a u', u' = linear + 3 cubic a^2, with what rounding takes from it
  const V linear(gelu_tanh_linear), cubic(3 * (gelu_tanh_cubic.hi + gelu_tanh_cubic.lo));
  const V k = mul_add(square, cubic, linear), b = a * k;
  const V k_low = mul_add(square, cubic, linear - k) + V(gelu_tanh_linear.lo);
  const V b_low = mul_add(a, k_low, simd::product_error(a, k, b));
  // on the left e^-u (1 + e^-u - b) / (1 + e^-u)^2, whose sum cancels
  const V unit = tail.power * V(0x1p-64), e = tail.times(unit);
  const V sum = (unit + (V(1) - b)) + mul_add(unit, tail.less_one, -b_low);
  const V w = tail.times(tail.power * sum / mul_add(e, e + V(2), V(1)));
  return one_less_on_the_right(x, w, 0x1p-64);
}

}  // namespace eigenact::math::in_float

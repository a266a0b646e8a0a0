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

// e^(x + low) for -105 <= x <= 0 as (1 + less_one) power, the power of two times 2^64.
template <typename V>
struct ScaledTail {
  detail::Exponential<V, 64> e;
  V less_one;

  EIGENACT_INLINE ScaledTail(const V& x, const V& low)
      : e(x, low), less_one(e.less_one_unsigned()) {}
  /// (1 + less_one) y, with a rounding less than a product has.
  EIGENACT_INLINE V times(const V& y) const { return mul_add(y, less_one, y); }
};

// e^(-a^2 / 2), the rounding error of a^2 included: it would grow by a factor of a^2.
template <typename V>
EIGENACT_INLINE ScaledTail<V> scaled_gaussian(const V& a) {
  const V half = a * V(-0.5), exponent = a * half;
  return {exponent, simd::product_error(a, half, exponent)};
}

/// x Phi(x), the GELU, in float with fused operations.
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  using Table = GeluTailCoefficients<Grade::Single>;
  const V a = min(abs(x), V(14.6));
  const auto gaussian = scaled_gaussian(a);
  const V p = polynomial<99>(a, Table::numerator), q = polynomial<99>(a, Table::denominator);
  // Phi(-a) e^(a^2 / 2) = q / (q (2 + sqrt(2 pi) a) + a p), where the errors of q cancel
  const V divisor = mul_add(q, mul_add(a, V(sqrt_2pi), V(2)), a * p);
  const V w = gaussian.times(a * gaussian.e.power() * q / divisor);
  return mul_add(-w, V(0x1p-64), select(x < V(0), V(0), x));
}

/// Phi(x) + x phi(x), the slope of the GELU, in float with fused operations; right at its zero.
template <typename V>
EIGENACT_INLINE V gelu_slope(const V& x) {
  using Table = GeluSlopeCoefficients<Grade::Single>;
  const V a = min(abs(x), V(14.6));
  const auto gaussian = scaled_gaussian(a);
  const V p = polynomial<99>(a, Table::numerator), q = polynomial<99>(a, Table::denominator);
  // on the left (zero - a) e^(-a^2 / 2) q / (sqrt(2 pi) q + p)
  const V f = gaussian.e.power() * q / mul_add(q, V(sqrt_2pi), p);
  const V w = gaussian.times(mul_add(f, V(gelu_slope_zero) - a, f * V(gelu_slope_zero.lo)));
  const auto left = x < V(0);
  return mul_add(select(left, w, -w), V(0x1p-64), select(left, V(0), V(1)));
}

// e^-u for u = 2 sqrt(2 / pi) (a + 0.044715 a^3), with what rounding takes from u: it would grow by
// a factor of u.
template <typename V>
EIGENACT_INLINE ScaledTail<V> gelu_tanh_tail(const V& a, const V& square) {
  constexpr auto& linear = gelu_tanh_linear;
  constexpr auto& cubic = gelu_tanh_cubic;
  const V k = mul_add(square, V(cubic), V(linear));
  const V low = mul_add(simd::product_error(a, a, square), V(cubic),
                        mul_add(square, V(cubic.lo), V(linear.lo))) +
                mul_add(square, V(cubic), V(linear) - k);
  const V u = a * k;
  return {-u, -mul_add(a, low, simd::product_error(a, k, u))};
}

/// x / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3), the tanh GELU, in float with fused
/// operations.
template <typename V>
EIGENACT_INLINE V gelu_tanh(const V& x) {
  const V a = min(abs(x), V(10.9));
  const auto tail = gelu_tanh_tail(a, V(a * a));
  const V e = tail.times(tail.e.power());
  const V w = a * e / mul_add(e, V(0x1p-64), V(1));
  return mul_add(-w, V(0x1p-64), select(x < V(0), V(0), x));
}

/// The slope of the tanh GELU in float with fused operations.
template <typename V>
EIGENACT_INLINE V gelu_tanh_slope(const V& x) {
  constexpr auto& linear = gelu_tanh_linear;
  const V cubic(3 * (gelu_tanh_cubic.hi + gelu_tanh_cubic.lo));
  const V a = min(abs(x), V(10.9)), square = a * a;
  const auto tail = gelu_tanh_tail(a, square);
  // a du/da, with what rounding takes from it
  const V k = mul_add(square, cubic, V(linear));
  const V rest = mul_add(square, cubic, V(linear) - k) + V(linear.lo);
  const V b = a * k, low = mul_add(a, rest, simd::product_error(a, k, b));
  // on the left e^-u (1 + e^-u - b) / (1 + e^-u)^2, whose sum cancels
  const V power = tail.e.power(), unit = power * V(0x1p-64), e = tail.times(unit);
  const V sum = (unit + (V(1) - b)) + mul_add(unit, tail.less_one, -low);
  const V w = tail.times(power * sum / mul_add(e, e + V(2), V(1)));
  const auto left = x < V(0);
  return mul_add(select(left, w, -w), V(0x1p-64), select(left, V(0), V(1)));
}

}  // namespace eigenact::math::in_float

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/gelu_unfused.hpp>
#include <eigenact/math/root.hpp>
#include <eigenact/math/sigmoid_double.hpp>

// The GELU, the GELU by tanh and their slopes in double for a few ULP, Phi the distribution
// function of the standard normal distribution.

namespace eigenact::math::in_double {

// e^(-a^2 / 2), the rounding error of a^2 included: it would grow by a factor of a^2.
template <typename V>
EIGENACT_INLINE detail::ScaledPower<V> scaled_gaussian(const V& a) {
  const V square = a * a;
  return detail::ScaledPower<V>(V(V(-0.5) * square),
                                V(V(-0.5) * simd::product_error(a, a, square)));
}

inline constexpr double normal_limit = 39;  // from there on a Phi(-a) is 0

/// x Phi(x).
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  if constexpr (!simd::has_fma) return unfused::gelu(x);
  using Table = GeluTailRest<Grade::Double>;
  const V a = min(abs(x), V(normal_limit));
  const V p = polynomial_from<0>(a, Table::numerator), q = monic_polynomial(a, Table::denominator);
  // Phi(-a) e^(a^2 / 2) = q / (2 (q + a (q + p))), where the errors of q cancel
  const V half_divisor = mul_add(a, q + p, q);
  const V w = q * V(-0.5 / detail::tail_unit) / half_divisor;
  const auto e = scaled_gaussian(a);
  const V power = a * e.power;
  const auto factor = Twofold<V, Grade::Compensated>::ordered_mul_add(power, e.l, power);
  return mul_add(w, factor.hi, mul_add(w, factor.lo, max(x, V(0))));
}

/// The derivative Phi(x) + x e^(-x^2 / 2) / sqrt(2 pi) of gelu().
template <typename V>
EIGENACT_INLINE V gelu_slope(const V& x) {
  if constexpr (!simd::has_fma) return unfused::gelu_slope(x);
  using Table = GeluSlopeRest<Grade::Double>;
  constexpr Constant zero = gelu_slope_root.at;
  const V a = min(abs(x), V(normal_limit));
  const V p = polynomial_from<0>(a, Table::numerator), q = monic_polynomial(a, Table::denominator);
  // on the left (zero - a) e^(-a^2 / 2) q / (2 q + p)
  const V f = q / mul_add(q, V(2), p);
  const V w = scaled_gaussian(a).times(mul_add(f, V(-zero.hi) - a, f * V(-zero.lo)));
  const V y = w * V(1 / detail::tail_unit);
  return select(x < V(0), y, V(1) - y);  // f'(x) + f'(-x) = 1
}

inline constexpr double gelu_tanh_limit = -100;  // long before it e^u is 0

/// a (linear + times cubic a^2) for u = a (linear + cubic a^2) = 2 sqrt(2 / pi) (a + 0.044715 a^3)
/// at a = -|x|, with its rounding error: -u for times = 1, -a du/da for times = 3.
template <typename V>
EIGENACT_INLINE auto gelu_tanh_cubic(const V& x, double times) {
  using Pair = Twofold<V, Grade::Compensated>;
  constexpr auto& linear = gelu_tanh_linear_in_double;
  constexpr auto& cubic = gelu_tanh_cubic_in_double;
  const V c = max(minus_abs(x), V(gelu_tanh_limit)), factor(times * cubic.hi);
  const Pair square = Pair::product(c, c);
  // the head of linear is short enough for the differences of ordered_mul_add() to be exact
  const Pair sum = Pair::ordered_mul_add(factor, square.hi, V(linear.hi));
  const V low = mul_add(V(times * cubic.lo), square.hi, V(linear.lo));
  const Pair product = Pair::product(c, sum.hi);
  return Pair(product.hi, mul_add(c, sum.lo + mul_add(factor, square.lo, low), product.lo));
}

/// The tanh GELU x / (1 + e^-u).
template <typename V>
EIGENACT_INLINE V gelu_tanh(const V& x) {
  const auto z = gelu_tanh_cubic(x, 1);
  const detail::ExponentialQuotient<V> e(max(z.hi, V(detail::tail_limit)), z.lo);
  const V tail = max(minus_abs(x), V(gelu_tanh_limit)) * e.above() / e.sum();  // times 2^128
  return mul_add(tail, V(1 / detail::tail_unit), max(x, V(-0.0)));
}

/// Its derivative.
template <typename V>
EIGENACT_INLINE V gelu_tanh_slope(const V& x) {
  const auto z = gelu_tanh_cubic(x, 1), sum = gelu_tanh_cubic(x, 3);
  const auto w = std::decay_t<decltype(sum)>::ordered_sum(sum.hi, sum.lo);  // low part small
  const V low = max(z.hi, V(detail::tail_limit));
  if constexpr (!simd::has_fma) {
    const detail::LowExponential<V> e(low);
    return unfused::sigmoid_times_slope(x, w.hi, w.lo, e, e.less_one(z.lo));
  }
  const detail::ScaledPower<V> e(low, z.lo);
  const V y = detail::low_sigmoid_and_slope(e, w.hi, w.lo);
  return select(x < V(0), y, V(1) - y);  // f'(x) + f'(-x) = 1
}

}  // namespace eigenact::math::in_double

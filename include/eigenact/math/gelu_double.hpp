// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/normal_coefficients.hpp>
#include <eigenact/math/sigmoid_double.hpp>

// The GELU, the GELU by tanh and their slopes in double for a few ULP, Phi the distribution
// function of the standard normal distribution.

namespace eigenact::math::in_double {

/// e^(-a^2 / 2) and tail = Phi(-a) e^(a^2 / 2) for a from 0 to 40; Cancels: for a difference.
template <typename V, bool Cancels>
struct NormalTail {
  using Pair = Twofold<V, Grade::Compensated>;
  detail::LowExponential<V> exponential;
  V l;  // e^(-a^2 / 2) = (1 + l) 2^n
  Pair tail;

  EIGENACT_INLINE explicit NormalTail(const V& a) : NormalTail(a, Pair::product(a, a)) {}

 private:
  EIGENACT_INLINE NormalTail(const V& a, const Pair& square)
      : exponential(V(-0.5) * square.hi), l(exponential.less_one(V(V(-0.5) * square.lo))) {
    constexpr auto& table = NormalTailPolynomial<Grade::Compensated>::polynomial;
    // tail = p(t) / b with b = a + 4, t = 1 - 8 / b
    const V b = a + V(4), b_low = a - (b - V(4)), y = V(1) / b, y8 = V(8) * y, t = V(1) - y8;
    const V error = -simd::product_error(y, b, V(1)) - y * b_low;  // of y, relative
    const Pair p1 = without_first(t, table), p = step(t, p1.hi, table[0]);
    const V p_low = mul_add(t, p1.lo, p.lo);
    // the error of y, times the logarithmic slope of p(t) y by y to 1.3 %
    const V share = error * mul_add(mul_add(V(0.2984), y8, V(0.5254)), y8, V(0.9873));
    tail.hi = p.hi * y;
    tail.lo = mul_add(tail.hi, share, mul_add(p_low, y, simd::product_error(p.hi, y, tail.hi)));
  }
  // (p(t) - p(0)) / t
  template <std::size_t Size>
  static EIGENACT_INLINE Pair without_first(const V& t, const Constant (&c)[Size]) {
    if constexpr (!Cancels) return step(t, polynomial_in_tree<2>(t, c), c[1]);
    const Pair p2 = step(t, polynomial_in_tree<3>(t, c), c[2]), p1 = step(t, p2.hi, c[1]);
    return {p1.hi, mul_add(t, p2.lo, p1.lo)};
  }
  // c + x y
  static EIGENACT_INLINE Pair step(const V& x, const V& y, const Constant& c) {
    const Pair sum = Pair::ordered_mul_add(x, y, V(c.hi));
    return {sum.hi, sum.lo + V(c.lo)};
  }
};

/// x Phi(x).
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  const V a = min(abs(x), V(40));
  const NormalTail<V, false> normal(a);
  const auto weight = Twofold<V, Grade::Compensated>::ordered_mul_add(a, normal.l, a);
  const V low = mul_add(weight.hi, normal.tail.lo, weight.lo * normal.tail.hi);
  const V tail =
      detail::scaled_low(mul_add(weight.hi, normal.tail.hi, low), normal.exponential.power());
  return select(x < V(0), -tail, x - tail);
}

/// The derivative Phi(x) + x e^(-x^2 / 2) / sqrt(2 pi) of gelu().
template <typename V>
EIGENACT_INLINE V gelu_slope(const V& x) {
  using Pair = Twofold<V, Grade::Compensated>;
  const V a = min(abs(x), V(40));
  const NormalTail<V, true> normal(a);
  const Pair term = Pair::product(a, V(-inverse_sqrt_2pi.hi));
  const Pair sum = Pair::sum(normal.tail.hi, term.hi);
  const V low = sum.lo + (normal.tail.lo + mul_add(a, V(-inverse_sqrt_2pi.lo), term.lo));
  const V y = sum.hi + mul_add(sum.hi, normal.l, mul_add(low, normal.l, low));
  const V slope = detail::scaled_low(y, normal.exponential.power());
  return select(x < V(0), slope, V(1) - slope);  // f'(x) + f'(-x) = 1
}

/// a (linear + times cubic a^2) for u = a (linear + cubic a^2) = 2 sqrt(2 / pi) (a + 0.044715 a^3)
/// at a = -|x|, with its rounding error: -u for times = 1, -a du/da for times = 3.
template <typename V>
EIGENACT_INLINE auto gelu_tanh_cubic(const V& x, double times) {
  using Pair = Twofold<V, Grade::Compensated>;
  constexpr auto& linear = gelu_tanh_linear_in_double;
  constexpr auto& cubic = gelu_tanh_cubic_in_double;
  const V c = max(minus_abs(x), V(-1000)), factor(times * cubic.hi);
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
  const detail::LowExponential<V> e(max(z.hi, V(detail::low_limit<V>)));
  return detail::sigmoid_times(x, e, e.less_one(z.lo));
}

/// Its derivative.
template <typename V>
EIGENACT_INLINE V gelu_tanh_slope(const V& x) {
  const auto z = gelu_tanh_cubic(x, 1), sum = gelu_tanh_cubic(x, 3);
  const auto w = std::decay_t<decltype(sum)>::ordered_sum(sum.hi, sum.lo);  // low part small
  const detail::LowExponential<V> e(max(z.hi, V(detail::low_limit<V>)));
  return detail::sigmoid_times_slope(x, w.hi, w.lo, e, e.less_one(z.lo));
}

}  // namespace eigenact::math::in_double

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/normal_coefficients.hpp>
#include <eigenact/math/sigmoid_double.hpp>

// What the kernels of gelu_double.hpp have no room for where every multiplication and every
// addition is rounded: here the errors are taken back.

namespace eigenact::math::in_double::unfused {

/// The derivative of x sigmoid(z), sigmoid(z) + w sigmoid(z) sigmoid(-z), where w is
/// x dz/dx; minus_w + rest is -|w|.
template <typename V>
EIGENACT_INLINE V sigmoid_times_slope(const V& x, const V& minus_w, const V& rest,
                                      const detail::LowExponential<V>& e, const V& l) {
  const V p = e.power() * V(detail::low_power<V>), head = V(1) + p;
  const V s = mul_add(l, p, head), error = mul_add(l, p, head - s);
  const auto sum = Twofold<V, Grade::Compensated>::sum(s, minus_w);
  const V low = sum.lo + (error + rest);
  const V numerator = sum.hi + mul_add(sum.hi, l, mul_add(low, l, low));  // by e^r = 1 + l
  const V ratio = numerator / mul_add(s, s, error + error);
  const V tail = detail::scaled_low(ratio, e.power());
  return select(x < V(0), tail, V(1) - tail);  // f'(x) + f'(-x) = 1
}

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

/// x Phi(x), the GELU.
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

}  // namespace eigenact::math::in_double::unfused

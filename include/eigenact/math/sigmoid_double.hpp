// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>

// Kernels in double (Grade::Double) for a few ULP, with those rounding errors taken back that they
// have no room for, and no others.

namespace eigenact::math::detail {

// e^-|z| of the kernels below, which take the exponential and l, its less_one().
template <typename V>
using LowExponential = Exponential<V, low_offset<V>>;

/// x sigmoid(z) where z has the sign of x and is no smaller.
template <typename V>
EIGENACT_INLINE V sigmoid_times(const V& x, const LowExponential<V>& e, const V& l) {
  const V p = e.power() * V(low_power<V>), head = V(1) + p;
  const V s = mul_add(l, p, head), error = mul_add(l, p, head - s);  // s + error = 1 + p + l p
  const auto left = x < V(0);
  const V c = max(x, V(low_limit<V>)), weight = mul_add(c, l, c), y = select(left, weight, x) / s;
  // on the left the rounding of the weight leaves no room for those of s and y; the factor is
  // -1 / s to 5 %
  const V excess = mul_add(y, error, simd::product_error(y, s, weight));
  const V tail = mul_add(excess, mul_add(s, V(0.486), V(-1.457)), y);
  return select(left, scaled_low(tail, e.power()), y);
}

/// The derivative of x sigmoid(z), sigmoid(z) + w sigmoid(z) sigmoid(-z), where w is
/// x dz/dx; minus_w + rest is -|w|.
template <typename V>
EIGENACT_INLINE V sigmoid_times_slope(const V& x, const V& minus_w, const V& rest,
                                      const LowExponential<V>& e, const V& l) {
  const V p = e.power() * V(low_power<V>), head = V(1) + p;
  const V s = mul_add(l, p, head), error = mul_add(l, p, head - s);
  const auto sum = Twofold<V, Grade::Compensated>::sum(s, minus_w);
  const V low = sum.lo + (error + rest);
  const V numerator = sum.hi + mul_add(sum.hi, l, mul_add(low, l, low));  // by e^r = 1 + l
  const V ratio = numerator / mul_add(s, s, error + error);
  const V tail = scaled_low(ratio, e.power());
  return select(x < V(0), tail, V(1) - tail);  // f'(x) + f'(-x) = 1
}

/// g / d = tanh(log(1 + e^x)) on the right, e^-|x| g / d on the left, with the errors of both, from
/// e = e^-|x|, whose own error counts little.
template <typename V>
struct TanhSoftplus {
  using Pair = Twofold<V, Grade::Compensated>;
  Pair g, d;

  // On the left g = 2 + e, d = 2 + e (2 + e); on the right g = 1 + 2 e, d = 1 + 2 e (1 + e).
  template <typename Mask>
  EIGENACT_INLINE TanhSoftplus(const V& e, const Mask& left) {
    const V term = select(left, e, e + e), base = select(left, V(2), V(1)), h = V(2) + term;
    const V sum = base + term, product = mul_add(e, h, base);
    g = Pair(sum, (base - sum) + term);
    V error;  // of the product
    if constexpr (simd::has_fma) {
      error = mul_add(e, h, base - product);
    } else {
      const Pair exact = Pair::product(e, h);
      error = (exact.hi + (base - product)) + exact.lo;
    }
    d = Pair(product, mul_add(e, (V(2) - h) + term, error));
  }
};

/// x tanh(log(1 + e^x)).
template <typename V>
EIGENACT_INLINE V mish(const V& x) {
  const LowExponential<V> exponential(max(minus_abs(x), V(low_limit<V>)));
  const V l = exponential.less_one_in_tree(), p = exponential.power() * V(low_power<V>);
  const auto left = x < V(0);
  const TanhSoftplus<V> t(mul_add(l, p, p), left);
  const V reciprocal = V(1) / t.d.hi, q = t.g.hi * reciprocal;
  const V rest = (t.g.lo - simd::product_error(q, t.d.hi, t.g.hi)) - q * t.d.lo;
  const V c = max(x, V(low_limit<V>));
  const auto weight = Twofold<V, Grade::Compensated>::ordered_mul_add(c, select(left, l, V(0)), c);
  const V low = mul_add(weight.hi, rest * reciprocal, weight.lo * q);
  const V y = mul_add(weight.hi, q, low);
  const V usual = select(left, scaled_low(y, exponential.power()), select(x > V(30), x, y));
  return with_sign_of(abs(usual), x);  // -0 for -0
}

/// The derivative of mish(), (g d + 4 x (1 + e) (1 or e^2)) / d^2 (e on the left).
template <typename V>
EIGENACT_INLINE V mish_slope(const V& x) {
  using Pair = Twofold<V, Grade::Compensated>;
  const LowExponential<V> exponential(max(minus_abs(x), V(low_limit<V>)));
  const V l = exponential.less_one_in_tree(), p = exponential.power() * V(low_power<V>);
  const auto left = x < V(0);
  const V e = mul_add(l, p, p);
  const TanhSoftplus<V> t(e, left);
  const V c = clamp(x, V(low_limit<V>), V(-low_limit<V>));
  const V times = V(4) * c * select(left, V(1), e * e);
  const V s = V(1) + e, s_low = e - (s - V(1));
  const Pair head = Pair::product(t.g.hi, t.d.hi), tail = Pair::product(times, s);
  const Pair sum = Pair::sum(head.hi, tail.hi);
  const V low = sum.lo + (mul_add(t.g.hi, t.d.lo, mul_add(t.g.lo, t.d.hi, head.lo)) +
                          mul_add(times, s_low, tail.lo));
  const V factor = select(left, l, V(0));
  const V numerator = sum.hi + mul_add(sum.hi, factor, mul_add(low, factor, low));
  const V square = mul_add(t.d.hi, t.d.hi, (t.d.hi + t.d.hi) * t.d.lo), y = numerator / square;
  return select(left, scaled_low(y, exponential.power()), y);
}

}  // namespace eigenact::math::detail

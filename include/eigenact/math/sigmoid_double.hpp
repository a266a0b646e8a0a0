// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp_in_double.hpp>

// Kernels in double (Grade::Double) for a few ULP, with those rounding errors taken back that they
// have no room for, and no others.

namespace eigenact::math::detail {

/// sigmoid(-|x|).
template <typename V>
EIGENACT_INLINE V low_sigmoid(const V& x) {
  const ExponentialQuotient<V> e(max(minus_abs(x), V(tail_limit)));
  return e.above() / e.scaled_sum();
}

/// sigmoid(c) + w sigmoid(c) sigmoid(-c) = e (1 + e + w) / (1 + e)^2 for e = e^c. (Next to the zero
/// of the slope of SiLU, c = w = -1.278, the power of two in e is 1/4, and its sum with 1 + w is
/// exact.)
template <typename V>
EIGENACT_INLINE V low_sigmoid_and_slope(const ScaledPower<V>& e, const V& w) {
  const V one(tail_unit), head = mul_add(w, one, one) + e.power;
  return e.times(mul_add(e.l, e.power, head)) / e.square_of_sum();
}
/// The same for w + rest, rest being small.
template <typename V>
EIGENACT_INLINE V low_sigmoid_and_slope(const ScaledPower<V>& e, const V& w, const V& rest) {
  const V one(tail_unit), head = mul_add(w, one, one) + e.power;
  return e.times(head + mul_add(e.l, e.power, rest * one)) / e.square_of_sum();
}

inline constexpr double least_beta = 0x1p-10;

/// -|beta x| with what rounding takes from it, for x sigmoid(beta x), |beta| >= least_beta: where
/// the product or x is large, that is 0 or x.
template <typename V>
struct SwishArgument {
  V x, z, low, rest;  // low + rest = -|z| = -|beta x|

  template <typename Beta>
  EIGENACT_INLINE SwishArgument(const V& argument, const Beta& beta)
      : x(clamp(argument, V(-0x1p20), V(0x1p20))),
        z(V(beta) * x),
        low(max(minus_abs(z), V(tail_limit))) {
    V error = simd::product_error(V(beta), x, z);
    if constexpr (std::is_same_v<Beta, Constant>) error = mul_add(x, V(beta.lo), error);
    rest = negate_where(z > V(0), clamp(error, V(-0x1p-30), V(0x1p-30)));
  }
};

/// x sigmoid(beta x), |beta| >= least_beta.
template <typename V, typename Beta>
EIGENACT_INLINE V swish(const V& x, const Beta& beta) {
  const SwishArgument<V> a(x, beta);
  const ExponentialQuotient<V> e(a.low, a.rest);
  const V tail = a.x * e.above() / e.scaled_sum();
  return select(a.z > V(0), x - tail, tail);
}

/// Its derivative.
template <typename V, typename Beta>
EIGENACT_INLINE V swish_slope(const V& x, const Beta& beta) {
  const SwishArgument<V> a(x, beta);
  const V y = low_sigmoid_and_slope(ScaledPower<V>(a.low, a.rest), a.low, a.rest);
  return select(a.z > V(0), V(1) - y, y);  // f'(x) + f'(-x) = 1
}

// e^-|z| of the kernels below, which take the exponential and l, its less_one().
template <typename V>
using LowExponential = Exponential<V, low_offset<V>>;

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

/// x tanh(log(1 + e^x)) = x n / (n + 2), n = e (e + 2), e = e^x.
template <typename V>
EIGENACT_INLINE V mish(const V& x) {
  const V c = clamp(x, V(tail_limit), V(40));
  const ScaledPower<V> power(c);
  const V e = power.value(), h = mul_add(e, V(1 / tail_unit), V(2));
  return select(x > V(30), x, power.times(c * h) / mul_add(e, h, V(2 * tail_unit)));
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

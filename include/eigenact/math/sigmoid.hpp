// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/log.hpp>

namespace eigenact::math {

namespace detail {

// 2^64 (1 + e^-x) in float, for -x in [-26, 120]: with the factor the tail reaches the subnormals,
// and no choice between the two sides is needed.
template <typename V>
EIGENACT_INLINE V scaled_sigmoid_denominator(const V& x) {
  const V z = clamp(-x, V(-26), V(120)), magic(rounding_magic<V>);
  const V n = mul_add(z, V(log2_e), magic) - magic;
  const V r = reduced(z, n, Ln2Parts<Grade::Single>::parts);
  const V e = polynomial<6>(r, ExpCoefficients<Grade::Single>::polynomial);
  return mul_add(e, power_of_two(n - V(64)), V(0x1p-64));
}

}  // namespace detail

/// The logistic sigmoid 1 / (1 + e^-x). Range [0, 1].
template <typename V>
EIGENACT_INLINE V sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return (V(1) / detail::scaled_sigmoid_denominator(x)) * V(0x1p-64);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return V(1) / (V(1) + exp(V(-x)));
  } else {
    const V e = exp_of_negative(V(-abs(x)));
    return select(x < V(0), e, V(1)) / (V(1) + e);
  }
}
inline constexpr Bounds sigmoid_bounds{4, 0.53, 2.5, 0.51};

/// weight * sigmoid(x) without premature underflow; 0 where sigmoid(x) is 0, even for an infinite
/// weight.
template <typename V>
EIGENACT_INLINE V weighted_sigmoid(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V limited = clamp(weight, V(-0x1p20), V(0x1p60));
    const V y = (limited / detail::scaled_sigmoid_denominator(x)) * V(0x1p-64);
    return select(x > V(30), weight, y);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return bounded(weight) / (V(1) + exp(V(-x)));
  } else {
    const V minus = -abs(x), w = weight / (V(1) + exp_of_negative(minus));
    return select(x < V(0), weighted_exp(bounded(w), minus), w);
  }
}

/// weight times the first derivative of the sigmoid, sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_slope(const V& weight, const V& x) {
  const V minus = -abs(x), y = V(1) / (V(1) + exp_of_negative(minus));
  return weighted_exp(V(weight * (y * y)), minus);
}

/// weight times the second derivative of the sigmoid, sigmoid(x) sigmoid(-x) (1 - 2 sigmoid(x)).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_curvature(const V& weight, const V& x) {
  const V minus = -abs(x), y = V(1) / (V(1) + exp_of_negative(minus));
  const V tilt = with_sign_of(V(-expm1(minus) * y), V(-x));
  return weighted_exp(V(weight * (y * y) * tilt), minus);
}

/// tanh x, exact in sign of zero. Range [-1, 1].
template <typename V>
EIGENACT_INLINE V tanh(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::tanh(x);
  } else {
    const V limit(grade_of<V> == Grade::Single || grade_of<V> == Grade::Medium ? 10 : 22);
    const V limited = clamp(x, -limit, limit), e = expm1(V(limited + limited));
    return e / (e + V(2));
  }
}
inline constexpr Bounds tanh_bounds{4, 0.53, 3, 0.51};

/// weight (1 - tanh(x)^2) = weight 4 e^-2|x| / (1 + e^-2|x|)^2, without cancellation.
template <typename V>
EIGENACT_INLINE V weighted_sech_squared(const V& weight, const V& x) {
  const V minus = V(-2) * abs(x), y = V(1) / (V(1) + exp_of_negative(minus));
  return weighted_exp(V(V(4) * weight * (y * y)), minus);
}

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

/// weight log(1 + e^-|x|).
template <typename V>
EIGENACT_INLINE V weighted_softplus_tail(const V& weight, const V& x) {
  const V minus = -abs(x), e = exp_of_negative(minus);
  if constexpr (grade_of<V> == Grade::Double || grade_of<V> == Grade::Twofold) {
    const V divisor = max(e, V(0x1p-900));  // log(1 + e) / e is 1 there
    return weighted_exp(V(weight * (log1p_of_fraction(divisor) / divisor)), minus);
  } else {
    return weight * log1p_of_fraction(e);
  }
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
template <typename V>
EIGENACT_INLINE V softplus(const V& x) {
  return max(x, V(0)) + weighted_softplus_tail(V(1), x);
}
inline constexpr Bounds softplus_bounds{4, 0.58, 3, 0.51};

}  // namespace eigenact::math

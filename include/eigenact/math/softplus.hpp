// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp_in_double.hpp>
#include <eigenact/math/log.hpp>

namespace eigenact::math {

/// base + sign log(1 + e) for 0 <= e <= 1, sign = 1 or -1 and a base of 0 or of larger size, in
/// float.
template <typename V>
EIGENACT_INLINE V add_log1p_of_fraction(const V& base, const V& e, double sign = 1) {
  const V p = polynomial_by_halves(e, Log1pCoefficients<Grade::Single>::polynomial);
  return mul_add(sign < 0 ? -e : e, p, base);
}

namespace detail {

// log(1 + e^-|x|).
template <typename V>
EIGENACT_INLINE V low_softplus(const V& x) {
  if constexpr (grade_of<V> == Grade::Double) {
    constexpr auto& table = LogCoefficients<Grade::Double>::polynomial;
    const ExponentialQuotient<V> e(max(minus_abs(x), V(tail_limit)));
    // 2 atanh(s), s = e^-|x| / (2 + e^-|x|)
    const V p = e.above(), s = p / mul_add(e.below(), V(2 * tail_unit), p);
    const V twice = s + s, u = s * s;
    return mul_add(twice * u, polynomial_in_two<1>(u, table), twice);
  } else {
    return log1p_of_fraction(exp_of_low(minus_abs(x)));
  }
}

}  // namespace detail

/// base + weight log(1 + e^-|x|), for base 0 or an x of the same or larger size.
template <typename V>
EIGENACT_INLINE V add_softplus_tail(const V& base, const V& weight, const V& x) {
  const V minus = minus_abs(x);
  if constexpr (grade_of<V> == Grade::Medium)
    return base + weight * log1p_of_fraction(detail::wide_exp_of_low(minus));
  if constexpr (grade_of<V> == Grade::Double || grade_of<V> == Grade::Compensated) {
    const V nearby = weight * detail::low_softplus(x);
    const auto is_large = abs(weight) > V(1);
    if (!any(is_large)) return base + nearby;
    // far out a large weight must come before the underflow, and log(1 + e) is e
    return base + select(is_large & (minus < V(-600)), weighted_exp_of_low(weight, minus), nearby);
  } else if constexpr (grade_of<V> == Grade::Twofold) {
    const V divisor = max(exp_of_low(minus), V(0x1p-900));  // log(1 + e) / e is 1 there
    return base + weighted_exp(V(weight * (log1p_of_fraction(divisor) / divisor)), minus);
  } else {
    return base + weight * detail::low_softplus(x);
  }
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
template <typename V>
EIGENACT_INLINE V softplus(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return add_log1p_of_fraction(max(x, V(0)), exp_of_low(minus_abs(x)));
  } else if constexpr (grade_of<V> == Grade::Double) {
    return max(x, V(0)) + detail::low_softplus(x);
  } else {
    return add_softplus_tail(max(x, V(0)), V(1), x);
  }
}

/// log(1 + e^(beta x)) / beta.
template <typename V>
EIGENACT_INLINE V scaled_softplus(const V& x, const V& beta) {
  const V z = beta * x;
  return add_softplus_tail(select(z <= V(0), V(0), x), V(V(1) / beta), z);
}

namespace detail {

// e / (1 + e) where x is on the low side, 1 / (1 + e) elsewhere, e = e^-|x|: the sigmoid of x or
// -x in double registers for float, with the exponential of softplus.
template <typename V, typename Mask>
EIGENACT_INLINE V sigmoid_beside_softplus(const V& x, const Mask& is_low) {
  const V e = wide_exp_of_low(minus_abs(x));
  return select(is_low, e, V(1)) / (V(1) + e);
}

}  // namespace detail

/// The first derivative of softplus, sigmoid(x).
template <typename V>
EIGENACT_INLINE V softplus_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Medium)
    return detail::sigmoid_beside_softplus(x, x < V(0));
  else
    return sigmoid(x);
}

/// The first derivative of log_sigmoid(), sigmoid(-x).
template <typename V>
EIGENACT_INLINE V log_sigmoid_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Medium)
    return detail::sigmoid_beside_softplus(x, x > V(0));
  else
    return sigmoid(V(-x));
}

/// log(1 / (1 + e^-x)) = min(x, 0) - log(1 + e^-|x|); -0 at infinity.
template <typename V>
EIGENACT_INLINE V log_sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return add_log1p_of_fraction(min(x, V(-0.0)), exp_of_low(minus_abs(x)), -1);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return min(x, V(-0.0)) - detail::low_softplus(x);
  } else {
    return add_softplus_tail(min(x, V(-0.0)), V(-1), x);
  }
}
inline constexpr Bounds softplus_bounds{3.1, 0.59, 3.1, 0.75, 0.61};

}  // namespace eigenact::math

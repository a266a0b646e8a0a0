// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>
#include <eigenact/math/lines.hpp>
#include <eigenact/math/normal_coefficients.hpp>

namespace eigenact::math {

namespace detail {

/// Phi(-a) e^(a^2 / 2) for a >= 0.
template <typename V>
EIGENACT_INLINE V normal_tail(const V& a) {
  using Table = NormalTailCoefficients<wide_table_of<grade_of<V>>>;
  const V limited = min(a, V(40));
  if constexpr (grade_of<V> == Grade::Compensated) {  // half the operations of the fraction
    const V y = V(1) / (limited + V(4)), t = V(1) - V(8) * y;
    return y * polynomial<3>(t, NormalTailPolynomial<Grade::Compensated>::polynomial);
  } else {
    if constexpr (grade_of<V> == Grade::Medium) return monic_quotient<Table>(limited);
    return polynomial<99>(limited, Table::numerator) / polynomial<99>(limited, Table::denominator);
  }
}

/// weight * e^(S a^2) for a Factor S of -1 or -1/2.
template <typename S, typename V>
EIGENACT_INLINE V gaussian(const V& weight, const V& a) {
  if constexpr (grade_of<V> == Grade::Medium) {
    const V c = min(a, V(S::value == -1 ? 26 : 37));  // beyond it no weight brings the power back
    return weight * WideExponential<V, S>(V(c * c)).value();
  }
  const V square = a * a;
  if constexpr (grade_of<V> == Grade::Double) {
    const V error = simd::product_error(a, a, square) * V(S::value);
    return weighted_exp(V(weight * (V(1) + error)), V(V(S::value) * square));
  } else {
    return weighted_exp(weight, V(V(S::value) * square));
  }
}

}  // namespace detail

/// weight * e^(-x^2) without premature underflow, for finite weights.
template <typename V>
EIGENACT_INLINE V weighted_bell(const V& weight, const V& x) {
  return detail::gaussian<Factor<-1>>(weight, V(min(abs(x), V(200))));
}

/// weight * e^(-(a x + b)^2).
template <typename V>
EIGENACT_INLINE V weighted_bell_of_sum(const V& weight, const V& a, const V& x, const V& b) {
  if constexpr (std::is_same_v<V, Number<long double>>) {
    // the roundings of the exponent grow: they are taken back
    const V p = a * x, z = p + b, q = z - p, sum_error = (p - (z - q)) + (b - q), square = z * z;
    const V z_error = V(std::fma(a.value, x.value, -p.value)) + sum_error;
    const V error = V(std::fma(z.value, z.value, -square.value)) + V(2) * z * z_error;
    return weighted_exp(V(weight * (V(1) - select(abs(error) < V(1), error, V(0)))), -square);
  } else {
    return weighted_bell(weight, affine(a, x, b));
  }
}

/// e^(-x^2).
template <typename V>
EIGENACT_INLINE V bell(const V& x) {
  return weighted_bell(V(1), x);
}
inline constexpr Bounds bell_bounds{0, 0.55, 2, 0.55, 0.62};

/// cdf_weight * normal_cdf(x) + pdf_weight * normal_pdf(x), the tails to the end of the range. A
/// weight that is infinite where its factor is 0 gives 0.
template <typename V>
EIGENACT_INLINE V weighted_normal(const V& cdf_weight, const V& pdf_weight, const V& x) {
  const V a = min(abs(x), V(200)), exponent = V(-0.5) * (a * a), c = V(inverse_sqrt_2pi);
  if constexpr (is_foreign<V>) {
    const V limited = select(x < V(0), bounded(cdf_weight), cdf_weight);
    return limited * (V(0.5) * foreign::erfc(V(-x * V(sqrt_half)))) +
           bounded(pdf_weight) * (c * foreign::exp(exponent));
  } else {
    // Phi(x) is the tail on the left, 1 - the tail on the right
    const V tail = cdf_weight * detail::normal_tail(a);
    const V weight = pdf_weight * c + select(x < V(0), tail, -tail);
    const V base = select(x < V(0), V(-0.0), cdf_weight);
    if constexpr (grade_of<V> == Grade::Medium)  // the exponential of weighted_normal_cdf()
      return base + detail::gaussian<Factor<-1, 2>>(bounded(weight), a);
    else
      return base + weighted_exp(bounded(weight), exponent);
  }
}

/// weight * normal_cdf(x); 0 where the cdf is 0, even for an infinite weight.
template <typename V>
EIGENACT_INLINE V weighted_normal_cdf(const V& weight, const V& x) {
  if constexpr (is_foreign<V>) {
    return weighted_normal(weight, V(0), x);
  } else {
    const V a = min(abs(x), V(200)), w = weight * detail::normal_tail(a);
    const V tail = detail::gaussian<Factor<-1, 2>>(bounded(w), a);
    return select(x <= V(0), tail, weight - tail);  // gelu(-0) is -0
  }
}

/// weight * normal_pdf(x), for finite weights.
template <typename V>
EIGENACT_INLINE V weighted_normal_pdf(const V& weight, const V& x) {
  const V a = min(abs(x), V(200));
  return detail::gaussian<Factor<-1, 2>>(V(weight * V(inverse_sqrt_2pi)), a);
}

/// The distribution function of the standard normal distribution, erfc(-x / sqrt 2) / 2.
template <typename V>
EIGENACT_INLINE V normal_cdf(const V& x) {
  return weighted_normal_cdf(V(1), x);
}
/// normal_cdf(d / s).
template <typename V>
EIGENACT_INLINE V normal_cdf_of_quotient(const V& d, const V& s) {
  const V z = d / s;
  if constexpr (std::is_same_v<V, Number<long double>>) {
    // the roundings of the argument of erfc grow z^2 times: they are taken back
    const long double c = sqrt_half, c_low = (sqrt_half.hi - c) + sqrt_half.lo, a = -z.value * c;
    const long double rest = std::fma(-z.value, s.value, d.value) / s.value;
    const V low(std::fma(-z.value, c, -a) - z.value * c_low - rest * c);
    const V slope = V(-2) * V(inverse_sqrt_2pi) / V(sqrt_half) * V(std::exp(-a * a));
    return V(0.5) * (V(std::erfc(a)) + select(abs(low) < V(1), slope * low, V(0)));
  } else {
    return normal_cdf(z);
  }
}
inline constexpr Bounds normal_cdf_bounds{0, 0.59, 8.3, 0.75, 0.91};

/// The density of the standard normal distribution, e^(-x^2 / 2) / sqrt(2 pi).
template <typename V>
EIGENACT_INLINE V normal_pdf(const V& x) {
  return weighted_normal_pdf(V(1), x);
}
inline constexpr Bounds normal_pdf_bounds{0, 0.59, 3.4, 0.75, 0.62};

/// The error function, odd. Range [-1, 1].
template <typename V>
EIGENACT_INLINE V erf(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::erf(x);
  } else {
    using Table = ErfCoefficients<detail::wide_table_of<grade_of<V>>>;
    const V y = abs(x), u = min(y, V(1)), nearby = x * polynomial<7>(V(u * u), Table::polynomial);
    const V a = y * V(1.4142135623730950488_c), limited = min(y, V(100));
    const V tail = detail::gaussian<Factor<-1>>(V(V(2) * detail::normal_tail(a)), limited);
    return select(y < V(1), nearby, with_sign_of(V(V(1) - tail), x));
  }
}
inline constexpr Bounds erf_bounds{0, 0.56, 1.8, 0.55, 0.55};

/// weight (1 - erf x) for x >= 0, the tail to the end of the range.
template <typename V>
EIGENACT_INLINE V weighted_erfc(const V& weight, const V& x) {
  if constexpr (is_foreign<V>) {
    return weight * foreign::erfc(x);
  } else {
    const V a = x * V(1.4142135623730950488_c), limited = min(x, V(100));
    return detail::gaussian<Factor<-1>>(V(V(2) * weight * detail::normal_tail(a)), limited);
  }
}

/// 1 - erf x, the tail to the end of the range.
template <typename V>
EIGENACT_INLINE V erfc(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::erfc(x);
  } else {
    const V tail = weighted_erfc(V(1), abs(x));
    return select(x < V(0), V(2) - tail, tail);
  }
}
inline constexpr Bounds erfc_bounds{0, 0.59, 8.3, 0.64, 0.89};

}  // namespace eigenact::math

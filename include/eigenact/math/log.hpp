// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>
#include <limits>

namespace eigenact::math {

namespace detail {

/// log((1 + s) / (1 - s)) = 2 atanh(s) for |s| <= 1/3.
template <typename V>
EIGENACT_INLINE V twice_atanh(const V& s) {
  using Table = LogCoefficients<table_of<grade_of<V>>>;
  if constexpr (grade_of<V> == Grade::Compensated) {
    const auto u = s.hi * s.hi, p = polynomial_in_tree<1>(u, Table::polynomial);
    const V twice = s + s;
    return V::ordered_sum(twice.hi, mul_add(twice.hi * u, p, mul_add(twice.lo, u, twice.lo)));
  } else {
    return (s + s) * polynomial<6>(V(s * s), Table::polynomial);
  }
}

/// log(1 + f) for s = f / (2 + f), |s| <= 1/3.
template <typename V>
EIGENACT_INLINE V log_of_quotient(const V& f, const V& s) {
  if constexpr (grade_of<V> == Grade::Double) {
    // 2 s = f - s f, so that the roundings of s count little
    const V u = s * s, p = polynomial_from<1>(u, LogCoefficients<Grade::Double>::polynomial);
    return f - s * (f - V(2) * u * p);
  } else {
    return twice_atanh(s);
  }
}

/// x = m 2^k with m in [sqrt(1/2), sqrt(2)); x positive and finite.
template <typename V>
struct Binary {
  using W = Register<V>;
  V m;
  W k;

  EIGENACT_INLINE explicit Binary(const V& x) {
    typename W::Packet exponent;
    const W fraction = W::of(simd::fraction_and_exponent(leading(x).packet, exponent));
    const auto is_small = fraction < W(sqrt_half);
    k = select(is_small, W::of(exponent) - W(1), W::of(exponent));
    // the same power of two, from the leading part, for both parts of a Twofold; exact
    const W half = W::of(simd::integer_below((k * W(0.5)).packet));
    m = scaled(scaled(x, power_of_two(-half)), power_of_two(half - k));
  }
};

// The values at and beyond the ends of the domain.
template <typename V, typename W>
EIGENACT_INLINE V log_limits(const V& y, const W& x) {
  const W nan = simd::not_a_number<W>(), largest(std::numeric_limits<typename W::Scalar>::max());
  const W special = select(x == W(0), -infinity<W>(), select(x < W(0), nan, x));
  return select((x > W(0)) & (x <= largest), y, V(special));
}

// log(2^shift x).
template <typename V>
EIGENACT_INLINE V log_of_multiple(const V& x, int shift) {
  const Binary<V> b(x);
  const V f = b.m - V(1), s = f / (b.m + V(1));
  return log_limits(mul_add(V(b.k + Register<V>(shift)), V(ln2), log_of_quotient(f, s)),
                    leading(x));
}

}  // namespace detail

/// y, but NaN where x < 0: outside of the domain.
template <typename V>
EIGENACT_INLINE V defined_from_zero(const V& x, const V& y) {
  if constexpr (is_foreign<V>)
    return select(x < V(0), infinity<V>() - infinity<V>(), y);
  else
    return select(x < V(0), V(simd::not_a_number<detail::Register<V>>()), y);
}

/// The natural logarithm. log(0) = -inf, log(inf) = inf, NaN below 0.
template <typename V>
EIGENACT_INLINE V log(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::log(x);
  } else if constexpr (grade_of<V> == Grade::Compensated) {  // powers take it as their argument
    const auto y = log(Twofold<detail::Register<V>>(x.hi, x.lo));
    return {y.hi, y.lo};
  } else {
    return detail::log_of_multiple(x, 0);
  }
}
inline constexpr Bounds log_bounds{0, 0.55, 1.6, 0.55, 0.55};

/// The logarithm for a result that is an argument in its turn, whose error grows there.
template <typename V>
EIGENACT_INLINE V accurate_log(const V& x) {
  return with_all_digits([](const auto& y) { return log(y); }, x);
}

/// weight x^p for x > 0, where log(x) is known.
template <typename V>
EIGENACT_INLINE V weighted_power(const V& weight, const V& x, const V& p, const V& log_x) {
  if constexpr (std::is_same_v<V, Number<long double>>) {  // the error of p log(x) would grow
    return weight * V(std::pow(x.value, p.value));
  } else {
    return accurate_weighted_exp(weight, V(p * log_x));
  }
}

/// log(1 + x), exact in sign of zero. log1p(-1) = -inf, NaN below -1.
template <typename V>
EIGENACT_INLINE V log1p(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::log1p(x);
  } else {
    const V u = normalized(V(V(1) + x));
    const auto is_small = (x > V(-0.4)) & (x <= V(1));
    const detail::Binary<V> b(select(is_small, V(1), u));
    const V f = select(is_small, x, b.m - V(1)), s = f / select(is_small, V(2) + x, b.m + V(1));
    const V l = detail::log_of_quotient(f, s);
    const V y = select(is_small, l, mul_add(V(b.k), V(ln2), l));
    return detail::log_limits(y, detail::leading(u));
  }
}
inline constexpr Bounds log1p_bounds{0, 0.55, 1.9, 0.55, 0.62};

/// log(1 + a x) for a > 0 and x >= 0, also where the product leaves the range of its type.
template <typename V>
EIGENACT_INLINE V log1p_of_product(const V& a, const V& x) {
  const V z = a * x;
  if constexpr (grade_of<V> == Grade::Double || is_twofold<V>) {
    const auto large = z > V(0x1p900);
    const V scaled = a * (x * V(0x1p-600)), y = log1p(select(large, scaled, z));
    return select(large, y + V(600) * V(ln2), y);
  } else {
    return log1p(z);
  }
}

/// log(1 + x) for 0 <= x <= 1.
template <typename V>
EIGENACT_INLINE V log1p_of_fraction(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::log1p(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    using Table = Log1pQuotient<Grade::Medium>;
    return x * polynomial<99>(x, Table::numerator) / monic_polynomial(x, Table::denominator);
  } else {
    const V s = x / (V(2) + x);
    if constexpr (grade_of<V> == Grade::Double) {
      // 2 s = x - s x, so that the roundings of s count little
      const V u = s * s, p = polynomial_in_tree<1>(u, LogCoefficients<Grade::Double>::polynomial);
      return mul_add(mul_add(u + u, p, -x), s, x);
    } else {
      return detail::twice_atanh(s);
    }
  }
}

/// Inverse hyperbolic sine, log(x + sqrt(x^2 + 1)).
template <typename V>
EIGENACT_INLINE V asinh(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::asinh(x);
  } else {
    const V y = abs(x), c = min(y, V(0x1p100)), r = sqrt(V(1) + c * c);
    const V nearby = log1p(V(c + c * c / (V(1) + r))), far_out = detail::log_of_multiple(y, 1);
    return with_sign_of(select(y > V(0x1p80), far_out, nearby), x);
  }
}
inline constexpr Bounds asinh_bounds{0, 0.55, 2.3, 0.55, 0.65};

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/vec.hpp>

namespace eigenact {

namespace simd {

/// a * b as rounded product and exact error (where nothing over- or underflows).
template <typename V>
EIGENACT_INLINE V product_error(const V& a, const V& b, const V& product) {
  if constexpr (has_fma) {
    return mul_add(a, b, -product);
  } else {  // Veltkamp's splitting
    const V splitter(sizeof(typename V::Scalar) == 4 ? 4097.0 : 134217729.0), ca = a * splitter,
                                                                              cb = b * splitter;
    const V ah = ca - (ca - a), al = a - ah, bh = cb - (cb - b), bl = b - bh;
    return ((ah * bh - product) + ah * bl + al * bh) + al * bl;
  }
}

}  // namespace simd

/// An unevaluated sum hi + lo of two double registers, |lo| <= ulp(hi) / 2: about 2^-100 relative
/// error in
/// + - * /, so that a formula evaluated in it is rounded once, at the end. Arguments must be finite
/// and results must neither overflow nor fall below 2^-900: the evaluation takes care of that.
/// With the grade Compensated the pair is the same, but rounding errors are taken back only where
/// they are of first order: the few operations that results of a few ULP need.
template <typename V, Grade G = Grade::Twofold>
struct Twofold {
  using Scalar = typename V::Scalar;
  static constexpr Grade grade = G;
  static constexpr bool is_compensated = G == Grade::Compensated;

  V hi, lo;

  Twofold() = default;
  EIGENACT_INLINE Twofold(const V& high, const V& low) : hi(high), lo(low) {}
  EIGENACT_INLINE Twofold(const V& value) : hi(value), lo(0.0) {}
  EIGENACT_INLINE Twofold(const Constant& constant) : hi(constant.hi), lo(constant.lo) {}
  template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
  EIGENACT_INLINE Twofold(Number number) : hi(number), lo(0.0) {}

  /// Rounded to double. An overflow leaves NaN in lo, and -0 + 0 is 0, hence the choice.
  EIGENACT_INLINE V rounded() const { return select(simd::abs(lo) > V(0), hi + lo, hi); }

  /// The sum of two doubles, exactly.
  static EIGENACT_INLINE Twofold sum(const V& a, const V& b) {
    const V s = a + b, bb = s - a;
    return {s, (a - (s - bb)) + (b - bb)};
  }
  /// The same where |a| >= |b|.
  static EIGENACT_INLINE Twofold ordered_sum(const V& a, const V& b) {
    const V s = a + b;
    return {s, b - (s - a)};
  }
  /// a * b + c, |a * b| <= |c|: exactly where c - (a * b + c) is.
  static EIGENACT_INLINE Twofold ordered_mul_add(const V& a, const V& b, const V& c) {
    const V s = mul_add(a, b, c);
    if constexpr (simd::has_fma) return {s, mul_add(a, b, c - s)};
    const Twofold p = product(a, b);
    return {s, (p.hi + (c - s)) + p.lo};
  }
  /// The product of two doubles, exactly.
  static EIGENACT_INLINE Twofold product(const V& a, const V& b) {
    const V p = a * b;
    return {p, simd::product_error(a, b, p)};
  }

  friend EIGENACT_INLINE Twofold operator-(const Twofold& a) { return {-a.hi, -a.lo}; }
  friend EIGENACT_INLINE Twofold operator+(const Twofold& a, const Twofold& b) {
    const Twofold s = sum(a.hi, b.hi);
    if constexpr (is_compensated) return {s.hi, s.lo + (a.lo + b.lo)};
    const Twofold t = sum(a.lo, b.lo);
    const Twofold u = ordered_sum(s.hi, s.lo + t.hi);
    return ordered_sum(u.hi, u.lo + t.lo);
  }
  friend EIGENACT_INLINE Twofold operator-(const Twofold& a, const Twofold& b) { return a + -b; }
  friend EIGENACT_INLINE Twofold operator*(const Twofold& a, const Twofold& b) {
    const Twofold p = product(a.hi, b.hi);
    if constexpr (is_compensated) return {p.hi, mul_add(a.hi, b.lo, mul_add(a.lo, b.hi, p.lo))};
    return ordered_sum(p.hi, p.lo + mul_add(a.hi, b.lo, a.lo * b.hi));
  }
  // With an exact number; cheaper than with the same number as a pair.
  friend EIGENACT_INLINE Twofold operator+(const Twofold& a, const V& b) {
    if constexpr (!is_compensated) return a + Twofold(b);
    const Twofold s = sum(a.hi, b);
    return {s.hi, s.lo + a.lo};
  }
  friend EIGENACT_INLINE Twofold operator*(const Twofold& a, const V& b) {
    if constexpr (!is_compensated) return a * Twofold(b);
    const Twofold p = product(a.hi, b);
    return {p.hi, mul_add(a.lo, b, p.lo)};
  }
  friend EIGENACT_INLINE Twofold operator/(const Twofold& a, const Twofold& b) {
    if constexpr (is_compensated) {
      const V reciprocal = V(1) / b.hi, quotient = a.hi * reciprocal;
      const Twofold p = product(quotient, b.hi);
      const V rest = (a.hi - p.hi) - (p.lo + (quotient * b.lo - a.lo));
      return {quotient, rest * reciprocal};
    }
    const V q = a.hi / b.hi;
    const Twofold rest = a - b * Twofold(q);
    const V correction = rest.hi / b.hi;
    return ordered_sum(q, correction);
  }

  // hi decides: the arguments that formulas compare are exact (lo = 0) or far from the threshold.
  friend EIGENACT_INLINE auto operator<(const Twofold& a, const Twofold& b) { return a.hi < b.hi; }
  friend EIGENACT_INLINE auto operator<=(const Twofold& a, const Twofold& b) {
    return a.hi <= b.hi;
  }
  friend EIGENACT_INLINE auto operator>(const Twofold& a, const Twofold& b) { return a.hi > b.hi; }
  friend EIGENACT_INLINE auto operator>=(const Twofold& a, const Twofold& b) {
    return a.hi >= b.hi;
  }
  friend EIGENACT_INLINE auto operator==(const Twofold& a, const Twofold& b) {
    return a.hi == b.hi;
  }
  template <typename Mask>
  friend EIGENACT_INLINE Twofold select(const Mask& mask, const Twofold& a, const Twofold& b) {
    return {select(mask, a.hi, b.hi), select(mask, a.lo, b.lo)};
  }
  friend EIGENACT_INLINE Twofold mul_add(const Twofold& a, const Twofold& b, const Twofold& c) {
    return a * b + c;
  }
};

template <typename V, Grade G>
inline constexpr Grade grade_of<Twofold<V, G>> = G;

/// Whether V is a pair of registers.
template <typename V>
inline constexpr bool is_twofold =
    grade_of<V> == Grade::Twofold || grade_of<V> == Grade::Compensated;

namespace simd {

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> abs(const Twofold<V, G>& x) {
  return {abs(x.hi), negate_as(x.lo, x.hi)};
}

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> minus_abs(const Twofold<V, G>& x) {
  return -abs(x);
}

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> sqrt(const Twofold<V, G>& x) {
  const V root = sqrt(x.hi);
  const Twofold<V, G> rest = x - Twofold<V, G>::product(root, root);
  const V correction = (rest.hi + rest.lo) / (root + root);  // a Compensated rest is not normal
  return select(x.hi == V(0), x, Twofold<V, G>::ordered_sum(root, correction));
}

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> min(const Twofold<V, G>& x, const Twofold<V, G>& limit) {
  return select(x.hi > limit.hi, limit, x);
}

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> max(const Twofold<V, G>& x, const Twofold<V, G>& limit) {
  return select(x.hi < limit.hi, limit, x);
}

template <typename V, Grade G>
EIGENACT_INLINE Twofold<V, G> with_sign_of(const Twofold<V, G>& magnitude, const Twofold<V, G>& x) {
  return {with_sign_of(magnitude.hi, x.hi), negate_as(magnitude.lo, x.hi)};
}

}  // namespace simd
}  // namespace eigenact

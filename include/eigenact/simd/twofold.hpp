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
template <typename V>
struct Twofold {
  using Scalar = typename V::Scalar;
  static constexpr Grade grade = Grade::Twofold;

  V hi, lo;

  Twofold() = default;
  EIGENACT_INLINE Twofold(const V& high, const V& low) : hi(high), lo(low) {}
  EIGENACT_INLINE Twofold(const V& value) : hi(value), lo(0.0) {}
  EIGENACT_INLINE Twofold(const Constant& constant) : hi(constant.hi), lo(constant.lo) {}
  template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
  EIGENACT_INLINE Twofold(Number number) : hi(number), lo(0.0) {}

  /// Rounded to double. An overflow leaves NaN in lo, hence the choice.
  EIGENACT_INLINE V rounded() const { return select(lo == lo, hi + lo, hi); }

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
  /// The product of two doubles, exactly.
  static EIGENACT_INLINE Twofold product(const V& a, const V& b) {
    const V p = a * b;
    return {p, simd::product_error(a, b, p)};
  }

  friend EIGENACT_INLINE Twofold operator-(const Twofold& a) { return {-a.hi, -a.lo}; }
  friend EIGENACT_INLINE Twofold operator+(const Twofold& a, const Twofold& b) {
    const Twofold s = sum(a.hi, b.hi), t = sum(a.lo, b.lo);
    const Twofold u = ordered_sum(s.hi, s.lo + t.hi);
    return ordered_sum(u.hi, u.lo + t.lo);
  }
  friend EIGENACT_INLINE Twofold operator-(const Twofold& a, const Twofold& b) { return a + -b; }
  friend EIGENACT_INLINE Twofold operator*(const Twofold& a, const Twofold& b) {
    const Twofold p = product(a.hi, b.hi);
    return ordered_sum(p.hi, p.lo + mul_add(a.hi, b.lo, a.lo * b.hi));
  }
  friend EIGENACT_INLINE Twofold operator/(const Twofold& a, const Twofold& b) {
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

template <typename V>
inline constexpr Grade grade_of<Twofold<V>> = Grade::Twofold;

namespace simd {

template <typename V>
EIGENACT_INLINE Twofold<V> abs(const Twofold<V>& x) {
  return select(x.hi < V(0), -x, select(x.hi == V(0), Twofold<V>(abs(x.hi), x.lo), x));
}

template <typename V>
EIGENACT_INLINE Twofold<V> minus_abs(const Twofold<V>& x) {
  return -abs(x);
}

template <typename V>
EIGENACT_INLINE Twofold<V> sqrt(const Twofold<V>& x) {
  const V root = sqrt(x.hi);
  const Twofold<V> rest = x - Twofold<V>::product(root, root);
  const V correction = rest.hi / (root + root);
  return select(x.hi == V(0), x, Twofold<V>::ordered_sum(root, correction));
}

template <typename V>
EIGENACT_INLINE Twofold<V> min(const Twofold<V>& x, const Twofold<V>& limit) {
  return select(x.hi > limit.hi, limit, x);
}

template <typename V>
EIGENACT_INLINE Twofold<V> max(const Twofold<V>& x, const Twofold<V>& limit) {
  return select(x.hi < limit.hi, limit, x);
}

template <typename V>
EIGENACT_INLINE Twofold<V> with_sign_of(const Twofold<V>& magnitude, const Twofold<V>& x) {
  const V one = with_sign_of(V(1), x.hi);
  return {with_sign_of(magnitude.hi, x.hi), magnitude.lo * one};
}

}  // namespace simd
}  // namespace eigenact

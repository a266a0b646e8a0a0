// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

// Sums and short polynomials of x and parameters, which may cancel and keep their digits there. A
// factor of 0 gives 0 whatever x, at infinity too.

namespace eigenact::math {

namespace detail {

// A pair of long double, for parameters that leave the range of double.
struct LongPair {
  using Real = Number<long double>;
  Real hi, lo;

  LongPair(const Real& high, const Real& low = Real(0)) : hi(high), lo(low) {}
  static LongPair sum(const Real& a, const Real& b) {
    const Real s = a + b, bb = s - a;
    return {s, (a - (s - bb)) + (b - bb)};
  }
  friend LongPair operator*(const LongPair& a, const Real& b) {
    const Real p = a.hi * b;
    return {p, Real(std::fma(a.hi.value, b.value, -p.value)) + a.lo * b};
  }
  friend LongPair operator+(const LongPair& a, const Real& b) {
    const LongPair s = sum(a.hi, b);
    return {s.hi, s.lo + a.lo};
  }
  Real rounded() const { return select(lo == Real(0), hi, hi + lo); }
};
EIGENACT_INLINE const LongPair::Real& leading(const LongPair& x) { return x.hi; }

// x, but finite where the factor that it meets is 0.
template <typename V, typename F>
EIGENACT_INLINE V switched(const F& factor, const V& x) {
  const auto first = leading(factor);
  const V limit = select(first == decltype(first)(0), V(0x1p100), infinity<V>());
  return clamp(x, V(-limit), limit);
}

// A term to be added: -0 for 0, so that the sign of a zero comes from the other one.
template <typename V>
EIGENACT_INLINE V term(const V& x) {
  return select(x == V(0), V(-0.0), x);
}

// y, a zero with the sign of x: on the line through the origin it must be that of the neighbours.
template <typename V>
EIGENACT_INLINE V zero_as(const V& x, const V& y) {
  return select(y == V(0), with_sign_of(V(0), x), y);
}

// A rounding error, 0 for that of an infinity.
template <typename V>
EIGENACT_INLINE V known(const V& error) {
  return masked(error == error, error);
}

// Pairs of registers of V, or V itself where it has twice the digits of the result already.
template <typename V>
struct SumOf {
  using type =
      std::conditional_t<is_foreign<V> || is_twofold<V>, V, Twofold<V, Grade::Compensated>>;
};
template <>
struct SumOf<Number<long double>> {
  using type = LongPair;
};
template <typename V>
using Sum = typename SumOf<V>::type;

template <typename V>
EIGENACT_INLINE V rounded(const Sum<V>& sum) {
  if constexpr (std::is_same_v<Sum<V>, V>) {
    return sum;
  } else {
    const V y = sum.rounded();
    return select(y == y, y, sum.hi);  // infinite: hi and lo have opposite signs
  }
}

template <typename V>
EIGENACT_INLINE Sum<V> exact_sum(const V& a, const V& b) {
  if constexpr (std::is_same_v<Sum<V>, V>) {
    return a + b;
  } else {
    return Sum<V>::sum(a, b);
  }
}

}  // namespace detail

/// a x + b, of which the sign can be asked for, and the digits where the terms cancel.
template <typename V>
EIGENACT_INLINE V affine(const V& a, const V& x, const V& b) {
  if constexpr (std::is_same_v<V, Number<long double>>) {  // with too few digits for a x itself
    return V(std::fma(a.value, x.value, b.value));
  } else if constexpr (grade_of<V> == Grade::Compensated) {
    const V y = mul_add(a, x, b);
    return V::sum(y.hi, y.lo);
  } else {
    return mul_add(a, x, b);
  }
}

/// slope x + offset, rounded once where the target has a fused operation.
template <typename V>
EIGENACT_INLINE V line(const V& slope, const V& x, const V& offset) {
  return mul_add(slope, detail::switched(slope, x), detail::term(offset));
}

/// slope x + a + b, the sign of which is exact.
template <typename V>
EIGENACT_INLINE V line(const V& slope, const V& x, const V& a, const V& b) {
  return normalized(detail::rounded<V>(detail::Sum<V>(slope) * detail::switched(slope, x) + a + b));
}

/// slope (x + shift) + offset; in float for a slope other than 0, with a fused operation.
template <typename V>
EIGENACT_INLINE V shifted_line(const V& slope, const V& x, const V& shift, const V& offset) {
  if constexpr (grade_of<V> == Grade::Single) {
    const auto sum = detail::Sum<V>::sum(x, shift);
    const V y = mul_add(slope, detail::known(sum.lo), mul_add(slope, sum.hi, offset));
    return detail::zero_as(V(slope * x), y);
  }
  const V limited = detail::switched(slope, x);
  const V y = detail::rounded<V>(detail::exact_sum(limited, shift) * slope + offset);
  return detail::zero_as(V(slope * limited), y);
}

/// x + a + b, none of which overflows before the others are added.
template <typename V>
EIGENACT_INLINE V sum(const V& x, const V& a, const V& b) {
  if constexpr (std::is_same_v<detail::Sum<V>, V>) {
    return x + (a + b);
  } else if constexpr (grade_of<V> == Grade::Single) {
    const auto sum = detail::Sum<V>::sum(x, a);
    return detail::zero_as(x, V((sum.hi + b) + detail::known(sum.lo)));
  } else {
    return detail::zero_as(x, detail::rounded<V>(detail::exact_sum(x, a) + b));
  }
}

/// (((c) x + b) x + ...) + a, from the highest coefficient to the lowest.
template <typename V, typename... Rest>
EIGENACT_INLINE V short_polynomial(const V& x, const detail::Sum<V>& highest, const Rest&... rest) {
  detail::Sum<V> sum = highest;
  ((sum = sum * detail::switched(sum, x) + rest), ...);
  return detail::rounded<V>(sum);
}

/// n a, exact in the digits of a sum.
template <typename V>
EIGENACT_INLINE detail::Sum<V> times(int n, const V& a) {
  return detail::Sum<V>(V(n)) * a;
}

}  // namespace eigenact::math

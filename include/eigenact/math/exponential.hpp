// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/coefficients.hpp>
#include <eigenact/math/constants.hpp>
#include <eigenact/math/polynomial.hpp>

namespace eigenact::math {

namespace detail {

// Adding it leaves the nearest integer, plus the exponent bias, in the low bits of the sum.
template <typename W>
inline constexpr double rounding_magic = sizeof(typename W::Scalar) == 4 ? 0x1.8p23 : 0x1.8p52;
template <typename W>
inline constexpr double exponent_magic = rounding_magic<W> +
                                         (sizeof(typename W::Scalar) == 4 ? 127 : 1023);

// An offset of the magic number that leaves the bias out again: for scaled_by_low_bits().
template <typename W>
inline constexpr int unbiased = sizeof(typename W::Scalar) == 4 ? -127 : -1023;

/// x - n parts[0] - n parts[1] - ...
template <typename V, typename W, std::size_t Size>
EIGENACT_INLINE V reduced(const V& x, const W& n, const double (&parts)[Size]) {
  V r = x;
  if constexpr (is_twofold<V>) {
    for (double part : parts) r = r + V::product(-n, W(part));
  } else {
    for (double part : parts) r = mul_add(n, W(-part), r);
  }
  return r;
}

/// 2^n for integer n within the exponent range.
template <typename W>
EIGENACT_INLINE W power_of_two(const W& n) {
  return simd::low_bits_to_exponent(n + W(exponent_magic<W>));
}

/// x 2^n where 2^n is given: exact, save underflow.
template <typename V, typename W>
EIGENACT_INLINE V scaled(const V& x, const W& power) {
  if constexpr (is_twofold<V>) {
    return {x.hi * power, x.lo * power};
  } else {
    return x * power;
  }
}

/// c[First] + c[First + 1] x + ..., the even and the odd powers apart: no operation more than by
/// Horner's rule where x * x is needed anyway, half of them waiting for each other.
template <std::size_t First, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_in_two(const V& x, const Constant (&c)[Size]) {
  const V x2 = x * x;
  V last(c[Size - 1]), other(c[Size - 2]);  // other has the power below that of last
  for (std::size_t i = Size - 2; i-- > First;) {
    const V next = mul_add(last, x2, V(c[i]));
    last = other;
    other = next;
  }
  return mul_add(last, x, other);
}

/// factor (e^(scale r) - 1) in float for |scale r| <= ln 2 / 2, linear being factor scale r; of -0
/// it may be 0.
template <typename V>
EIGENACT_INLINE V expm1_of_small(const V& r, double scale, const V& linear, double factor = 1) {
  constexpr auto& c = Expm1Coefficients<Grade::Single>::polynomial;
  const double s2 = factor * scale * scale, s3 = s2 * scale, s4 = s3 * scale, s5 = s4 * scale,
               s6 = s5 * scale;
  const V square = r * r, low = mul_add(r, V(s3 * c[2].hi), V(s2 * c[1].hi));  // halves that do
  const V high = mul_add(square, V(s6 * c[5].hi),                              // not wait
                         mul_add(r, V(s5 * c[4].hi), V(s4 * c[3].hi)));
  return mul_add(mul_add(square, high, low), square, linear);
}
template <typename V>
EIGENACT_INLINE V expm1_of_small(const V& r, double scale) {
  return expm1_of_small(r, scale, scale == 1 ? r : r * V(scale));
}

/// e^x = mantissa() 2^n with mantissa() = e^r and less_one() = e^r - 1, |r| <= ln 2 / 2. power() is
/// 2^(n + Offset). Near promises |n| <= 64 where e^x matters, or that only e^x - 1 does: then one
/// part of ln 2 suffices in float.
template <typename V, int Offset = 0, bool Near = false>
struct Exponential {
  using W = Register<V>;
  V r;
  W t, n;  // n is an integer; the low bits of t are n + Offset + the exponent bias

  Exponential() = default;
  EIGENACT_INLINE explicit Exponential(const V& x) {
    const W magic(exponent_magic<W> + Offset);
    t = mul_add(leading(x), W(log2_e), magic);
    n = t - magic;
    if constexpr (Near && grade_of<V> == Grade::Single) {
      r = mul_add(n, W(-ln2.hi), x);
    } else if constexpr (grade_of<V> == Grade::Compensated) {
      constexpr auto& parts = Ln2Parts<Grade::Double>::parts;
      // the first term is exact, the second small
      r = V::sum(mul_add(n, W(-parts[0]), x.hi), mul_add(n, W(-parts[1]), x.lo));
    } else {
      r = reduced(x, n, Ln2Parts<grade_of<V>>::parts);
    }
  }
  /// e^x where the bias in t is one of run time: magic is exponent_magic + Offset - m, and power()
  /// becomes 2^(n + Offset - m).
  static EIGENACT_INLINE Exponential with_magic(const V& x, const W& magic) {
    Exponential e;
    e.t = mul_add(leading(x), W(log2_e), magic);
    e.n = e.t - magic;
    e.r = reduced(x, e.n, Ln2Parts<grade_of<V>>::parts);
    return e;
  }
  /// e^r - 1 - r, with the first order of the low half of r.
  EIGENACT_INLINE W bend() const {
    const W p = polynomial_in_tree<1>(r.hi, Expm1Coefficients<Grade::Double>::polynomial);
    return mul_add(r.hi * r.hi, p, mul_add(r.lo, r.hi, r.lo));
  }
  EIGENACT_INLINE V less_one() const {
    using Table = Expm1Coefficients<table_of<grade_of<V>>>;
    if constexpr (grade_of<V> == Grade::Compensated) {
      return V::ordered_sum(r.hi, bend());
    } else if constexpr (grade_of<V> ==
                         Grade::Double) {  // one operation more for one rounding less
      return mul_add(r * r, polynomial_in_two<1>(r, Table::polynomial), r);
    } else {
      return r * polynomial<4>(r, Table::polynomial);
    }
  }
  /// The same in double: a few operations more, few that wait for each other.
  EIGENACT_INLINE V less_one_in_tree() const {
    return mul_add(r * r, polynomial_in_tree<1>(r, Expm1Coefficients<Grade::Double>::polynomial),
                   r);
  }
  /// e^(r + rest) - 1 in double.
  EIGENACT_INLINE V less_one(const V& rest) const {
    const V sum = r + rest, error = rest - (sum - r);
    const V p = polynomial_in_two<1>(sum, Expm1Coefficients<Grade::Double>::polynomial);
    return sum + mul_add(sum * sum, p, error);
  }
  /// The same as less_one(), faster in float, but of -0 it may be 0.
  EIGENACT_INLINE V less_one_unsigned() const {
    if constexpr (grade_of<V> == Grade::Single) {
      return expm1_of_small(r, 1);
    } else {
      return less_one();
    }
  }
  EIGENACT_INLINE V mantissa() const {
    if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Medium) {
      return polynomial<9>(r, ExpCoefficients<grade_of<V>>::polynomial);
    } else if constexpr (grade_of<V> == Grade::Compensated) {
      const V m = V::ordered_sum(W(1), r.hi);
      return V::ordered_sum(m.hi, m.lo + bend());
    } else {
      return V(1) + less_one();
    }
  }
  EIGENACT_INLINE W power() const { return simd::low_bits_to_exponent(t); }

  /// y 2^n where n may leave the exponent range: in two factors, so that the ends are reached.
  EIGENACT_INLINE V times_power_of_two(const V& y) const {
    static_assert(Offset == 0);
    if constexpr (grade_of<V> == Grade::Medium) {
      return y * power();
    } else {
      if constexpr (is_twofold<V>)
        return {simd::times_power_of_low_bits(y.hi, t), simd::times_power_of_low_bits(y.lo, t)};
      else
        return simd::times_power_of_low_bits(y, t);
    }
  }
};

/// e^(S x) = mantissa 2^n in double registers for float, for |S x| <= 700 (the caller sees to it)
/// and a Factor S of 1, -1 or -1/2. Table has a polynomial that is e^r.
template <typename V, typename S = Factor<1>, int Offset = unbiased<V>,
          typename Table = ExpCoefficients<Grade::Medium>>
struct WideExponential {
  V mantissa, t;  // the low bits of t are n + Offset + the exponent bias

  EIGENACT_INLINE explicit WideExponential(const V& x) {
    const V magic(exponent_magic<V> + Offset);
    t = mul_add(x, V(S::value * log2_e.hi), magic);
    const V r = mul_add(t - magic, V(-ln2.hi / S::value), x);  // the remainder over S
    mantissa = polynomial_at_multiple<S>(r, Table::polynomial);
  }
  EIGENACT_INLINE V value() const {
    if constexpr (Offset == unbiased<V>)
      return simd::scaled_by_low_bits(mantissa, t);
    else
      return mantissa * power();
  }
  /// 1 + e^(S x).
  EIGENACT_INLINE V plus_one() const { return mul_add(mantissa, power(), V(1)); }

 private:
  EIGENACT_INLINE V power() const {
    static_assert(Offset == 0);
    return simd::low_bits_to_exponent(t);
  }
};
template <typename V, typename S = Factor<1>, int Offset = unbiased<V>>
using RootedExponential = WideExponential<V, S, Offset, RootedExpCoefficients<Grade::Medium>>;
/// e^-x, to which 1 is added.
template <typename V>
using WideDecay = WideExponential<V, Factor<-1>, 0>;
template <typename V>
using RootedDecay = RootedExponential<V, Factor<-1>, 0>;

constexpr double power_of(double x, std::size_t exponent) {
  double power = x;
  while (--exponent > 0) power *= x;
  return power;
}
template <typename V, std::size_t Size, std::size_t... K>
EIGENACT_INLINE V even_part_of_exp(const V& u, double scale, const Constant (&c)[Size],
                                   std::index_sequence<K...>) {
  V sum(c[Size - 1].hi * power_of(scale, 2 * Size - 3));
  ((sum = mul_add(sum, u, V(c[Size - 2 - K].hi * power_of(scale, 2 * (Size - 2 - K) - 1)))), ...);
  return mul_add(sum, u, V(c[0].hi / scale));
}

/// e^(scale z) = 2^n (even + z) / (even - z), |scale z| <= ln 2 / 2, scale > 0: for quotients, in
/// fewer operations than e^z. (To be right in `even` is to be as right in tanh(scale z / 2).)
template <typename V>
EIGENACT_INLINE V even_part_of_exp(const V& z, double scale = 1) {
  constexpr auto& c = EvenExpCoefficients<grade_of<V>>::polynomial;
  return even_part_of_exp(V(z * z), scale, c, std::make_index_sequence<std::size(c) - 2>());
}

// The power of two that keeps e^x off the ends of the range for x from -120 (float), -1000 (double)
// to 40, and the limits themselves.
template <typename V>
inline constexpr int low_offset = grade_of<V> == Grade::Single ? 64 : 512;
template <typename V>
inline constexpr double low_power = grade_of<V> == Grade::Single ? 0x1p-64 : 0x1p-512;
template <typename V>
inline constexpr double low_limit = grade_of<V> == Grade::Single ? -120 : -1000;
template <typename V>
inline constexpr bool has_low_form = grade_of<V> == Grade::Single || grade_of<V> == Grade::Double ||
                                     grade_of<V> == Grade::Compensated;

// y 2^n where 2^(n + low_offset) is given.
template <typename V, typename W>
EIGENACT_INLINE V scaled_low(const V& y, const W& power) {
  return scaled(scaled(y, power), W(low_power<V>));
}

// The form of less_one() in double loses the sign of zero.
template <typename V>
EIGENACT_INLINE V signed_as(const V& x, const V& y) {
  if constexpr (grade_of<V> == Grade::Double) return with_sign_of(abs(y), x);
  return y;
}

// y power - (one - power).
template <typename V, typename W>
EIGENACT_INLINE V shifted_less_one(const V& y, const W& power, const W& one) {
  if constexpr (is_twofold<V>) {
    return scaled(y, power) + V::sum(power, -one);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return mul_add(y, power, -(one - power));  // -0 for -0
  } else {
    return y * power - (one - power);
  }
}

// Beyond these e^x is 0 or infinite; wide enough for a weight of any size in weighted_exp(). Double
// registers of the Medium grade never meet the ends of their range.
template <typename V>
EIGENACT_INLINE V exp_clamped(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) return clamp(x, V(-165), V(90));
  if constexpr (grade_of<V> == Grade::Medium) return clamp(x, V(-700), V(700));
  return clamp(x, V(-1400), V(1418));  // 2^+-2046 in two factors
}

}  // namespace detail

}  // namespace eigenact::math

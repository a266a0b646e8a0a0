// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>
#include <eigenact/math/coefficients.hpp>
#include <eigenact/math/foreign.hpp>

namespace eigenact::math {

namespace detail {

// Adding it leaves the nearest integer, plus the exponent bias, in the low bits of the sum.
template <typename W>
inline constexpr double rounding_magic = sizeof(typename W::Scalar) == 4 ? 0x1.8p23 : 0x1.8p52;
template <typename W>
inline constexpr double exponent_magic = rounding_magic<W> +
                                         (sizeof(typename W::Scalar) == 4 ? 127 : 1023);

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

/// e^x = mantissa() 2^n with mantissa() = e^r and less_one() = e^r - 1, |r| <= ln 2 / 2. power() is
/// 2^(n + Offset). Near promises |n| <= 64 where e^x matters, or that only e^x - 1 does: then one
/// part of ln 2 suffices in float.
template <typename V, int Offset = 0, bool Near = false>
struct Exponential {
  using W = Register<V>;
  V r;
  W t, n;  // n is an integer; the low bits of t are n + Offset + the exponent bias

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
      return mul_add(r * r, polynomial_from<1>(r, Table::polynomial), r);
    } else {
      return r * polynomial<4>(r, Table::polynomial);
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
      const W magic(rounding_magic<W>);
      const W half = mul_add(n, W(0.5), magic) - magic;
      return scaled(scaled(y, power_of_two(n - half)), power_of_two(half));
    }
  }
};

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
  return clamp(x, V(-1400), V(711));
}

}  // namespace detail

/// x, but not so large that a factor e^y which is 0 in the result type could not bring it there:
/// the weight of weighted_exp() where it may be infinite.
template <typename V>
EIGENACT_INLINE V bounded(const V& x) {
  if constexpr (is_foreign<V>) {
    const V highest = highest_of(x);
    return clamp(x, V(-highest), highest);
  } else {
    constexpr Grade g = grade_of<V>;
    const V limit(g == Grade::Single ? 0x1p80 : g == Grade::Medium ? 0x1p200 : 0x1p900);
    return clamp(x, V(-limit), limit);
  }
}

/// weight * e^x without premature underflow: the weight, finite, is applied before the power of
/// two, and the result is rounded once.
template <typename V>
EIGENACT_INLINE V weighted_exp(const V& weight, const V& x) {
  if constexpr (is_foreign<V>) {
    return weight * foreign::exp(x);
  } else {
    const detail::Exponential<V> e(detail::exp_clamped(x));
    return e.times_power_of_two(weight * e.mantissa());
  }
}

/// e^x. Range [0, inf]; gradual underflow below -87.3 (float), -708.4 (double).
template <typename V>
EIGENACT_INLINE V exp(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::exp(x);
  } else {
    const detail::Exponential<V> e(detail::exp_clamped(x));
    return e.times_power_of_two(e.mantissa());
  }
}
inline constexpr Bounds exp_bounds{2.4, 0.59, 1.1, 0.75, 0.62};

/// weight * e^x as accurate as the registers allow also in the Medium and the Compensated grade:
/// for a result that is an argument in its turn, whose error grows there.
template <typename V>
EIGENACT_INLINE V accurate_weighted_exp(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Medium) {
    using Accurate = Vec<typename V::Scalar, V::size, Grade::Double>;
    const auto y = weighted_exp(Accurate::of(weight.packet), Accurate::of(x.packet));
    return V::of(y.packet);
  } else if constexpr (grade_of<V> == Grade::Compensated) {
    using Accurate = Twofold<detail::Register<V>>;
    const auto y = weighted_exp(Accurate(weight.hi, weight.lo), Accurate(x.hi, x.lo));
    return {y.hi, y.lo};
  } else {
    return weighted_exp(weight, x);
  }
}

/// weight * e^x for x <= 40 (the caller sees to it), a little faster; the weight is finite and of
/// moderate size.
template <typename V>
EIGENACT_INLINE V weighted_exp_of_low(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Compensated) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    return detail::scaled_low(V(weight * e.mantissa()), e.power());
  } else if constexpr (detail::has_low_form<V>) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    return detail::scaled_low(V(weight * (V(1) + e.less_one())), e.power());
  } else {
    return weighted_exp(weight, x);
  }
}

/// e^x for x <= 40, a little faster. Accurate: with the error of weighted_exp_of_low(), which then
/// cancels in a quotient of the two.
template <bool Accurate = false, typename V>
EIGENACT_INLINE V exp_of_low(const V& x) {
  if constexpr (detail::has_low_form<V>) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    if constexpr (Accurate && grade_of<V> == Grade::Single)
      return detail::scaled_low(V(V(1) + e.less_one()), e.power());
    else
      return detail::scaled_low(e.mantissa(), e.power());
  } else {
    return exp(x);
  }
}

/// e^x - 1 for |x| <= 60 (the caller sees to it), exact in sign of zero, a little faster.
template <typename V>
EIGENACT_INLINE V expm1_of_moderate(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::expm1(x);
  } else {
    const detail::Exponential<V, 0, true> e(x);
    return detail::signed_as(
        x, detail::shifted_less_one(e.less_one(), e.power(), decltype(e.power())(1)));
  }
}

/// e^x - 1 for x <= 60 (the caller sees to it).
template <typename V>
EIGENACT_INLINE V expm1_of_low(const V& x) {
  return expm1_of_moderate(max(x, V(is_foreign<V> ? -20000 : -60)));
}

/// e^x - 1, exact in sign of zero. Range [-1, inf].
template <typename V>
EIGENACT_INLINE V expm1(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::expm1(x);
  } else {
    using W = detail::Register<V>;
    constexpr Grade g = grade_of<V>;
    const V high = V(g == Grade::Single ? 89 : g == Grade::Medium ? 700 : 710);
    const detail::Exponential<V> e(clamp(x, V(g == Grade::Single ? -30 : -60), high));
    if constexpr (g == Grade::Medium) {
      return detail::shifted_less_one(e.less_one(), e.power(), decltype(e.power())(1));
    } else {
      // the largest power overflows by itself: half of it, then twice the result
      const auto last = e.n > W(g == Grade::Single ? 127 : 1023);
      const W power = detail::power_of_two(select(last, e.n - W(1), e.n));
      const W one = select(last, W(0.5), W(1));
      const V y = detail::shifted_less_one(e.less_one(), power, one);
      return detail::signed_as(x, detail::scaled(y, select(last, W(2), W(1))));
    }
  }
}
inline constexpr Bounds expm1_bounds{2.2, 0.56, 2, 0.55, 0.84};

}  // namespace eigenact::math

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
  if constexpr (grade_of<V> == Grade::Twofold) {
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
  if constexpr (grade_of<V> == Grade::Twofold) {
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
    } else {
      r = reduced(x, n, Ln2Parts<grade_of<V>>::parts);
    }
  }
  EIGENACT_INLINE V less_one() const {
    using Table = Expm1Coefficients<grade_of<V>>;
    if constexpr (grade_of<V> == Grade::Double) {  // one operation more for one rounding less
      return mul_add(r * r, polynomial_from<1>(r, Table::polynomial), r);
    } else {
      return r * polynomial<4>(r, Table::polynomial);
    }
  }
  EIGENACT_INLINE V mantissa() const {
    if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Medium) {
      return polynomial<9>(r, ExpCoefficients<grade_of<V>>::polynomial);
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

// The form of less_one() in double loses the sign of zero.
template <typename V>
EIGENACT_INLINE V signed_as(const V& x, const V& y) {
  if constexpr (grade_of<V> == Grade::Double) return with_sign_of(abs(y), x);
  return y;
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
inline constexpr Bounds exp_bounds{2.4, 0.59, 1.1, 0.75};

/// weight * e^x as accurate as double registers allow also in the Medium grade: for a result that
/// is an argument in its turn, whose error grows there.
template <typename V>
EIGENACT_INLINE V accurate_weighted_exp(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Medium) {
    using Accurate = Vec<typename V::Scalar, V::size, Grade::Double>;
    const auto y = weighted_exp(Accurate::of(weight.packet), Accurate::of(x.packet));
    return V::of(y.packet);
  } else {
    return weighted_exp(weight, x);
  }
}

/// weight * e^x for x <= 40 (the caller sees to it), a little faster; the weight is finite and of
/// moderate size.
template <typename V>
EIGENACT_INLINE V weighted_exp_of_low(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    return (weight * (V(1) + e.less_one()) * e.power()) * V(detail::low_power<V>);
  } else {
    return weighted_exp(weight, x);
  }
}

/// e^x for x <= 40, a little faster. Accurate: with the error of weighted_exp_of_low(), which then
/// cancels in a quotient of the two.
template <bool Accurate = false, typename V>
EIGENACT_INLINE V exp_of_low(const V& x) {
  if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    const V m = Accurate ? V(1) + e.less_one() : e.mantissa();
    return (m * e.power()) * V(detail::low_power<V>);
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
    return detail::signed_as(x, detail::scaled(e.less_one(), e.power()) - (V(1) - V(e.power())));
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
      const W power = e.power();
      return detail::scaled(e.less_one(), power) - (V(1) - V(power));
    } else {
      // the largest power overflows by itself: half of it, then twice the result
      const auto last = e.n > W(g == Grade::Single ? 127 : 1023);
      const W power = detail::power_of_two(select(last, e.n - W(1), e.n));
      const V y = detail::scaled(e.less_one(), power) - (V(select(last, W(0.5), W(1))) - V(power));
      return detail::signed_as(x, detail::scaled(y, select(last, W(2), W(1))));
    }
  }
}
inline constexpr Bounds expm1_bounds{2.2, 0.56, 2, 0.55};

/// scale (e^(x / scale) - 1), also where the quotient leaves the range of its type or, for a
/// negative scale, the power does.
template <typename V>
EIGENACT_INLINE V scaled_expm1(const V& x, const V& scale) {
  const V z = x / scale, y = scale * expm1(z);
  if constexpr (is_foreign<V> || grade_of<V> == Grade::Single || grade_of<V> == Grade::Medium) {
    return y;
  } else {
    if (EIGEN_PREDICT_TRUE(!any((scale < V(0)) | (scale > V(1))))) return y;
    V power = weighted_exp(scale, z);
    if constexpr (grade_of<V> == Grade::Double) {  // which feels the rounding error of z
      const V error = -simd::product_error(z, scale, x) / scale;
      power = select(is_finite(power), mul_add(power, error, power), power);
    }
    return select(z > V(1), power - scale, select(abs(z) < V(0x1p-200), x, y));
  }
}

}  // namespace eigenact::math

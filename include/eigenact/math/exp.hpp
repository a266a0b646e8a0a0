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

/// e^x = (1 + r p) 2^n with r p = e^r - 1, |r| <= ln 2 / 2.
template <typename V>
struct Exponential {
  using W = Register<V>;
  V rp;
  W n;  // integer

  EIGENACT_INLINE explicit Exponential(const V& x) {
    constexpr Grade g = grade_of<V>;
    const W t = mul_add(leading(x), W(log2_e), W(rounding_magic<W>));
    n = t - W(rounding_magic<W>);
    const V r = reduced(x, n, Ln2Parts<g>::parts);
    rp = r * polynomial<4>(r, Expm1Coefficients<g>::polynomial);
  }
  EIGENACT_INLINE V mantissa() const { return V(1) + rp; }

  /// y 2^n. Where n may leave the exponent range, in two factors: the ends of the range are
  /// reached.
  EIGENACT_INLINE V times_power_of_two(const V& y) const {
    if constexpr (grade_of<V> == Grade::Medium) {
      return y * power_of_two(n);
    } else {
      const W magic(rounding_magic<W>);
      const W half = mul_add(n, W(0.5), magic) - magic;
      return scaled(scaled(y, power_of_two(n - half)), power_of_two(half));
    }
  }
};

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
    const V highest(Eigen::NumTraits<V>::highest());
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
inline constexpr Bounds exp_bounds{1.3, 0.53, 1.0, 0.51};

/// e^x for x <= 0, a little faster.
template <typename V>
EIGENACT_INLINE V exp_of_negative(const V& x) {
  if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
    constexpr bool single = grade_of<V> == Grade::Single;
    const detail::Exponential<V> e(max(x, V(single ? -104 : -746)));
    const V power = detail::power_of_two(e.n + V(single ? 64 : 512));
    return (e.mantissa() * power) * V(single ? 0x1p-64 : 0x1p-512);
  } else {
    return exp(x);
  }
}

/// e^x - 1, exact in sign of zero. Range [-1, inf].
template <typename V>
EIGENACT_INLINE V expm1(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::expm1(x);
  } else {
    using W = detail::Register<V>;
    constexpr Grade g = grade_of<V>;
    const V high = V(g == Grade::Single ? 90 : g == Grade::Medium ? 700 : 711);
    const detail::Exponential<V> e(clamp(x, V(g == Grade::Single ? -30 : -60), high));
    if constexpr (g == Grade::Medium) {
      const W power = detail::power_of_two(e.n);
      return detail::scaled(e.rp, power) - (V(1) - V(power));
    } else {
      // the largest power overflows by itself: half of it, then twice the result
      const auto last = e.n > W(g == Grade::Single ? 127 : 1023);
      const W power = detail::power_of_two(select(last, e.n - W(1), e.n));
      const V y = detail::scaled(e.rp, power) - (V(select(last, W(0.5), W(1))) - V(power));
      return detail::scaled(y, select(last, W(2), W(1)));
    }
  }
}
inline constexpr Bounds expm1_bounds{1.6, 0.53, 1.6, 0.51};

}  // namespace eigenact::math

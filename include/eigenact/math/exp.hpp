// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exponential.hpp>
#include <eigenact/math/foreign.hpp>

namespace eigenact::math {

namespace detail {

// Below it no weight brings e^x back, in double registers for float.
inline constexpr double wide_decay_limit = -700;

// e^x in double registers for float: in one form everywhere, so that compilers compute it once; and
// for x <= 700, a little faster.
template <typename V>
EIGENACT_INLINE V wide_exp(const V& x) {
  return WideExponential<V>(exp_clamped(x)).value();
}
template <typename V>
EIGENACT_INLINE V wide_exp_of_low(const V& x) {
  return WideExponential<V>(max(x, V(wide_decay_limit))).value();
}

// e^x for every x.
template <typename V>
EIGENACT_INLINE V exp_to_the_ends(const V& x) {
  const Exponential<V> e(exp_clamped(x));
  return e.times_power_of_two(e.mantissa());
}

}  // namespace detail

/// x, but not so large that a factor e^y which is 0 in the result type could not bring it there:
/// the weight of weighted_exp() where it may be infinite.
template <typename V>
EIGENACT_INLINE V bounded(const V& x) {
  if constexpr (is_foreign<V>) {
    const V limit = highest_of(x) * V(0.0625);  // so that a few times it is finite too
    return clamp(x, V(-limit), limit);
  } else {
    constexpr Grade g = grade_of<V>;
    const V limit(g == Grade::Single ? 0x1p80 : g == Grade::Medium ? 0x1p600 : 0x1p900);
    return clamp(x, V(-limit), limit);
  }
}

/// weight * e^x without premature underflow: the weight, finite, is applied before the power of
/// two, and the result is rounded once.
template <typename V>
EIGENACT_INLINE V weighted_exp(const V& weight, const V& x) {
  if constexpr (is_foreign<V>) {
    return weight * foreign::exp(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return weight * detail::wide_exp(x);
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
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return detail::wide_exp(x);
  } else {
    if constexpr (grade_of<V> == Grade::Single || grade_of<V> == Grade::Double) {
      // far from the ends, in one step: the same bits, and NaN is never there
      const V limit(grade_of<V> == Grade::Single ? 87 : 700);
      if (EIGEN_PREDICT_TRUE(all(abs(x) <= limit))) {
        const detail::Exponential<V, detail::unbiased<V>> e(x);
        return simd::scaled_by_low_bits(e.mantissa(), e.t);
      }
      return detail::exp_to_the_ends<V>(x);
    } else {
      const detail::Exponential<V> e(detail::exp_clamped(x));
      return e.times_power_of_two(e.mantissa());
    }
  }
}
inline constexpr Bounds exp_bounds{2.4, 0.59, 1.1, 0.75, 0.62};

/// x, but not so large that e^x overflows; weight * e^x does not either then for a weight below 1.
template <typename V>
EIGENACT_INLINE V exp_argument(const V& x) {
  return min(x, V(is_foreign<V> ? 11000 : 700));
}

/// weight * e^x for x <= 0 and any weight, also an infinite one: 0 where e^x is 0.
template <typename V>
EIGENACT_INLINE V weighted_exp_of_negative(const V& weight, const V& x) {
  return weighted_exp(select(x < V(-1), bounded(weight), weight), x);
}

/// The same for weights up to the end of the range, where x is far below 0 if they are infinite.
template <typename V>
EIGENACT_INLINE V damped(const V& weight, const V& x) {
  const V part = select(abs(weight) > V(0x1p800), V(0x1p-200), V(1));
  return weighted_exp_of_negative(V(weight * part), x) / part;
}

/// weight * e^x for a result that is an argument in its turn, whose error grows there.
template <typename V>
EIGENACT_INLINE V accurate_weighted_exp(const V& weight, const V& x) {
  return with_all_digits([](const auto& w, const auto& y) { return weighted_exp(w, y); }, weight,
                         x);
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
    return detail::scaled_low(V(weight * (V(1) + e.less_one_unsigned())), e.power());
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return weight * detail::wide_exp(x);
  } else {
    return weighted_exp(weight, x);
  }
}

/// e^x for x <= 40, a little faster.
template <typename V>
EIGENACT_INLINE V exp_of_low(const V& x) {
  if constexpr (detail::has_low_form<V>) {
    const detail::Exponential<V, detail::low_offset<V>> e(max(x, V(detail::low_limit<V>)));
    return detail::scaled_low(e.mantissa(), e.power());
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return detail::wide_exp(x);
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
  constexpr bool is_wide = grade_of<V> == Grade::Medium;  // the exponential is that of decay()
  constexpr double lowest = is_wide ? detail::wide_decay_limit : -60;
  return expm1_of_moderate(max(x, V(is_foreign<V> ? -20000 : lowest)));
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
inline constexpr Bounds expm1_bounds{2.2, 0.56, 2, 0.55, 0.91};

/// (e^x - 1 - x) / x^2 for finite x, from its series near 0, where the difference would cancel.
template <typename V>
EIGENACT_INLINE V expm1_remainder(const V& x) {
  constexpr Grade g = grade_of<V>;
  constexpr int terms = g == Grade::Single || g == Grade::Medium ? 11 : 18;
  const V c = clamp(x, V(-0.5), V(0.5));
  V nearby(1);
  for (int k = terms; k > 2; --k) {
    if constexpr (g == Grade::Medium || g == Grade::Single || g == Grade::Double)
      nearby = mul_add(c * nearby, V(1.0 / k), V(1));
    else
      nearby = V(1) + c * nearby / V(k);
  }
  return select(abs(x) < V(0.5), V(0.5) * nearby, (expm1(x) - x) / (x * x));
}

/// scale (e^(x / scale) - 1), also where the quotient leaves the range of its type or, for a
/// negative scale, the power does.
template <typename V>
EIGENACT_INLINE V scaled_expm1(const V& x, const V& scale) {
  const V z = x / scale;
  if constexpr (grade_of<V> == Grade::Medium)  // the exponential is that of decay()
    return scale * expm1_of_low(exp_argument(z));
  const V y = scale * expm1(z);
  if constexpr (is_foreign<V> || grade_of<V> == Grade::Single) {
    return y;
  } else {
    const auto unusual = (scale < V(0)) | (scale > V(1));
    if (EIGEN_PREDICT_TRUE(!any(unusual))) return y;
    if constexpr (grade_of<V> == Grade::Double) {  // the roundings of z and of the product matter
      using Pair = Twofold<V, Grade::Compensated>;
      const V rounded = scaled_expm1(Pair(x), Pair(scale)).rounded();
      return select(unusual & is_finite(rounded), rounded, y);
    } else {
      const V power = weighted_exp(scale, z);
      const V unusual_y = select(z > V(1), power - scale, select(abs(z) < V(0x1p-200), x, y));
      return select(unusual, unusual_y, y);
    }
  }
}

}  // namespace eigenact::math

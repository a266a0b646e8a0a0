// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/log.hpp>
#include <eigenact/math/pairs.hpp>
#include <eigenact/math/sigmoid_double.hpp>

namespace eigenact::math {

namespace detail {

// e^-x in float, for -120 <= x; x above 40 gives anything.
template <typename V>
struct LogisticExponential {
  V mantissa, t;  // the low bits of t are n - 64 + the exponent bias, e^-x = mantissa 2^n

  EIGENACT_INLINE explicit LogisticExponential(const V& x) {
    const V magic(exponent_magic<V> - 64);
    t = mul_add(x, V(-log2_e.hi), magic);
    const V n = t - magic;
    V r = x;  // x + n ln 2, the negative of the usual remainder
    for (double part : Ln2Parts<Grade::Single>::parts) r = mul_add(n, V(part), r);
    mantissa = polynomial_at_multiple<Factor<-1>>(r, ExpCoefficients<Grade::Single>::polynomial);
  }
  /// 2^-64 (1 + e^-x): with the factor the tail reaches the subnormals, and no choice between the
  /// two sides is needed.
  EIGENACT_INLINE V scaled_denominator() const {
    return mul_add(mantissa, simd::low_bits_to_exponent(t), V(0x1p-64));
  }
  /// e^-x for |x| <= 87.
  EIGENACT_INLINE V value() const {
    return simd::times_power<64 + unbiased<V>>(simd::scaled_by_low_bits(mantissa, t));
  }
};
inline constexpr double logistic_limit = 40;  // from there on sigmoid(x) is 1

// e^x for x <= 0 as a number to add to 1 and as a factor that reaches to the end of the range: one
// exponential for both.
template <typename V>
struct Decay {
  Exponential<V> exponential;
  V mantissa;

  EIGENACT_INLINE explicit Decay(const V& x)
      : exponential(max(x, V(-1400))), mantissa(exponential.mantissa()) {}
  EIGENACT_INLINE V value() const {
    using W = Register<V>;
    return scaled(mantissa, power_of_two(max(exponential.n, W(-1000))));
  }
  /// weight e^x.
  EIGENACT_INLINE V weighted(const V& weight) const {
    return exponential.times_power_of_two(weight * mantissa);
  }
};
template <typename V>
inline constexpr bool has_decay = grade_of<V> == Grade::Double || is_twofold<V>;

}  // namespace detail

/// The logistic sigmoid 1 / (1 + e^-x). Range [0, 1].
template <typename V>
EIGENACT_INLINE V sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const detail::LogisticExponential<V> e(clamp(x, V(-120), V(detail::logistic_limit)));
    return V(0x1p-64) / e.scaled_denominator();
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return V(1) / detail::WideDecay<V>(detail::exp_clamped(x)).plus_one();
  } else if constexpr (grade_of<V> == Grade::Double) {
    const V y = detail::low_sigmoid(x);
    return select(x < V(0), y, V(1) - y);
  } else {
    const V e = exp_of_low(minus_abs(x));
    return select(x < V(0), e, V(1)) / (V(1) + e);
  }
}
inline constexpr Bounds sigmoid_bounds{3.6, 0.58, 2.5, 0.75, 0.61};

/// weight * sigmoid(x) without premature underflow; 0 where sigmoid(x) is 0, even for an infinite
/// weight.
template <typename V>
EIGENACT_INLINE V weighted_sigmoid(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V limited = clamp(weight, V(-0x1p20), V(0x1p60));
    const detail::LogisticExponential<V> e(max(x, V(-120)));
    const V y = limited / e.scaled_denominator();
    return select(x > V(30), weight, y * V(0x1p-64));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return bounded(weight) / detail::WideDecay<V>(detail::exp_clamped(x)).plus_one();
  } else if constexpr (detail::has_decay<V>) {
    const detail::Decay<V> e(minus_abs(x));
    if constexpr (grade_of<V> == Grade::Double) {
      using Pair = Twofold<V, Grade::Compensated>;
      const auto left = x < V(0);
      const Pair numerator =
          Pair::product(select(left, bounded(weight), weight), select(left, e.mantissa, V(1)));
      const V y = (numerator / Pair::ordered_sum(V(1), e.value())).rounded();
      return select(left, e.exponential.times_power_of_two(y), y);
    }
    const V y = weight / (V(1) + e.value());
    return select(x < V(0), e.weighted(bounded(y)), y);
  } else {
    const V minus = minus_abs(x), w = weight / (V(1) + exp_of_low(minus));
    return select(x < V(0), weighted_exp(bounded(w), minus), w);
  }
}

/// x sigmoid(x), in float max(x, 0) less |x| / (1 + e^|x|), which is the same on either side.
template <typename V>
EIGENACT_INLINE V self_weighted_sigmoid(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    const V minus = max(minus_abs(x), V(-120));
    const V y = minus / detail::LogisticExponential<V>(minus).scaled_denominator();
    return mul_add(y, V(0x1p-64), max(x, V(-0.0)));  // -0 where the product underflows
  } else if constexpr (grade_of<V> == Grade::Double) {
    const V c = max(minus_abs(x), V(detail::tail_limit));
    const detail::ExponentialQuotient<V> e(c);
    return mul_add(c * e.above() / e.sum(), V(1 / detail::tail_unit), max(x, V(-0.0)));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const V c = max(x, V(detail::wide_decay_limit));
    return c / detail::RootedDecay<V>(min(c, V(-detail::wide_decay_limit))).plus_one();
  } else {
    return weighted_sigmoid(x, x);
  }
}

/// weight times the first derivative of the sigmoid, sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_slope(const V& weight, const V& x) {
  const V minus = minus_abs(x);
  if constexpr (detail::has_decay<V>) {
    const detail::Decay<V> e(minus);
    const V s = V(1) + e.value();
    if constexpr (grade_of<V> == Grade::Double) {  // the rounding error of s counts twice
      const V error = e.value() - (s - V(1)), square = mul_add(s, s, (s + s) * error);
      return e.exponential.times_power_of_two(weight * e.mantissa / square);
    }
    const V y = V(1) / s;
    return e.weighted(V(weight * (y * y)));
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const detail::WideDecay<V> e(detail::exp_clamped(x));
    const V y = V(1) / e.plus_one();
    return weight * y * (e.value() * y);
  } else {
    const V y = V(1) / (V(1) + exp_of_low(minus));
    return weighted_exp(V(weight * (y * y)), minus);
  }
}

/// a sigmoid(x) + b sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V sigmoid_and_slope(const V& a, const V& b, const V& x) {
  if constexpr (grade_of<V> == Grade::Compensated) {
    const detail::Decay<V> e(minus_abs(x));
    const auto left = x < V(0);
    const V nearby = e.value(), y = V(1) / (V(1) + nearby);
    const V sum = (a + bounded(b) * (y * select(left, V(1), nearby))) * y;
    return select(left, e.weighted(sum), sum);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const detail::WideDecay<V> e(detail::exp_clamped(x));
    const V y = V(1) / e.plus_one();
    return y * mul_add(bounded(b), e.value() * y, a);
  } else {
    return weighted_sigmoid(V(a + weighted_sigmoid(b, V(-x))), x);
  }
}

/// weight * sigmoid(x) as weighted_sigmoid(), in double registers for float by the exponential of
/// swish_slope().
template <typename V>
EIGENACT_INLINE V weighted_swish(const V& weight, const V& x) {
  if constexpr (grade_of<V> == Grade::Medium)
    return bounded(weight) / detail::RootedDecay<V>(detail::exp_clamped(x)).plus_one();
  else
    return weighted_sigmoid(weight, x);
}

/// sigmoid(x) + x sigmoid(x) sigmoid(-x).
template <typename V>
EIGENACT_INLINE V swish_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Medium) {
    const V c = detail::exp_clamped(x);
    const detail::RootedDecay<V> e(c);
    const V y = V(1) / e.plus_one();
    return y * mul_add(c, e.value() * y, V(1));
  } else {
    return sigmoid_and_slope(V(1), x, x);
  }
}

/// x sigmoid(beta x) for a V or a Constant beta, 0 of which is 0 times x at infinity, too.
template <typename V, typename Beta>
EIGENACT_INLINE V swish(const V& x, const Beta& beta) {
  const auto usual = [](const auto& y, const auto& b) { return weighted_swish(y, product(b, y)); };
  if constexpr (grade_of<V> == Grade::Double) {
    if (EIGEN_PREDICT_TRUE(all(abs(V(beta)) >= V(detail::least_beta))))
      return detail::swish(x, beta);
    return in_pairs(usual, x, V(beta));
  }
  return usual(x, V(beta));
}

/// Its derivative.
template <typename V, typename Beta>
EIGENACT_INLINE V swish_slope(const V& x, const Beta& beta) {
  const auto usual = [](const auto& y, const auto& b) { return swish_slope(product(b, y)); };
  if constexpr (grade_of<V> == Grade::Double) {
    if (EIGEN_PREDICT_TRUE(all(abs(V(beta)) >= V(detail::least_beta))))
      return detail::swish_slope(x, beta);
    return in_pairs(usual, x, V(beta));
  }
  return usual(x, V(beta));
}

/// weight times the second derivative of the sigmoid, sigmoid(x) sigmoid(-x) (1 - 2 sigmoid(x)).
template <typename V>
EIGENACT_INLINE V weighted_sigmoid_curvature(const V& weight, const V& x) {
  const V minus = minus_abs(x), y = V(1) / (V(1) + exp_of_low(minus));
  const V tilt = with_sign_of(V(-expm1(minus) * y), V(-x));
  return weighted_exp(V(weight * (y * y) * tilt), minus);
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/gelu_double.hpp>
#include <eigenact/math/gelu_float.hpp>
#include <eigenact/math/normal.hpp>
#include <eigenact/math/root.hpp>
#include <eigenact/math/sigmoid.hpp>

// The kernels that float and double have of their own, where Fast takes them; and those from which
// every other arithmetic rounds.

namespace eigenact::math {

namespace detail {

// e^(-a^2 / 2) in double registers for float.
template <typename V>
EIGENACT_INLINE V wide_gaussian(const V& a) {
  return WideExponential<V, Factor<-1, 2>>(V(a * a)).value();
}
inline constexpr double wide_normal_limit = 14.6;  // from there on a Phi(-a) is 0 in float

// e^-u for the u = 2 sqrt(2 / pi) (x + 0.044715 x^3) of the tanh GELU and x >= -21, and x du/dx; of
// float, e^u is 0 from -21 on and 1 is all of 1 + e^-u from 21 on.
inline constexpr double wide_gelu_tanh_limit = 21;
template <typename V>
struct WideGeluTanh {
  V c, square;
  RootedDecay<V> exponential;

  EIGENACT_INLINE explicit WideGeluTanh(const V& x)
      : c(min(x, V(wide_gelu_tanh_limit))), square(c * c), exponential(V(c * slope(1))) {}
  EIGENACT_INLINE V u_slope() const { return c * slope(3); }

 private:
  // 2 sqrt(2 / pi) (1 + times 0.044715 x^2)
  EIGENACT_INLINE V slope(double times) const {
    constexpr double linear = 2 * sqrt_2_over_pi.hi;
    return mul_add(square, V(times * 0.044715 * linear), V(linear));
  }
};

}  // namespace detail

/// x Phi(x), Phi the distribution function of the standard normal distribution.
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const V a = min(abs(x), V(detail::wide_normal_limit));
    const V tail = monic_quotient<NormalTailCoefficients<Grade::Medium>>(a);
    // -0 for -0
    return mul_add(V(-a * tail), detail::wide_gaussian(a), max(x, V(-0.0)));
  } else {
    return weighted_normal_cdf(x, x);
  }
}

/// Phi(x) + x phi(x), phi the density of the standard normal distribution.
template <typename V>
EIGENACT_INLINE V gelu_slope(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu_slope(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu_slope(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    constexpr Constant zero = gelu_slope_root.at;
    const V a = min(abs(x), V(detail::wide_normal_limit));
    const V distance = (V(-zero.hi) - a) - V(zero.lo);
    const V ratio = monic_quotient<GeluSlopeQuotient<Grade::Medium>>(a);
    const V slope = distance * ratio * detail::wide_gaussian(a);
    return select(x < V(0), slope, V(1) - slope);  // f'(x) + f'(-x) = 1
  } else {
    return weighted_normal(V(1), x, x);
  }
}

/// x sigmoid(u) for the u of the tanh GELU.
template <typename V>
EIGENACT_INLINE V gelu_tanh(const V& x, const V& u) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu_tanh(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu_tanh(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const V c = max(x, V(-detail::wide_gelu_tanh_limit));
    return c / detail::WideGeluTanh<V>(c).exponential.plus_one();
  } else {
    return weighted_sigmoid(x, u);
  }
}

/// Its derivative sigmoid(u) + b sigmoid(u) sigmoid(-u), b = x u'; u and b are finite.
template <typename V>
EIGENACT_INLINE V gelu_tanh_slope(const V& x, const V& u, const V& b) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu_tanh_slope(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu_tanh_slope(x);
  } else if constexpr (grade_of<V> == Grade::Medium) {
    const detail::WideGeluTanh<V> wide(max(x, V(-detail::wide_gelu_tanh_limit)));
    const V y = V(1) / wide.exponential.plus_one();
    return y * mul_add(wide.u_slope(), wide.exponential.value() * y, V(1));
  } else {
    return sigmoid_and_slope(V(1), b, u);
  }
}

}  // namespace eigenact::math

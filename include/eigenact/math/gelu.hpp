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

/// x Phi(x), Phi the distribution function of the standard normal distribution.
template <typename V>
EIGENACT_INLINE V gelu(const V& x) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu(x);
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
  } else {
    return near_root(x, gelu_slope_root, weighted_normal(V(1), x, x));
  }
}

/// x sigmoid(u) for the u of the tanh GELU.
template <typename V>
EIGENACT_INLINE V gelu_tanh(const V& x, const V& u) {
  if constexpr (grade_of<V> == Grade::Single) {
    return in_float::gelu_tanh(x);
  } else if constexpr (grade_of<V> == Grade::Double) {
    return in_double::gelu_tanh(x);
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
  } else {
    return near_root(x, gelu_tanh_slope_root, sigmoid_and_slope(V(1), b, u));
  }
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Threshold: x for x > threshold, value otherwise. It jumps at the threshold, where the
/// derivative is 0, as in PyTorch. NaN stays NaN.
/// @param threshold  finite, 0 by default (PyTorch has no default); the derivative to it is 0
///     almost everywhere.
/// @param value  finite, 0 by default.
/// Source: PyTorch's Threshold; Konda, Memisevic & Krueger 2015, arXiv:1402.3337 (value = 0).
struct Threshold {
  static constexpr Facts facts = Facts("threshold")
                                     .formula("x > threshold ? x : value")
                                     .reference("Konda, Memisevic & Krueger 2015, arXiv:1402.3337")
                                     .found_in("PyTorch, Keras")
                                     .parameter("threshold", 0)
                                     .parameter("value", 0)
                                     .kink("threshold", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& threshold, const V& replacement) {
    return select(x <= threshold, replacement, x);
  }
  template <typename V>
  static V derivative(const V& x, const V& threshold, const V&) {
    return math::nan_as(x, select(x > threshold, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& threshold, const V&) {
    return gradients(V(0), select(x <= threshold, V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Threshold);

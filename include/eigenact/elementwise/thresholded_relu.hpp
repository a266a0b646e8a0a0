// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Thresholded ReLU: x for x > theta, 0 otherwise. It jumps at theta, where the derivative is 0, as
/// in PyTorch's Threshold. NaN stays NaN.
/// @param theta  finite, 1 by default (ONNX calls it alpha); the derivative to it is 0 almost
///     everywhere. The output determines the derivative if it is not negative.
/// Source: Konda, Memisevic & Krueger 2015, arXiv:1402.3337.
struct ThresholdedReLU {
  static constexpr Facts facts = Facts("thresholded_relu")
                                     .formula("x > theta ? x : 0")
                                     .reference("Konda, Memisevic & Krueger 2015, arXiv:1402.3337")
                                     .also_called("trelu")
                                     .found_in("ONNX, NNlib")
                                     .parameter("theta", 1)
                                     .kink("theta", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& theta) {
    return select(x <= theta, V(0), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& theta) {
    return math::nan_as(x, select(x > theta, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V&, const V&) {
    return gradients(V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V&) {
    return math::nan_as(y, select(y > V(0), V(1), V(0)));
  }
  static constexpr Text output_condition = "theta >= 0";
  template <typename S>
  static bool output_determines(const S& theta) {
    return theta >= S(0);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ThresholdedReLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// LeakyReLU: x for x > 0, negative_slope * x otherwise.
/// Range (-inf, inf) for a positive slope. The derivative at 0 is negative_slope, as in PyTorch.
/// @param negative_slope  any finite number, 0.01 by default (PyTorch, ONNX; Keras has 0.3). The
///     output determines the derivative if it is not negative.
/// Source: Maas, Hannun & Ng 2013, ICML workshop.
struct LeakyReLU {
  static constexpr Facts facts =
      Facts("leaky_relu")
          .formula("x > 0 ? x : negative_slope * x")
          .reference("Maas, Hannun & Ng 2013, ICML workshop")
          .also_called("lrelu")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, Hugging Face")
          .parameter("negative_slope", 0.01)
          .kink("0", "negative_slope")
          .exact();

  template <typename V>
  static V value(const V& x, const V& negative_slope) {
    return select(x > V(0), x, math::product(negative_slope, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& negative_slope) {
    return math::nan_as(x, select(x > V(0), V(1), negative_slope));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(math::min(x, V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& negative_slope) {
    return math::nan_as(y, select(y > V(0), V(1), negative_slope));
  }
  static constexpr Text output_condition = "negative_slope >= 0";
  template <typename S>
  static bool output_determines(const S& negative_slope) {
    return negative_slope >= S(0);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LeakyReLU);

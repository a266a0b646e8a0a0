// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ReLU, the rectified linear unit: max(x, 0).
/// Range [0, inf). The derivative at 0 is 0, as in PyTorch. NaN stays NaN.
/// Source: Nair & Hinton 2010, ICML; Fukushima 1969.
struct ReLU {
  static constexpr Facts facts = Facts("relu")
                                     .formula("max(x, 0)")
                                     .reference("Nair & Hinton 2010, ICML")
                                     .also_called("rectifier")
                                     .found_in(
                                         "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, "
                                         "mlpack, NNlib, timm, Hugging Face, cuDNN")
                                     .kink("0", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::max(x, V(0));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select(x > V(0), V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, select(y > V(0), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ReLU);

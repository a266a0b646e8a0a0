// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Sigmoid, the logistic function: 1 / (1 + e^-x).
/// Range [0, 1]. sigmoid(-inf) = 0, sigmoid(inf) = 1. The derivative keeps its tails; taken from
/// the output it is y (1 - y), which loses the right one as y rounds to 1.
/// Source: Verhulst 1838; as an activation Rumelhart, Hinton & Williams 1986,
/// doi:10.1038/323533a0.
struct Sigmoid {
  static constexpr Facts facts =
      Facts("sigmoid")
          .formula("1 / (1 + exp(-x))")
          .reference("Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0")
          .also_called("logistic, expit")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, Hugging "
              "Face, cuDNN")
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::sigmoid(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sigmoid_slope(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sigmoid_curvature(V(1), x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return y * (V(1) - y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Sigmoid);

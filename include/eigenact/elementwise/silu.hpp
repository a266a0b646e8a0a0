// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SiLU, the sigmoid-weighted linear unit (Swish with beta = 1): x sigmoid(x).
/// Range [-0.278465, inf), minimum at x = -1.278465. silu(-inf) = -0.
/// Source: Elfwing, Uchibe & Doya 2018, arXiv:1702.03118; Hendrycks & Gimpel 2016,
/// arXiv:1606.08415.
struct SiLU {
  static constexpr Facts facts =
      Facts("silu")
          .formula("x / (1 + exp(-x))")
          .reference("Elfwing, Uchibe & Doya 2018, arXiv:1702.03118")
          .also_called("swish-1, sil")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, ggml, mlpack, NNlib, timm, Hugging Face, cuDNN")
          .derivative_root("-1.278464542761073795109359")
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::self_weighted_sigmoid(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::self_weighted_sigmoid_slope(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V tilt = math::sigmoid(V(-x)) - math::sigmoid(x);
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(V(V(2) + x * tilt), V(-x)), x);
    return math::near_root(math::abs(x), math::silu_bend_root, bend);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SiLU);

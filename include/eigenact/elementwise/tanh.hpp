// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hyperbolic tangent.
/// Range [-1, 1], odd. The derivative keeps its tails; taken from the output it is 1 - y^2, which
/// loses them as y rounds to 1.
/// Source: LeCun et al. 1998, Efficient BackProp, doi:10.1007/3-540-49430-8_2.
struct Tanh {
  static constexpr Facts facts = Facts("tanh")
                                     .formula("tanh(x)")
                                     .reference("LeCun et al. 1998, doi:10.1007/3-540-49430-8_2")
                                     .also_called("hyperbolic_tangent")
                                     .found_in(
                                         "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, "
                                         "mlpack, NNlib, timm, Hugging Face, cuDNN")
                                     .fast_in_float(kValue | kDerivative)
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::tanh(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sech_squared(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sech_squared(V(V(-2) * math::tanh(x)), x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return (V(1) - y) * (V(1) + y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Tanh);

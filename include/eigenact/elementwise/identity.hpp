// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The identity, x: a linear layer's activation.
/// Range (-inf, inf).
struct Identity {
  static constexpr Facts facts =
      Facts("identity")
          .formula("x")
          .reference("classic")
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, mlpack, timm, Hugging Face, cuDNN")
          .exact();

  template <typename V>
  static V value(const V& x) {
    return x;
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, V(1));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, V(1));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Identity);

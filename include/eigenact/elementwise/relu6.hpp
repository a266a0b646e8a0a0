// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ReLU6: min(max(x, 0), 6).
/// Range [0, 6]. The derivative at 0 and 6 is 0, as in PyTorch.
/// Source: Krizhevsky 2010, Convolutional deep belief networks on CIFAR-10.
struct ReLU6 {
  static constexpr Facts facts =
      Facts("relu6")
          .formula("min(max(x, 0), 6)")
          .reference("Krizhevsky 2010")
          .found_in("PyTorch, Keras, JAX, mlpack, NNlib, timm, Hugging Face")
          .kink("0", "0")
          .kink("6", "0")
          .exact();

  template <typename V>
  static V value(const V& x) {
    return math::clamp(x, V(0), V(6));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select((x > V(0)) & (x < V(6)), V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, select((y > V(0)) & (y < V(6)), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ReLU6);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Swish with a trained or chosen beta: x sigmoid(beta x). beta = 1 is SiLU, beta = 0 is x / 2,
/// beta to infinity is ReLU. swish(-inf) = -0 for a positive beta.
/// @param beta  any finite number, 1 by default.
/// Source: Ramachandran, Zoph & Le 2017, arXiv:1710.05941.
struct Swish {
  static constexpr Facts facts = Facts("swish")
                                     .formula("x / (1 + exp(-beta * x))")
                                     .reference("Ramachandran, Zoph & Le 2017, arXiv:1710.05941")
                                     .found_in("ONNX, oneDNN, cuDNN")
                                     .parameter("beta", 1)
                                     .derivative_root("-1.278464542761073795109359 / beta")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& beta) {
    return math::swish(x, beta);
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    return math::swish_slope(x, beta);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    const V z = math::product(beta, x), tilt = math::sigmoid(V(-z)) - math::sigmoid(z);
    const V bend =
        math::weighted_sigmoid(math::weighted_sigmoid(V(beta * (V(2) + z * tilt)), V(-z)), z);
    return math::near_root(math::abs(z), math::silu_bend_root, bend, beta);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& beta) {
    const V z = math::product(beta, x);
    return gradients(math::weighted_sigmoid(math::weighted_sigmoid(V(x * x), z), V(-z)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Swish);

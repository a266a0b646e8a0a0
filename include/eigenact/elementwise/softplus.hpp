// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Softplus: log(1 + e^(beta x)) / beta, a smooth ReLU. There is no threshold beyond which it
/// turns linear: the formula holds everywhere.
/// Range [0, inf) for a positive beta.
/// @param beta  finite and not 0, 1 by default.
/// Source: Dugas et al. 2001, NIPS 13.
struct Softplus {
  static constexpr Facts facts =
      Facts("softplus")
          .formula("(max(beta * x, 0) + log1p(exp(-abs(beta * x)))) / beta")
          .reference("Dugas et al. 2001, NIPS 13")
          .also_called("soft_relu, bnll")
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, ggml, mlpack, NNlib")
          .parameter("beta", 1, nonzero)
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  struct Default {
    static constexpr Facts facts = Facts("softplus").fast_in_double(kValue | kDerivative);
    static constexpr Quantities quantities = kValue | kDerivative;
    template <typename V>
    static V value(const V& x) {
      return math::softplus(x);
    }
    template <typename V>
    static V derivative(const V& x) {
      return math::softplus_slope(x);
    }
  };

  template <typename V>
  static V value(const V& x, const V& beta) {
    return math::in_pairs_unless_one(
        [](const auto& y, const auto& b) { return math::scaled_softplus(y, b); }, x, beta);
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    return math::in_pairs_unless_one(
        [](const auto& y, const auto& b) { return math::softplus_slope(b * y); }, x, beta);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    return math::weighted_sigmoid_slope(beta, V(beta * x));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& beta) {
    const V z = beta * x, minus = math::minus_abs(z);
    const V toward = math::weighted_sigmoid(select(z > V(0), -x, x), minus);
    return gradients((toward - math::softplus(minus) / beta) / beta);
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& beta) {
    return math::zero<V>() - math::expm1_of_negative(V(-beta * y));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Softplus);

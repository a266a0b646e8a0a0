// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Sigmoid with trained slope and position: 1 / (1 + e^(-k (x - theta))).
/// Range [0, 1].
/// @param k  slope, any finite number, starts at 1.
/// @param theta  position, any finite number, starts at 0.
/// Source: tutorials; shifted-scaled sigmoid in the survey of Kunc & Klema 2024,
/// arXiv:2402.09092.
struct AdaptiveSigmoid {
  static constexpr Facts facts = Facts("adaptive_sigmoid")
                                     .formula("1 / (1 + exp(-k * (x - theta)))")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .also_called("shifted_scaled_sigmoid, tanh_p1m2(k=2)")
                                     .parameter("k", 1)
                                     .parameter("theta", 0);

  template <typename V>
  static V value(const V& x, const V& k, const V& theta) {
    return math::sigmoid(argument(x, k, theta));
  }
  template <typename V>
  static V derivative(const V& x, const V& k, const V& theta) {
    return math::weighted_sigmoid_slope(k, argument(x, k, theta));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& k, const V& theta) {
    return math::weighted_sigmoid_curvature(V(k * k), argument(x, k, theta));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& k, const V& theta) {
    const V z = argument(x, k, theta);
    return gradients(math::weighted_sigmoid(math::weighted_sigmoid(V(x - theta), z), V(-z)),
                     math::weighted_sigmoid_slope(V(-k), z));
  }

 private:
  template <typename V>
  static V argument(const V& x, const V& k, const V& theta) {
    return math::product(k, V(x - theta));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(AdaptiveSigmoid);

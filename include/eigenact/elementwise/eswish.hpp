// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// E-Swish: beta x sigmoid(x). (The survey of Kunc & Klema has an "exponential Swish",
/// e^-x sigmoid(x), under the same name: that is another function.)
/// Range [-0.278465 beta, inf) for a positive beta, minimum at x = -1.278465. eswish(-inf) = -0.
/// @param beta  any finite number, 1.375 by default; the paper recommends 1 to 2.
/// Source: Alcaide 2018, arXiv:1801.07145.
struct ESwish {
  static constexpr Facts facts = Facts("eswish")
                                     .formula("beta * x / (1 + exp(-x))")
                                     .reference("Alcaide 2018, arXiv:1801.07145")
                                     .parameter("beta", 1.375)
                                     .derivative_root("-1.278464542761073795109359")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x, const V& beta) {
    return math::weighted_swish(math::product(beta, x), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    if constexpr (grade_of<V> == Grade::Medium) return beta * math::swish_slope(x);
    return math::sigmoid_and_slope(beta, math::product(beta, x), x);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    const V tilt = math::sigmoid(V(-x)) - math::sigmoid(x);
    const V weight = math::product(beta, V(V(2) + x * tilt));
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(weight, V(-x)), x);
    return math::near_root(math::abs(x), math::silu_bend_root, bend, beta);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(math::weighted_sigmoid(x, x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ESwish);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// EANAF: x e^x / (e^x + 2), which is x sigmoid(x - log 2).
/// Range [-0.157185, inf), minimum at x = -1.157185. eanaf(-inf) = -0.
/// Source: Chai et al. 2020; Kunc & Klema 2024, arXiv:2402.09092.
struct EANAF {
  static constexpr Facts facts = Facts("eanaf")
                                     .formula("x / (1 + 2 * exp(-x))")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .derivative_root("-1.157184951483814009586957");

  template <typename V>
  static V value(const V& x) {
    return math::weighted_sigmoid(x, argument(x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::near_root(x, math::eanaf_slope_root,
                           math::sigmoid_and_slope(V(1), x, argument(x)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V z = argument(x), tilt = math::sigmoid(V(-z)) - math::sigmoid(z);
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(V(V(2) + x * tilt), V(-z)), z);
    return math::near_root(x, math::eanaf_left_bend_root,
                           math::near_root(x, math::eanaf_right_bend_root, bend));
  }

 private:
  template <typename V>
  static V argument(const V& x) {
    return x - V(0.6931471805599453094172_c);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(EANAF);

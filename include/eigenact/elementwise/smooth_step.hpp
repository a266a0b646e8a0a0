// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Smooth step: the cubic 1/2 + 3 x / (2 gamma) - 2 x^3 / gamma^3 between -gamma / 2 and gamma / 2,
/// 0 before and 1 behind.
/// Range [0, 1], continuously differentiable.
/// @param gamma  width of the step, positive and finite, 1 by default.
/// Source: Hazimeh et al. 2020, arXiv:2002.07772.
struct SmoothStep {
  static constexpr Facts facts = Facts("smooth_step")
                                     .formula(
                                         "x <= -gamma / 2 ? 0 : x >= gamma / 2 ? 1 : "
                                         "(x / gamma + 0.5)^2 * (2 - 2 * x / gamma)")
                                     .reference("Hazimeh et al. 2020, arXiv:2002.07772")
                                     .parameter("gamma", 1, positive)
                                     .kink("-gamma / 2", "0")
                                     .kink("gamma / 2", "0")
                                     .fast_in_double_with_fma(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& gamma) {
    const V t = place(x, gamma);
    return t * t * (V(3) - V(2) * t);
  }
  template <typename V>
  static V derivative(const V& x, const V& gamma) {
    return V(6) * place(x, gamma) * place(V(-x), gamma) / gamma;
  }
  template <typename V>
  static V second_derivative(const V& x, const V& gamma) {
    const V bend = V(-12) * x / gamma / gamma / gamma;
    return math::nan_as(x, select(math::abs(x) < V(0.5) * gamma, bend, V(0)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& gamma) {
    const V half = V(0.5) * gamma;
    return gradients(-derivative(x, gamma) * math::clamp(x, V(-half), half) / gamma);
  }

 private:
  // How far x is along the step, from 0 to 1.
  template <typename V>
  static V place(const V& x, const V& gamma) {
    const V half = V(0.5) * gamma;
    return (math::clamp(x, V(-half), half) + half) / gamma;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SmoothStep);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PFLU: x (1 + x / sqrt(1 + x^2)) / 2.
/// Range [-0.150142, inf), minimum at x = -0.786151. pflu(-inf) = -0.
/// Source: Zhu et al. 2021; Kunc & Klema 2024, arXiv:2402.09092.
struct PFLU {
  static constexpr Facts facts = Facts("pflu")
                                     .formula(
                                         "x < 0 ? x / (1 + x^2 - x * sqrt(1 + x^2)) / 2 : "
                                         "x * (1 + x / sqrt(1 + x^2)) / 2")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .derivative_root("-0.786151377757423286069559");

  template <typename V>
  static V value(const V& x) {
    const V size = math::abs(x), half = V(0.5) * size;
    const V sine = math::self_weighted_inverse_multiquadric(size);
    const V left = V(0.5) * sine * math::multiquadric_excess(size), right = half + half * sine;
    return math::with_sign_of(select(x < V(0), left, right), x);
  }
  template <typename V>
  static V derivative(const V& x) {
    const V size = math::abs(x), root = math::multiquadric(size);
    const V sine = math::self_weighted_inverse_multiquadric(size);
    const V left = (math::multiquadric_excess(size) - sine / root) / root;
    const V right = V(1) + (sine + sine / root / root);
    return math::near_root(x, math::pflu_slope_root, V(0.5) * select(x < V(0), left, right));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V bend = math::weighted_sine_bend(V(0.5), x);
    return math::near_root(math::abs(x), math::pflu_bend_root, bend);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PFLU);

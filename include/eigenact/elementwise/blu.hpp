// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// BLU, the bendable linear unit: beta (sqrt(x^2 + 1) - 1) + x.
/// Monotone. Of |beta| = 1 one side goes to a limit, -beta; otherwise the range is (-inf, inf).
/// @param beta  from -1 to 1, starts at 0, the identity.
/// Source: Godfrey 2019, An evaluation of parametric activation functions for deep learning.
struct BLU {
  static constexpr Interval unit{-1, 1, "from -1 to 1"};
  static constexpr Facts facts = Facts("blu")
                                     .formula("x + beta * x^2 / (sqrt(x^2 + 1) + 1)")
                                     .reference("Godfrey 2019")
                                     .also_called("bendable_linear_unit")
                                     .parameter("beta", 0, unit)
                                     .fast_in_double(kValue | kDerivative);

  // On the side where the terms cancel, |x| (1 - |beta|) and |beta| (|x| + 1 - sqrt(x^2 + 1)) do
  // not.
  template <typename V>
  static V value(const V& x, const V& beta) {
    const V b = math::abs(beta), size = math::abs(x), t = math::half_angle_tangent(size);
    const V against =
        math::product(V(V(1) - b), size) + b * (t + t * math::multiquadric_excess(size));
    const V along = size + math::product(b, V(size * t));
    return math::with_sign_of(select(beta * x < V(0), against, along), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    const V b = math::abs(beta), size = math::abs(x);
    const V sine = math::self_weighted_inverse_multiquadric(size);
    const V shortfall =
        math::multiquadric_excess(size) * math::inverse_multiquadric(size);  // 1 - sine
    return select(beta * x < V(0), (V(1) - b) + b * shortfall, V(1) + b * sine);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    const V r = math::multiquadric(x);
    return beta / r / r / r;
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(math::abs(x) * math::half_angle_tangent(math::abs(x)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(BLU);

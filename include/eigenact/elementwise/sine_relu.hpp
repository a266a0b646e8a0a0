// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SineReLU: x for x > 0, epsilon (sin x - cos x) otherwise.
/// It jumps at 0, where the derivative is that of the left side, epsilon. There is no limit at
/// -inf.
/// @param epsilon  any finite number, 0.0025 by default.
/// Source: Rodrigues 2018; the survey of Kunc & Klema 2024, arXiv:2402.09092.
struct SineReLU {
  static constexpr Facts facts = Facts("sine_relu")
                                     .formula("x > 0 ? x : epsilon * (sin(x) - cos(x))")
                                     .reference("Rodrigues 2018")
                                     .oscillating()
                                     .parameter("epsilon", 0.0025)
                                     .kink("0", "epsilon")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& epsilon) {
    return select(x > V(0), x, math::zero<V>() - wave(V(-x), epsilon));
  }
  template <typename V>
  static V derivative(const V& x, const V& epsilon) {
    return select(x > V(0), V(1), wave(x, epsilon));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& epsilon) {
    return select(x > V(0), V(0), wave(V(-x), epsilon));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(select(x > V(0), V(0), -wave(V(-x), V(1))));
  }

 private:
  // epsilon (sin x + cos x), which does not cancel so.
  template <typename V>
  static V wave(const V& x, const V& epsilon) {
    return epsilon * (V(2) * V(math::sqrt_half)) * math::sin_plus_quarter_pi_of_product(V(1), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SineReLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Gudermannian function: 2 atan(tanh(x / 2)), the integral of 1 / cosh.
/// Range [-pi/2, pi/2], odd. The derivative keeps its tails; taken from the output it is cos(y).
/// Source: Gudermann 1830; as an activation Altug, Chow & Trussell 1999,
/// doi:10.1109/IJCNN.1999.831530.
struct Gudermannian {
  static constexpr Facts facts = Facts("gudermannian")
                                     .formula("2 * atan(tanh(x / 2))")
                                     .reference("Gudermann 1830")
                                     .also_called("gd")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return V(2) * math::atan(math::tanh(V(V(0.5) * x)));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sech(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sech(V(-math::tanh(x)), x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::cos(y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Gudermannian);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Bipolar sigmoid: (1 - e^-x) / (1 + e^-x) = tanh(x / 2), the sigmoid stretched to [-1, 1].
/// Range [-1, 1], odd. The derivative keeps its tails; taken from the output it is (1 - y^2) / 2,
/// which loses them as y rounds to 1.
/// Source: Fausett 1994, Fundamentals of Neural Networks; mlpack.
struct BipolarSigmoid {
  static constexpr Facts facts = Facts("bipolar_sigmoid")
                                     .formula("tanh(x / 2)")
                                     .reference("Fausett 1994, Fundamentals of Neural Networks")
                                     .found_in("mlpack")
                                     .fast_in_float(kValue | kDerivative)
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::tanh(V(V(0.5) * x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sech_squared(V(V(0.5) * x), 0.5);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sigmoid_curvature(V(2), x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(0.5) * (V(1) - y) * (V(1) + y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(BipolarSigmoid);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Gaussian: e^(-x^2), a radial basis function.
/// Range [0, 1], even, maximum 1 at 0.
/// Source: Broomhead & Lowe 1988, Complex Systems 2; mlpack.
struct Gaussian {
  static constexpr Facts facts = Facts("gaussian")
                                     .formula("exp(-x^2)")
                                     .reference("Broomhead & Lowe 1988, Complex Systems 2")
                                     .found_in("mlpack")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::bell(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::weighted_bell(math::bounded(V(V(-2) * x)), x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_bell(math::bounded(mul_add(V(V(4) * x), x, V(-2))), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Gaussian);

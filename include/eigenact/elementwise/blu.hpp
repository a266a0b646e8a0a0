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
                                     .parameter("beta", 0, unit);

  // On the side where the terms cancel, |x| (1 - |beta|) and |beta| (|x| + 1 - sqrt(x^2 + 1)) do
  // not.
  template <typename V>
  static V value(const V& x, const V& beta) {
    const math::Hypotenuse<V> h(x);
    const V b = math::abs(beta), t = h.limited / (h.limited_root + V(1));
    const V against = math::product(V(V(1) - b), h.size) + b * (t + t * (h.excess()));
    const V along = h.size + math::product(b, V(h.size * t));
    return math::with_sign_of(select(beta * x < V(0), against, along), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    const math::Hypotenuse<V> h(x);
    const V b = math::abs(beta), against = (V(1) - b) + b * (h.excess() / h.root);
    return select(beta * x < V(0), against, V(1) + b * h.sine());
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    const V r = math::Hypotenuse<V>(x).root;
    return beta / r / r / r;
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    const math::Hypotenuse<V> h(x);
    return gradients(h.size * (h.limited / (h.limited_root + V(1))));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(BLU);

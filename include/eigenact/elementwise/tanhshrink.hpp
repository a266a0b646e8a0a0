// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Tanhshrink: x - tanh(x).
/// Range (-inf, inf), odd, x^3 / 3 near 0.
/// Source: PyTorch's Tanhshrink.
struct Tanhshrink {
  static constexpr Facts facts = Facts("tanhshrink")
                                     .formula("x - tanh(x)")
                                     .reference("PyTorch")
                                     .found_in("PyTorch, Keras, NNlib, TF Addons");

  template <typename V>
  static V value(const V& x) {
    return math::tanhshrink(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::square(math::tanh(x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sech_squared(V(V(2) * math::tanh(x)), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Tanhshrink);

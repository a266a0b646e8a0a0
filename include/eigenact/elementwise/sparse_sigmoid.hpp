// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Sparse sigmoid: (x + 1) / 2 clamped to [0, 1]; some surveys call it the hard sigmoid.
/// Range [0, 1]. The derivative at -1 and 1 is 0, as PyTorch's convention is.
/// Source: Martins & Astudillo 2016, arXiv:1602.02068 (the two-class sparsemax).
struct SparseSigmoid {
  static constexpr Facts facts = Facts("sparse_sigmoid")
                                     .formula("min(max((x + 1) / 2, 0), 1)")
                                     .reference("Martins & Astudillo 2016, arXiv:1602.02068")
                                     .found_in("Keras, JAX")
                                     .kink("-1", "0")
                                     .kink("1", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::clamp(V(V(0.5) * (x + V(1))), V(0), V(1));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select((x > V(-1)) & (x < V(1)), V(0.5), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, select((y > V(0)) & (y < V(1)), V(0.5), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SparseSigmoid);

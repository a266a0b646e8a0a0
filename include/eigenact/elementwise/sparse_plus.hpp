// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Sparse plus: 0 for x <= -1, ((x + 1) / 2)^2 between, x for x >= 1.
/// Range [0, inf), continuously differentiable.
/// Source: Keras and JAX, after the sparse transforms of Martins & Astudillo 2016,
/// arXiv:1602.02068.
struct SparsePlus {
  static constexpr Facts facts = Facts("sparse_plus")
                                     .formula("x <= -1 ? 0 : x >= 1 ? x : ((x + 1) / 2)^2")
                                     .reference("after Martins & Astudillo 2016, arXiv:1602.02068")
                                     .found_in("Keras, JAX")
                                     .kink("-1", "0")
                                     .kink("1", "1")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return select(x >= V(1), x, math::square(derivative(x)));
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(0.5) * (math::clamp(x, V(-1), V(1)) + V(1));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, select((x > V(-1)) & (x < V(1)), V(0.5), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::sqrt(math::min(y, V(1)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SparsePlus);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PLU, the polynomial linear unit, or PolyLU: x for x >= 0, 1 / (1 - x) - 1 otherwise.
/// Range [-1, inf), continuously differentiable. plu(-inf) = -1.
/// Source: Feng & Yang 2023 (PolyLU).
struct PLU {
  static constexpr Facts facts = Facts("plu")
                                     .formula("x >= 0 ? x : x / (1 - x)")
                                     .reference("Feng & Yang 2023")
                                     .also_called("polylu, polynomial_linear_unit")
                                     .kink("0", "1")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    const V c = math::max(x, V(-0x1p120));
    return select(x >= V(0), x, c / (V(1) - c));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V y = V(1) / (V(1) - math::min(x, V(0)));
    return y * y;
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V y = V(1) / (V(1) - math::min(x, V(0)));
    return select(x >= V(0), V(0), V(2) * y * y * y);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::square(V(V(1) + math::min(y, V(0))));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PLU);

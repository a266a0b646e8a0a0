// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SQLU, the square linear unit: x for x > 0, x + x^2 / 4 for -2 <= x <= 0, -1 below.
/// Range [-1, inf), continuously differentiable.
/// Source: Wuraola & Patel 2018.
struct SQLU {
  static constexpr Facts facts = Facts("sqlu")
                                     .formula("x > 0 ? x : x < -2 ? -1 : x + x^2 / 4")
                                     .reference("Wuraola & Patel 2018")
                                     .also_called("square_linear_unit")
                                     .kink("-2", "0")
                                     .kink("0", "1")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    const V c = math::max(x, V(-2));
    return select(x > V(0), x, c * mul_add(c, V(0.25), V(1)));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::clamp(x, V(-2), V(0));
    return mul_add(c, V(0.5), V(1));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, select((x > V(-2)) & (x <= V(0)), V(0.5), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SQLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hard Mish: x min(max(x + 2, 0), 2) / 2.
/// Range [-0.5, inf), minimum at x = -1. The derivative at -2 is -1, at 0 it is 1, as in timm.
/// Source: timm (Wightman 2020), after Misra 2019, arXiv:1908.08681.
struct HardMish {
  static constexpr Facts facts = Facts("hard_mish")
                                     .formula("x * min(max(x + 2, 0), 2) / 2")
                                     .reference("timm, after Misra 2019, arXiv:1908.08681")
                                     .found_in("timm")
                                     .derivative_root("-1")
                                     .kink("-2", "-1")
                                     .kink("0", "1")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    const V c = math::max(x, V(-2));
    return c * (V(0.5) * math::min(V(c + V(2)), V(2)));
  }
  template <typename V>
  static V derivative(const V& x) {
    return select(x < V(-2), V(0), math::min(V(x + V(1)), V(1)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, select((x >= V(-2)) & (x < V(0)), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(HardMish);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The absolute value, |x|.
/// Range [0, inf), even. The derivative at 0 is 0, as in PyTorch.
/// Source: classic.
struct Abs {
  static constexpr Facts facts = Facts("abs")
                                     .formula("abs(x)")
                                     .reference("classic")
                                     .also_called("absolute value, vrelu, absval")
                                     .found_in("oneDNN, XNNPACK, ggml")
                                     .kink("0", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::abs(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return select(x > V(0), V(1), select(x < V(0), V(-1), math::abs(x)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Abs);

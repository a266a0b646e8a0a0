// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The least integer that is not below x. Derivatives are 0, also at the jumps.
/// Source: classic.
struct Ceil {
  static constexpr Facts facts = Facts("ceil")
                                     .formula("ceil(x)")
                                     .reference("classic")
                                     .also_called("ceiling")
                                     .found_in("XNNPACK, ggml")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::ceil(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Ceil);

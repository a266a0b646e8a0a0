// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The greatest integer that is not above x. Derivatives are 0, also at the jumps.
/// Source: classic.
struct Floor {
  static constexpr Facts facts =
      Facts("floor").formula("floor(x)").reference("classic").found_in("XNNPACK, ggml").exact();

  template <typename V>
  static V value(const V& x) {
    return math::floor(x);
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

EIGENACT_ELEMENTWISE(Floor);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Rounding to the nearest integer, of two the even one (ggml's round takes the one away from 0).
/// Derivatives are 0, also at the jumps.
/// Source: classic; IEEE 754's roundToIntegralTiesToEven.
struct Round {
  static constexpr Facts facts = Facts("round")
                                     .formula("round(x)")
                                     .reference("classic")
                                     .also_called("bankers_rounding, rint")
                                     .found_in("oneDNN, XNNPACK")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::round_to_even(x);
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

EIGENACT_ELEMENTWISE(Round);

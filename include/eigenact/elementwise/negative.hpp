// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The negative, -x.
/// Range (-inf, inf).
/// Source: classic.
struct Negative {
  static constexpr Facts facts = Facts("negative")
                                     .formula("-x")
                                     .reference("classic")
                                     .also_called("neg, negate")
                                     .found_in("XNNPACK, ggml")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return -x;
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, V(-1));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, V(-1));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Negative);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The sign: 1 for x > 0, -1 for x < 0, x itself for the zeros and NaN.
/// Range {-1, 0, 1}. Derivatives are 0, also at the jump.
/// Source: classic.
struct Sign {
  static constexpr Facts facts = Facts("sign")
                                     .formula("sign(x)")
                                     .reference("classic")
                                     .also_called("sgn")
                                     .found_in("ONNX, XNNPACK, ggml")
                                     .kink("0", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return select(x > V(0), V(1), select(x < V(0), V(-1), x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, V(0));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Sign);

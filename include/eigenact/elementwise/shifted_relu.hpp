// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Shifted ReLU: max(x, -1).
/// Range [-1, inf). The derivative at -1 is 0. Papers also call it SReLU, a name with two other
/// meanings (S-shaped, smooth).
/// Source: Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289.
struct ShiftedReLU {
  static constexpr Facts facts =
      Facts("shifted_relu")
          .formula("max(x, -1)")
          .reference("Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289")
          .kink("-1", "0")
          .exact();

  template <typename V>
  static V value(const V& x) {
    return math::max(x, V(-1));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select(x > V(-1), V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, select(y > V(-1), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ShiftedReLU);

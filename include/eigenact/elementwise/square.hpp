// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The square, x^2.
/// Range [0, inf], even. SquaredReLU is 0 on the left.
/// Source: classic; mlpack's quadratic.
struct Square {
  static constexpr Facts facts = Facts("square")
                                     .formula("x^2")
                                     .reference("classic")
                                     .also_called("quadratic")
                                     .found_in("oneDNN, XNNPACK, mlpack")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::square(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(2) * x;
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(2));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Square);

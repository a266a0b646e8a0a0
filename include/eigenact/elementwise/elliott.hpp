// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Elliott's sigmoid: (1 + x / (1 + |x|)) / 2, a logistic function without an exponential. (The
/// form with the range [-1, 1], which mlpack calls elliot, is Softsign.)
/// Range [0, 1]. elliott(-inf) = 0, elliott(inf) = 1.
/// Source: Elliott 1993, A better activation function for artificial neural networks, ISR
/// technical report TR 93-8.
struct Elliott {
  static constexpr Facts facts = Facts("elliott")
                                     .formula("x < 0 ? 0.5 / (1 - x) : 1 - 0.5 / (1 + x)")
                                     .reference("Elliott 1993, ISR technical report TR 93-8")
                                     .also_called("elliott_sigmoid")
                                     .kink("0", "0.5")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    const V smaller = V(0.5) / (V(1) + math::abs(x));
    return select(x < V(0), smaller, V(1) - smaller);
  }
  template <typename V>
  static V derivative(const V& x) {
    const V y = V(1) / (V(1) + math::abs(x));
    return V(0.5) * y * y;
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V y = V(1) / (V(1) + math::abs(x));
    return math::with_sign_of(V(y * y * y), V(-x));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(2) * math::square(math::min(y, V(V(1) - y)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Elliott);

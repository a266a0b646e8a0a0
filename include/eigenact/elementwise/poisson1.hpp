// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Poisson1: (x - 1) e^-x.
/// Range (-inf, 0.135336], maximum at x = 2. poisson1(inf) = 0, poisson1(-inf) = -inf.
/// Source: mlpack's Poisson1Function.
struct Poisson1 {
  static constexpr Facts facts = Facts("poisson1")
                                     .formula("(x - 1) * exp(-x)")
                                     .reference("mlpack, Poisson1Function")
                                     .found_in("mlpack")
                                     .derivative_root("2")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::weighted_exp(math::bounded(V(x - V(1))), V(-x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::weighted_exp(math::bounded(V(V(2) - x)), V(-x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_exp(math::bounded(V(x - V(3))), V(-x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Poisson1);

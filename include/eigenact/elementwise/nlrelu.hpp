// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// NLReLU, the natural logarithm ReLU: log(1 + beta max(x, 0)).
/// Range [0, inf). The derivative at 0 is 0.
/// @param beta  positive and finite, 1 by default.
/// Source: Liu, Zhang, Gao, Qu & Ji 2019, arXiv:1908.03682.
struct NLReLU {
  static constexpr Facts facts = Facts("nlrelu")
                                     .formula("log1p(beta * max(x, 0))")
                                     .reference("Liu, Zhang, Gao, Qu & Ji 2019, arXiv:1908.03682")
                                     .parameter("beta", 1, positive)
                                     .kink("0", "0")
                                     .fast_in_float(kDerivative | kSecondDerivative)
                                     .fast_in_double(kValue | kDerivative | kSecondDerivative);

  static bool fits_float(Quantities, float beta) { return beta >= 0x1p-60f && beta <= 0x1p60f; }

  template <typename V>
  static V value(const V& x, const V& beta) {
    return math::log1p_of_product(beta, math::max(x, V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    const V slope = V(1) / (V(1) / beta + x);
    return math::nan_as(x, select(x > V(0), slope, V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    return -math::square(derivative(x, beta));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& beta) {
    const V r = math::max(x, V(0));
    return gradients(V(1) / (beta + V(1) / r));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(NLReLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SQU, the shifted quadratic unit: x^2 + x.
/// Range [-0.25, inf), minimum at x = -0.5. squ(-inf) = inf.
/// Source: Noel et al. 2021, arXiv:2111.04020.
struct SQU {
  static constexpr Facts facts = Facts("squ")
                                     .formula("x * (x + 1)")
                                     .reference("Noel et al. 2021, arXiv:2111.04020")
                                     .also_called("shifted quadratic unit")
                                     .derivative_root("-0.5")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return x * (x + V(1));
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(2) * x + V(1);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(2));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SQU);

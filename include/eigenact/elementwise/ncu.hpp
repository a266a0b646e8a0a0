// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// NCU, the non-monotonic cubic unit: x - x^3.
/// Range (-inf, inf), odd. ncu(inf) = -inf.
/// Source: Noel et al. 2021, arXiv:2111.04020.
struct NCU {
  static constexpr Facts facts = Facts("ncu")
                                     .formula("x * (1 - x) * (1 + x)")
                                     .reference("Noel et al. 2021, arXiv:2111.04020")
                                     .also_called("non-monotonic cubic unit")
                                     .derivative_root("-sqrt(1 / 3)")
                                     .derivative_root("sqrt(1 / 3)")
                                     .fast_in_float(kValue | kSecondDerivative)
                                     .fast_in_double(kValue | kSecondDerivative);

  template <typename V>
  static V value(const V& x) {
    return x * ((V(1) - x) * (V(1) + x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(1) - V(3) * (x * x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return V(-6) * x;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(NCU);

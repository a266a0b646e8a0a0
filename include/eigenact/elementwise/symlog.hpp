// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Symmetric logarithm: sign(x) log(1 + |x|), linear near 0.
/// Range (-inf, inf), odd. The inverse is symexp.
/// Source: Hafner et al. 2023 (DreamerV3), arXiv:2301.04104.
struct Symlog {
  static constexpr Facts facts = Facts("symlog")
                                     .formula("sign(x) * log1p(abs(x))")
                                     .reference("Hafner et al. 2023, arXiv:2301.04104")
                                     .kink("0", "1")
                                     .fast_in_float(kDerivative | kSecondDerivative)
                                     .fast_in_double(kValue | kDerivative | kSecondDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::with_sign_of(math::log1p(math::abs(x)), x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(1) / (V(1) + math::abs(x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::with_sign_of(math::square(derivative(x)), V(-x));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::exp_of_low(math::minus_abs(y));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Symlog);

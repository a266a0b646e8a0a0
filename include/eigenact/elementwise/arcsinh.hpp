// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Inverse hyperbolic sine, log(x + sqrt(x^2 + 1)): linear near 0, logarithmic far away.
/// Range (-inf, inf), odd.
/// Source: tiny-dnn, activation asinh; the arcsinh of the survey of Kunc & Klema 2024,
/// arXiv:2402.09092.
struct Arcsinh {
  static constexpr Facts facts = Facts("arcsinh")
                                     .formula("asinh(x)")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .also_called("asinh")
                                     .fast_in_float_with_fma(kDerivative)
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::asinh(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::inverse_multiquadric(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return -math::self_weighted_inverse_multiquadric(x) * math::inverse_quadratic(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::sech(y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Arcsinh);

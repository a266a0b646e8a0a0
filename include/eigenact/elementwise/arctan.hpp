// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Arc tangent.
/// Range [-pi/2, pi/2], odd. The derivative is 1 / (1 + x^2); taken from the output it is
/// cos(y)^2, which loses its digits as y rounds to pi/2.
/// Source: Kamruzzaman & Aziz 2002, IJCNN, doi:10.1109/IJCNN.2002.1005435.
struct Arctan {
  static constexpr Facts facts = Facts("arctan")
                                     .formula("atan(x)")
                                     .reference("Kamruzzaman & Aziz 2002, IJCNN")
                                     .also_called("atan")
                                     .fast_in_float_with_fma(kDerivative)
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::atan(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::inverse_quadratic(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return V(-2) * math::self_weighted_inverse_quadratic(x) * math::inverse_quadratic(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::square(math::cos(y));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Arctan);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Inverse quadratic: 1 / (1 + x^2), a radial basis function.
/// Range [0, 1], even, maximum 1 at 0.
/// Source: Broomhead & Lowe 1988, Complex Systems 2; mlpack.
struct InverseQuadratic {
  static constexpr Facts facts = Facts("inverse_quadratic")
                                     .formula("1 / (1 + x^2)")
                                     .reference("Broomhead & Lowe 1988, Complex Systems 2")
                                     .found_in("mlpack")
                                     .fast_in_float_with_fma(kValue)
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    return math::inverse_quadratic(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(-2) * math::self_weighted_inverse_quadratic(x) * math::inverse_quadratic(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V y = math::inverse_quadratic(x);
    const V tilt = mul_add(V(V(6) * x), x, V(-2)) * y;  // 6 far out, where x^2 overflows
    return select(math::abs(x) > V(0x1p60), V(6), tilt) * y * y;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(InverseQuadratic);

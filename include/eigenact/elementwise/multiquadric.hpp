// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Multiquadric: sqrt(1 + x^2), a radial basis function and a smooth absolute value.
/// Range [1, inf), even, minimum 1 at 0.
/// Source: Hardy 1971, doi:10.1029/JB076i008p01905; mlpack.
struct Multiquadric {
  static constexpr Facts facts = Facts("multiquadric")
                                     .formula("sqrt(1 + x^2)")
                                     .reference("Hardy 1971, doi:10.1029/JB076i008p01905")
                                     .also_called("multi_quadratic")
                                     .found_in("mlpack")
                                     .fast_in_float_with_fma(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::multiquadric(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::self_weighted_inverse_multiquadric(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::inverse_multiquadric(x) * math::inverse_quadratic(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Multiquadric);

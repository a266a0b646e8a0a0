// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The square root; NaN below 0.
/// Range [0, inf). sqrt(-0) = -0. The derivative at both zeros is inf.
/// Source: classic.
struct Sqrt {
  static constexpr Facts facts = Facts("sqrt")
                                     .formula("sqrt(x)")
                                     .reference("classic")
                                     .found_in("oneDNN, XNNPACK")
                                     .defined_from("0")
                                     .kink("0", "1 / sqrt(0)")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::sqrt(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(0.5) * math::reciprocal_sqrt(V(x + math::zero<V>()));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return V(-0.25) * math::reciprocal_sqrt(V(x + math::zero<V>())) / math::abs(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(0.5) / y;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Sqrt);

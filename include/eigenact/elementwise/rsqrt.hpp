// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The reciprocal square root, 1 / sqrt(x); NaN below 0.
/// Range [0, inf]. rsqrt(0) = inf, rsqrt(-0) = -inf; the derivative at both zeros is -inf.
/// Source: classic.
struct Rsqrt {
  static constexpr Facts facts = Facts("rsqrt")
                                     .formula("1 / sqrt(x)")
                                     .reference("classic")
                                     .also_called("reciprocal_sqrt")
                                     .found_in("XNNPACK")
                                     .defined_from("0")
                                     .kink("0", "-1 / sqrt(0)")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::reciprocal_sqrt(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(-0.5) * math::reciprocal_sqrt(V(x + math::zero<V>())) / math::abs(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return V(0.75) * (math::reciprocal_sqrt(V(x + math::zero<V>())) / math::abs(x)) / math::abs(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(-0.5) * y * y * y;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Rsqrt);

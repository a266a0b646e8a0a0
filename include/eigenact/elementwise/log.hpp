// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The natural logarithm; NaN below 0.
/// Range [-inf, inf]. log(0) = -inf, where the derivative is inf.
/// Source: classic.
struct Log {
  static constexpr Facts facts = Facts("log")
                                     .formula("log(x)")
                                     .reference("classic")
                                     .also_called("ln")
                                     .found_in("oneDNN, XNNPACK")
                                     .defined_from("0")
                                     .kink("0", "1 / 0")
                                     .fast_in_float(kDerivative | kSecondDerivative)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::log(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::defined_from_zero(x, V(V(1) / math::abs(x)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::defined_from_zero(x, V(V(-1) / x / x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Log);

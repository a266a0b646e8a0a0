// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The exponential function.
/// Range [0, inf], gradual underflow.
/// Source: classic; Keras's exponential.
struct Exp {
  static constexpr Facts facts = Facts("exp")
                                     .formula("exp(x)")
                                     .reference("classic")
                                     .also_called("exponential")
                                     .found_in("Keras, oneDNN, XNNPACK, ggml")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::exp(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::exp(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::exp(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return y;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Exp);

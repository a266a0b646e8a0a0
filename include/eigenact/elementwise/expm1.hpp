// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The exponential function less 1: e^x - 1.
/// Range [-1, inf], exact near 0.
/// Source: classic; ggml has it beside exp.
struct Expm1 {
  static constexpr Facts facts = Facts("expm1")
                                     .formula("expm1(x)")
                                     .reference("classic")
                                     .found_in("ggml")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::expm1(x);
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
    return y + V(1);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Expm1);

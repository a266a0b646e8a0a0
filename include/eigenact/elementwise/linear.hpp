// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// A line: alpha x + beta. Identity is the one with the defaults.
/// Range (-inf, inf). For alpha = 0 it is beta, at infinity too.
/// @param alpha  slope: any finite number, 1 by default.
/// @param beta  offset: any finite number, 0 by default.
/// Source: classic; oneDNN's eltwise_linear.
struct Linear {
  static constexpr Facts facts = Facts("linear")
                                     .formula("alpha * x + beta")
                                     .reference("classic")
                                     .found_in("oneDNN")
                                     .parameter("alpha", 1)
                                     .parameter("beta", 0)
                                     .exact_with_fma();

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    return math::line(alpha, x, beta);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V&) {
    return math::nan_as(x, alpha);
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&, const V&) {
    return gradients(x, V(1));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha, const V&) {
    return math::nan_as(y, alpha);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Linear);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Squared ReLU: max(x, 0)^2.
/// Range [0, inf), continuously differentiable; the second derivative at 0 is 0.
/// Source: So et al. 2021 (Primer), arXiv:2109.08668.
struct SquaredReLU {
  static constexpr Facts facts = Facts("squared_relu")
                                     .formula("max(x, 0)^2")
                                     .reference("So et al. 2021, arXiv:2109.08668")
                                     .also_called("relu2, relu_squared")
                                     .found_in("Hugging Face")
                                     .kink("0", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x) {
    return math::square(math::max(x, V(0)));
  }
  template <typename V>
  static V derivative(const V& x) {
    return V(2) * math::max(x, V(0));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, select(x > V(0), V(2), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(2) * math::sqrt(y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SquaredReLU);

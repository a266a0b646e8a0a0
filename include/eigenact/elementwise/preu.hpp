// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PREU: alpha x for x > 0, alpha x e^(beta x) otherwise.
/// Range [-alpha / (e beta), inf) for positive alpha and beta, minimum at x = -1 / beta.
/// preu(-inf) = -0 then. Continuously differentiable.
/// @param alpha  any finite number, starts at 1.
/// @param beta  any finite number, starts at 1; the paper keeps it positive.
/// Source: Ying et al. 2019, Rectified exponential units for convolutional neural networks.
struct PREU {
  static constexpr Facts facts = Facts("preu")
                                     .formula("x > 0 ? alpha * x : alpha * x * exp(beta * x)")
                                     .reference("Ying et al. 2019")
                                     .also_called("parametric_rectified_exponential_unit")
                                     .parameter("alpha", 1)
                                     .parameter("beta", 1)
                                     .derivative_root("-1 / beta")
                                     .kink("0", "alpha");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const V c = math::left_clamped(x, beta);
    return select(x > V(0), math::product(alpha, x),
                  math::weighted_exp(math::product(alpha, c), math::product(beta, c)));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, math::left_clamped(x, beta));
    return select(x > V(0), alpha, math::weighted_exp(math::product(alpha, V(V(1) + z)), z));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, math::left_clamped(x, beta));
    return select(x > V(0), V(0),
                  math::weighted_exp(math::product(V(alpha * beta), V(V(2) + z)), z));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const V c = math::left_clamped(x, beta), z = math::product(beta, c);
    return gradients(select(x > V(0), x, math::weighted_exp(c, z)),
                     select(x > V(0), V(0), math::weighted_exp(math::product(alpha, V(c * c)), z)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PREU);

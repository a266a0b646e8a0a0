// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// MPELU, ELU with two trained numbers: x for x > 0, alpha (e^(beta x) - 1) otherwise.
/// Range (-alpha, inf) for positive alpha and beta. The derivative at 0 is that of the left side,
/// alpha beta, as ELU has it in PyTorch.
/// @param alpha  any finite number, starts at 1.
/// @param beta  any finite number, starts at 1; the paper keeps it positive.
/// Source: Li, Fan, Li, Wu & Ming 2018, arXiv:1606.00305.
struct MPELU {
  static constexpr Facts facts = Facts("mpelu")
                                     .formula("x > 0 ? x : alpha * expm1(beta * x)")
                                     .reference("Li et al. 2018, arXiv:1606.00305")
                                     .also_called("multiple_parametric_elu")
                                     .parameter("alpha", 1)
                                     .parameter("beta", 1)
                                     .kink("0", "alpha * beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x);
    const V curve = select(z > V(1), math::weighted_exp(alpha, z) - alpha,  // beta < 0
                           alpha * math::expm1(math::min(z, V(1))));
    const V line = math::product(V(alpha * beta), x);  // z may underflow
    return select(x > V(0), x, select(math::abs(z) < V(0x1p-60), line, curve));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    return select(x > V(0), V(1), math::weighted_exp(V(alpha * beta), math::product(beta, x)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    return select(x > V(0), V(0),
                  math::weighted_exp(V(alpha * beta * beta), math::product(beta, x)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x), c = math::left_clamped(x, beta);
    return gradients(select(x > V(0), V(0), math::expm1(z)),
                     select(x > V(0), V(0), math::weighted_exp(math::product(alpha, c), z)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(MPELU);

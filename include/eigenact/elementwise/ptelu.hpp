// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PTELU: x for x > 0, alpha tanh(beta x) otherwise.
/// Range [-alpha, inf) for positive alpha and beta. The derivative at 0 is that of the left side,
/// alpha beta.
/// @param alpha  any finite number, starts at 1; the paper keeps it positive.
/// @param beta  the same.
/// Source: Gupta & Duggal 2017 (P-TELU).
struct PTELU {
  static constexpr Facts facts = Facts("ptelu")
                                     .formula("x > 0 ? x : alpha * tanh(beta * x)")
                                     .reference("Gupta & Duggal 2017")
                                     .also_called("parametric_tan_hyperbolic_linear_unit")
                                     .parameter("alpha", 1)
                                     .parameter("beta", 1)
                                     .kink("0", "alpha * beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x),
            line = math::product(V(alpha * beta), x);  // z may underflow
    const V curve = select(math::abs(z) < V(0x1p-60), line, alpha * math::tanh(z));
    return select(x > V(0), x, curve);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x);
    return select(x > V(0), V(1), math::weighted_sech_squared(V(alpha * beta), z));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x), weight = V(-2) * alpha * beta * beta * math::tanh(z);
    return select(x > V(0), V(0), math::weighted_sech_squared(weight, z));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const V c = math::left_clamped(x, beta), z = math::product(beta, c);
    return gradients(
        select(x > V(0), V(0), math::tanh(z)),
        select(x > V(0), V(0), math::weighted_sech_squared(math::product(alpha, c), z)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PTELU);

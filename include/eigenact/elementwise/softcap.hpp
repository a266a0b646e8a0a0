// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Softcap: cap tanh(x / cap), which keeps logits within +-cap and small ones as they are.
/// Range [-cap, cap], odd.
/// @param cap  positive and finite, 30 by default (the last logits of Gemma 2; attention has 50).
/// Source: Bello et al. 2016, arXiv:1611.09940; Gemma Team 2024 (Gemma 2), arXiv:2408.00118.
struct Softcap {
  static constexpr Facts facts = Facts("softcap")
                                     .formula("cap * tanh(x / cap)")
                                     .reference("Gemma Team 2024, arXiv:2408.00118")
                                     .also_called("logit_softcap, soft_capping")
                                     .parameter("cap", 30, positive);

  template <typename V>
  static V value(const V& x, const V& cap) {
    const V z = x / cap;  // may be subnormal
    return select(math::abs(z) < V(0x1p-200), x, cap * math::tanh(z));
  }
  template <typename V>
  static V derivative(const V& x, const V& cap) {
    return math::sech_squared(V(x / cap));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& cap) {
    const V z = x / cap;
    return math::weighted_sech_squared(V(V(-2) * math::tanh(z) / cap), z);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& cap) {
    const V z = x / cap;
    return gradients(math::tanh(z) - math::weighted_sech_squared(math::bounded(z), z));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& cap) {
    const V t = y / cap;
    return (V(1) - t) * (V(1) + t);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Softcap);

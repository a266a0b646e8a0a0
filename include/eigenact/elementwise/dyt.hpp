// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/elementwise/scaled_tanh.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// DyT, the dynamic tanh: gamma tanh(alpha x) + beta, in the place of a normalization.
/// Range [beta - |gamma|, beta + |gamma|].
/// @param alpha  slope, any finite number, starts at 0.5; one for a layer.
/// @param gamma  amplitude, any finite number, starts at 1; one for a channel.
/// @param beta  offset, any finite number, starts at 0; one for a channel.
/// Source: Zhu et al. 2025, arXiv:2503.10622.
struct DyT {
  static constexpr Facts facts = Facts("dyt")
                                     .formula("gamma * tanh(alpha * x) + beta")
                                     .reference("Zhu et al. 2025, arXiv:2503.10622")
                                     .also_called("dynamic_tanh")
                                     .parameter("alpha", 0.5)
                                     .parameter("gamma", 1)
                                     .parameter("beta", 0)
                                     .offset("beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& gamma, const V& beta) {
    return math::where_terms_cancel(sum, beta, x, alpha, gamma, beta);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& gamma, const V&) {
    return ScaledTanh::derivative(x, gamma, alpha);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& gamma, const V&) {
    return ScaledTanh::second_derivative(x, gamma, alpha);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& gamma, const V&) {
    const auto of_tanh = ScaledTanh::parameter_gradients(x, gamma, alpha);
    return gradients(of_tanh[1], of_tanh[0], math::nan_as(x, V(1)));
  }

 private:
  struct Sum {
    template <typename V>
    V operator()(const V& x, const V& alpha, const V& gamma, const V& beta) const {
      const V z = math::product(alpha, x), end = select(z < V(0), -gamma, gamma);
      const V two = V(2) * math::minus_abs(z);
      // e^two as it is in the tail: computed once
      const V tail = V(2) * end / (V(1) + math::weighted_exp(V(1), two));
      return math::offset_sum(beta, ScaledTanh::value(x, gamma, alpha), end,
                              math::weighted_exp(tail, two), math::abs(z) > V(0.5));
    }
  };
  static constexpr Sum sum{};
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(DyT);

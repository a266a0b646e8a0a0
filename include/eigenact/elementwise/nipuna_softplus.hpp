// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The softplus reading of NIPUNA found in tutorials: x for x > 0, alpha log(1 + e^x) otherwise.
/// It jumps by alpha log 2 at 0; the function of the paper is eigenact::NIPUNA. The derivative at
/// 0 is that of the left side, alpha / 2.
/// @param alpha  any finite number, starts at 1.
/// Source: tutorials.
struct NIPUNASoftplus {
  static constexpr Facts facts = Facts("nipuna_softplus")
                                     .formula("x > 0 ? x : alpha * log1p(exp(x))")
                                     .reference("tutorials; the paper has NIPUNA")
                                     .fast_in_double(kAll)
                                     .parameter("alpha", 1)
                                     .kink("0", "alpha / 2");

  template <typename V>
  static V value(const V& x, const V& alpha) {
    return select(x > V(0), x, math::add_softplus_tail(V(0), alpha, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    return select(x > V(0), V(1), math::weighted_sigmoid(alpha, x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    return select(x > V(0), V(0), math::weighted_sigmoid_slope(alpha, x));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(select(x > V(0), V(0), math::softplus(x)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(NIPUNASoftplus);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/silu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ELiSH: x sigmoid(x) for x >= 0, (e^x - 1) sigmoid(x) otherwise.
/// Range [-0.171573, inf), minimum at x = -0.881374, continuously differentiable. elish(-inf) = -0.
/// Source: Basirat & Roth 2018, arXiv:1808.00783.
struct ELiSH {
  static constexpr Facts facts = Facts("elish")
                                     .formula("(x >= 0 ? x : expm1(x)) / (1 + exp(-x))")
                                     .reference("Basirat & Roth 2018, arXiv:1808.00783")
                                     .also_called("exponential_linear_squashing")
                                     .found_in("mlpack")
                                     .derivative_root("log(sqrt(2) - 1)")
                                     .kink("0", "1 / 2")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    const V left = math::expm1(math::min(x, V(0)));
    return math::weighted_sigmoid(select(x >= V(0), x, left), x);
  }
  // On the left f = e (e - 1) / (1 + e) with e = e^x.
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::min(x, V(0)), e = math::accurate_weighted_exp(V(1), c), s = V(1) / (V(1) + e);
    const V left = math::weighted_exp(V((e * (e + V(2)) - V(1)) * s * s), c);
    return select(x >= V(0), SiLU::derivative(x), math::near_root(x, math::elish_slope_root, left));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::min(x, V(0)), e = math::accurate_weighted_exp(V(1), c), s = V(1) / (V(1) + e);
    const V cubic = e * (e * (e + V(3)) + V(5)) - V(1);
    const V left = math::weighted_exp(V(cubic * s * s * s), c);
    return select(x >= V(0), SiLU::second_derivative(x),
                  math::near_root(x, math::elish_bend_root, left));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ELiSH);

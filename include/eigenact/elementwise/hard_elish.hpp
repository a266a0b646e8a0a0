// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hard ELiSH: x h(x) for x >= 0, (e^x - 1) h(x) otherwise, with h(x) = min(max((x + 1) / 2, 0),
/// 1). Range [-0.099673, inf), minimum at x = -0.442854, continuously differentiable at 0. The
/// derivative at -1 is 0, at 1 it is 1, as PyTorch has them for Hardswish at its ends.
/// Source: Basirat & Roth 2018, arXiv:1808.00783.
struct HardELiSH {
  static constexpr Facts facts =
      Facts("hard_elish")
          .formula("(x >= 0 ? x : expm1(x)) * min(max((x + 1) / 2, 0), 1)")
          .reference("Basirat & Roth 2018, arXiv:1808.00783")
          .derivative_root("-0.442854401002388583141328")
          .kink("-1", "0")
          .kink("0", "1 / 2")
          .kink("1", "1")
          .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    const V gate = V(0.5) * (math::clamp(x, V(-1), V(1)) + V(1));
    return gate * select(x >= V(0), x, math::expm1_of_low(math::min(x, V(0))));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::clamp(x, V(-1), V(0)), e = math::accurate_weighted_exp(V(1), c);
    const V left = V(0.5) * (e * (c + V(2)) - V(1));
    const V right = select(x >= V(1), V(1), x + V(0.5));
    return select(x >= V(0), right,
                  select(x <= V(-1), V(0), math::near_root(x, math::hard_elish_slope_root, left)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::clamp(x, V(-1), V(0)), left = V(0.5) * math::exp_of_low(c) * (c + V(3));
    return math::nan_as(
        x, select(x >= V(0), select(x < V(1), V(1), V(0)), select(x <= V(-1), V(0), left)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(HardELiSH);

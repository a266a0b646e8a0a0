// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// CoLU, the collapsing linear unit: x / (1 - x e^-(x + e^x)).
/// Range [-0.377159, inf), minimum at x = -0.726925. colu(-inf) = -0.
/// Source: Vagerwal 2021, arXiv:2112.12078.
struct CoLU {
  static constexpr Facts facts = Facts("colu")
                                     .formula("x / (1 - x * exp(-(x + exp(x))))")
                                     .reference("Vagerwal 2021, arXiv:2112.12078")
                                     .derivative_root("-0.7269249885960441406251279");

  template <typename V>
  static V value(const V& x) {
    const V c = limited(x, 5);
    const Parts<V> p(c, math::exp(c));
    return p.decayed(V(select(p.left, c, x) / p.below));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = limited(x, 5), u = math::exp(c);
    const Parts<V> p(c, u);
    const V weight = (p.large - c * c * (V(1) + u) * p.smaller) / (p.below * p.below);
    return math::near_root(x, math::colu_slope_root, p.decayed(weight));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = limited(x, 8), u = math::accurate_weighted_exp(V(1), c), v = V(1) + u;
    const Parts<V> p(c, u);
    const V sum =
        p.large * (V(2) + c * (c * (v * v - u) - V(4) * v)) + p.smaller * (c * c * c * (v * v + u));
    const V bend = math::weighted_exp(V(sum / (p.below * p.below * p.below)), p.exponent);
    const V nearby = math::near_root(x, math::colu_left_bend_root,
                                     math::near_root(x, math::colu_middle_bend_root, bend));
    return math::near_root(x, math::colu_right_bend_root, nearby);
  }

 private:
  template <typename V>
  static V limited(const V& x, double high) {
    return math::min(math::left_clamped(x), V(high));
  }
  // q = e^(x + u), u = e^x, and the denominator q - x: on the right in units of q.
  template <typename V>
  struct Parts {
    decltype(V(0) < V(0)) left;
    V exponent, large, smaller, below;

    Parts(const V& x, const V& u) : left(x < V(0)), exponent(select(left, x + u, -(x + u))) {
      const V e = math::exp(exponent);
      large = select(left, e, V(1));
      smaller = select(left, V(1), e);
      below = large - x * smaller;
    }
    // weight e^(x + u) on the left.
    V decayed(const V& weight) const {
      return select(left, math::weighted_exp(weight, exponent), weight);
    }
  };
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(CoLU);

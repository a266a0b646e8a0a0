// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Phish: x tanh(GELU(x)).
/// Range [0, inf), a local maximum of 0.164659 at x = -1.195431. phish(-inf) = 0.
/// Source: Naveen 2022, doi:10.36227/techrxiv.17283824.
struct Phish {
  static constexpr Facts facts = Facts("phish")
                                     .formula("x * tanh(x * erfc(-x / sqrt(2)) / 2)")
                                     .reference("Naveen 2022, doi:10.36227/techrxiv.17283824")
                                     .derivative_root("-1.195431201387912456896343");

  template <typename V>
  static V value(const V& x) {
    const auto far_out = is_far(x);
    const V y = math::weighted_normal_cdf(select(far_out, x * x, x), x);
    return select(far_out, y, x * math::tanh(y));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::clamp(x, V(-200), V(40)), tail = math::weighted_normal(V(c + c), V(c * c), c);
    const V g = math::weighted_normal_cdf(c, c), slope = math::weighted_normal(V(1), c, c);
    const V y = math::tanh(g) + math::weighted_sech_squared(V(c * slope), g);
    return math::near_root(x, math::phish_slope_root, select(is_far(x), tail, y));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::clamp(x, V(-200), V(800)), g = math::weighted_normal_cdf(c, c);
    const V slope = math::weighted_normal(V(1), c, c);
    const V turn = math::weighted_normal(V(2), V(c * (V(4) - c * c)), c);
    const V y =
        math::weighted_sech_squared(V(turn - V(2) * c * math::tanh(g) * (slope * slope)), g);
    const V nearby = math::near_root(x, math::phish_left_bend_root,
                                     math::near_root(x, math::phish_middle_bend_root, y));
    return math::near_root(x, math::phish_right_bend_root, nearby);
  }

 private:
  // Where tanh is its argument to all digits.
  template <typename V>
  static auto is_far(const V& x) {
    return x < V(-10);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Phish);

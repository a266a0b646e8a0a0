// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/silu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// dSiLU, the derivative of SiLU: sigmoid(x) (1 + x sigmoid(-x)).
/// Range [-0.099839, 1.099839], minimum and maximum at x = -2.399357 and 2.399357. dsilu(-inf) =
/// -0. Source: Elfwing, Uchibe & Doya 2018, arXiv:1702.03118.
struct DSiLU {
  static constexpr Facts facts = Facts("dsilu")
                                     .formula("(1 + x / (1 + exp(x))) / (1 + exp(-x))")
                                     .reference("Elfwing, Uchibe & Doya 2018, arXiv:1702.03118")
                                     .derivative_root("-2.399357280515467667832740")
                                     .derivative_root("2.399357280515467667832740");

  template <typename V>
  static V value(const V& x) {
    return SiLU::derivative(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return SiLU::second_derivative(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V e = math::exp(math::minus_abs(x)), s = V(1) / (V(1) + e), slope = e * s * s;
    const V c = math::min(math::abs(x), V(2048)), tilt = math::tanh(V(V(0.5) * c));
    const V weight = c * (V(1) - V(6) * slope) - V(3) * tilt;
    const V bend =
        math::near_root(c, math::dsilu_bend_root, math::weighted_sigmoid_slope(weight, x));
    return math::with_sign_of(V(1), x) * bend;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(DSiLU);

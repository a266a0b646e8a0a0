// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// TeLU: x tanh(e^x), also called TanhExp. (Some tutorials call a trained ELU "TeLU": that is
/// TrainableELU.)
/// Range [-0.353286, inf), minimum at x = -1.078860. telu(-inf) = -0.
/// Source: Fernandez & Mali 2024, arXiv:2412.20269; Liu & Di 2020, arXiv:2003.09855 (TanhExp).
struct TeLU {
  static constexpr Facts facts = Facts("telu")
                                     .formula("x * tanh(exp(x))")
                                     .reference("Fernandez & Mali 2024, arXiv:2412.20269")
                                     .also_called("tanh_exp, tanh_exponential")
                                     .found_in("mlpack")
                                     .derivative_root("-1.07886005846462405665067")
                                     .fast_in_double_with_fma(kValue);

  template <typename V>
  static V value(const V& x) {
    const V e = exp_to_five(x), d = math::expm1(V(e + e));  // tanh e = d / (d + 2)
    return select(x > V(5), x, math::weighted_exp(math::bounded(V(x * (d / (d + V(2)) / e))), x));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V e = exp_to_five(x), d = math::expm1(V(e + e));
    const V slope = V(4) * (d + V(1)) / ((d + V(2)) * (d + V(2)));  // 1 - tanh(e)^2
    const V weight = math::bounded(V(d / (d + V(2)) / e + x * slope));
    return math::near_root(x, math::telu_slope_root,
                           select(x > V(5), V(1), math::weighted_exp(weight, x)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::min(math::left_clamped(x), V(8)), e = math::accurate_weighted_exp(V(1), c),
            s = V(1) + math::exp_of_low(V(V(-2) * e));
    const V weight = V(4) * (V(2) + c - V(2) * c * e * math::tanh(e)) / (s * s);
    const V bend = math::weighted_exp(math::bounded(weight), V(c - V(2) * e));
    return math::near_root(x, math::telu_left_bend_root,
                           math::near_root(x, math::telu_right_bend_root, bend));
  }

 private:
  // e^min(x, 5), never 0, so that it can divide: tanh(e) / e is 1 there.
  template <typename V>
  static V exp_to_five(const V& x) {
    return math::max(math::exp(math::min(x, V(5))), V(0x1p-960));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(TeLU);

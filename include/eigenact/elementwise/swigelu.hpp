// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/silu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SwiGELU, the mean of SiLU and GELU: (x sigmoid(x) + x Phi(x)) / 2.
/// Range [-0.213853, inf), minimum at x = -0.980191. swigelu(-inf) = -0. Other functions go by
/// this name as well.
/// Source: tutorials; no paper is known.
struct SwiGELU {
  static constexpr Facts facts =
      Facts("swigelu")
          .formula("(x / (1 + exp(-x)) + x * erfc(-x / sqrt(2)) / 2) / 2")
          .reference("tutorials; no paper is known")
          .derivative_root("-0.980191364099483072021392")
          .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    return V(0.5) * SiLU::value(x) + V(0.5) * GELU::value(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    const V slope = V(0.5) * (SiLU::derivative(x) + GELU::derivative(x));
    return math::near_root(x, math::swigelu_slope_root, slope);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V bend = V(0.5) * (SiLU::second_derivative(x) + GELU::second_derivative(x));
    return math::near_root(math::abs(x), math::swigelu_bend_root, bend);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SwiGELU);

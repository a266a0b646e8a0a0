// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/swish.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// QuickGELU, the sigmoid approximation of GELU: x sigmoid(1.702 x), Swish with beta = 1.702.
/// Range [-0.163610, inf), minimum at x = -0.751154; at most 0.0203 from GELU.
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
struct QuickGELU {
  static constexpr Facts facts = Facts("quick_gelu")
                                     .formula("x / (1 + exp(-1.702 * x))")
                                     .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
                                     .also_called("gelu_quick, gelu_sigmoid, gelu_fast_approx")
                                     .found_in("ggml, NNlib, timm, Hugging Face")
                                     .derivative_root("-1.278464542761073795109359 / 1.702")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::swish(x, 1.702_c);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::swish_slope(x, 1.702_c);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return Swish::second_derivative(x, V(1.702_c));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(QuickGELU);

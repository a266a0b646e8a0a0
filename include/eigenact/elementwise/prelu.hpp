// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PReLU: LeakyReLU with a trained slope; x for x > 0, weight * x otherwise. The derivative at 0
/// is weight, as in PyTorch.
/// @param weight  any finite number, starts at 0.25. The output determines the derivative if it
///     is not negative.
/// Source: He et al. 2015, arXiv:1502.01852.
struct PReLU {
  static constexpr Facts facts =
      Facts("prelu")
          .formula("x > 0 ? x : weight * x")
          .reference("He et al. 2015, arXiv:1502.01852")
          .also_called("parametric_relu")
          .found_in("PyTorch, Keras, ONNX, oneDNN, XNNPACK, mlpack, timm, Hugging Face")
          .parameter("weight", 0.25)
          .kink("0", "weight")
          .exact();

  template <typename V>
  static V value(const V& x, const V& weight) {
    return select(x > V(0), x, math::product_of_low(weight, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& weight) {
    return math::nan_as(x, select(x > V(0), V(1), weight));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(math::min(x, V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& weight) {
    return math::nan_as(y, select(y > V(0), V(1), weight));
  }
  static constexpr Text output_condition = "weight >= 0";
  template <typename S>
  static bool output_determines(const S& weight) {
    return weight >= S(0);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PReLU);

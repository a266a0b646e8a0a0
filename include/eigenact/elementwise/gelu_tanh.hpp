// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// GELU by the tanh approximation: x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3), which
/// is x (1 + tanh u) / 2 without its cancellation.
/// Range [-0.170041, inf), minimum at x = -0.752461; at most 4.73e-4 from GELU. PyTorch's
/// approximate="tanh".
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
struct GELUTanh {
  static constexpr Facts facts =
      Facts("gelu_tanh")
          .formula("x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x^3)))")
          .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
          .also_called(
              "gelu_new, gelu_fast, gelu_accurate, gelu_pytorch_tanh, gelu_python_tanh, "
              "gelu_approx, approx_gelu")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, Hugging "
              "Face, TF Addons")
          .derivative_root("-0.752461422071016258487954")
          .fast_in_float_with_fma(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  /// 2 u, and its first two derivatives.
  template <typename V>
  static V twice_u(const V& x) {
    return V(slope) * (x + V(0.044715_c) * (x * x * x));
  }
  template <typename V>
  static V twice_u_slope(const V& x) {
    return V(slope) * (V(1) + V(0.134145_c) * (x * x));
  }
  static constexpr Constant slope = 1.5957691216057307117598_c;  // 2 sqrt(2 / pi)

  template <typename V>
  static V value(const V& x) {
    return math::gelu_tanh(x, twice_u(x));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::clamp(x, V(-1000), V(1000));
    return math::gelu_tanh_slope(x, twice_u(c), V(c * twice_u_slope(c)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::clamp(x, V(-1000), V(1000)), u = twice_u(c), du = twice_u_slope(c);
    const V ddu = V(slope) * V(0.26829_c) * c, tilt = math::sigmoid(V(-u)) - math::sigmoid(u);
    const V weight = V(2) * du + c * (ddu + du * du * tilt);
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(weight, V(-u)), u);
    return math::near_root(math::abs(x), math::gelu_tanh_bend_root, bend);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(GELUTanh);

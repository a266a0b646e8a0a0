// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/gelu.hpp>

namespace eigenact::formula {

/// GELU, the Gaussian error linear unit: x Phi(x), Phi the distribution function of the standard
/// normal distribution.
/// Range [-0.169971, inf), minimum at x = -0.751792. gelu(-inf) = -0. This is the exact form
/// (PyTorch's approximate="none"); the tanh approximation is GELUTanh.
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
struct GELU {
  static constexpr Facts facts = Facts("gelu")
                                     .formula("x * erfc(-x / sqrt(2)) / 2")
                                     .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
                                     .also_called("gelu_erf, gelu_exact, gelu_python")
                                     .found_in(
                                         "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, "
                                         "mlpack, NNlib, timm, Hugging Face, TF Addons")
                                     .derivative_root("-0.7517915246935644574579")
                                     .fast_in_float_with_fma(kValue | kDerivative)
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::gelu(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::gelu_slope(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_normal_pdf(math::bounded(V(V(2) - x * x)), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(GELU);

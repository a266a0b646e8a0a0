// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SELU, the self-normalising ELU: scale * (x for x > 0, alpha (e^x - 1) otherwise) with the
/// scale and alpha that keep mean 0 and variance 1.
/// Range (-1.7581, inf). The derivative at 0 is scale * alpha, as in PyTorch.
/// Source: Klambauer et al. 2017, arXiv:1706.02515.
struct SELU {
  static constexpr Facts facts =
      Facts("selu")
          .formula("1.0507009873554804934193 * (x > 0 ? x : 1.6732632423543772848170 * expm1(x))")
          .reference("Klambauer et al. 2017, arXiv:1706.02515")
          .found_in("PyTorch, Keras, JAX, ONNX, mlpack, NNlib, timm")
          .kink("0", "1.0507009873554804934193 * 1.6732632423543772848170")
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kAll);

  static constexpr Constant scale = 1.0507009873554804934193_c;
  static constexpr Constant scale_alpha = 1.7580993408473768599402_c;

  template <typename V>
  static V value(const V& x) {
    const V left = V(scale_alpha) * math::expm1_of_negative(x);
    if constexpr (grade_of<V> == Grade::Single)  // scale, rounded up, would overflow too early
      return select(x >= V(0), mul_add(x, V(0.0507009873554804934193_c), x), left);
    else
      return select(x >= V(0), V(scale) * x, left);
  }
  template <typename V>
  static V derivative(const V& x) {
    return select(x > V(0), V(scale), math::weighted_decay(V(scale_alpha), x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return select(x > V(0), V(0), math::weighted_exp(V(scale_alpha), x));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return select(y > V(0), V(scale), y + V(scale_alpha));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SELU);

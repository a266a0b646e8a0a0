// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ELU, the exponential linear unit: x for x > 0, alpha (e^x - 1) otherwise.
/// Range (-alpha, inf). The derivative at 0 is alpha, as in PyTorch.
/// @param alpha  any finite number, 1 by default. The output determines the derivative if it is
///     not negative.
/// Source: Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289.
struct ELU {
  static constexpr Facts facts =
      Facts("elu")
          .formula("x > 0 ? x : alpha * expm1(x)")
          .reference("Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289")
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, cuDNN")
          .parameter("alpha", 1)
          .kink("0", "alpha")
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kAll);

  static bool fits_float(Quantities quantities, float alpha) {
    const float square = alpha * alpha;
    return quantities == kValue || (square >= 0x1p-40f && square <= 0x1p40f);
  }

  struct Default {
    static constexpr Facts facts = Facts("elu").fast_in_double(kValue | kDerivative);
    static constexpr Quantities quantities = kValue | kDerivative;
    template <typename V>
    static V value(const V& x) {
      return select(x >= V(0), x, math::expm1_of_negative(x));
    }
    template <typename V>
    static V derivative(const V& x) {
      return select(x > V(0), V(1), math::decay(x));
    }
  };

  template <typename V>
  static V value(const V& x, const V& alpha) {
    return select(x > V(0), x, alpha * math::expm1_of_low(x));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    return select(x > V(0), V(1), math::weighted_decay(alpha, x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    return select(x > V(0), V(0), math::weighted_exp(alpha, x));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(select(x > V(0), V(0), math::expm1(x)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha) {
    return select(y > V(0), V(1), y + alpha);
  }
  static constexpr Text output_condition = "alpha >= 0";
  template <typename S>
  static bool output_determines(const S& alpha) {
    return alpha >= S(0);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ELU);

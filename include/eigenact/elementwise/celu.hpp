// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// CELU, the continuously differentiable ELU: x for x > 0, alpha (e^(x / alpha) - 1) otherwise.
/// Range (-alpha, inf) for a positive alpha.
/// @param alpha  finite and not 0, 1 by default. The output determines the derivative if it is
///     positive.
/// Source: Barron 2017, arXiv:1704.07483.
struct CELU {
  static constexpr Facts facts = Facts("celu")
                                     .formula("x > 0 ? x : alpha * expm1(x / alpha)")
                                     .reference("Barron 2017, arXiv:1704.07483")
                                     .found_in("PyTorch, Keras, JAX, ONNX, mlpack, NNlib, timm")
                                     .fast_in_float(kValue | kDerivative)
                                     .fast_in_double(kValue | kDerivative)
                                     .parameter("alpha", 1, nonzero)
                                     .kink("0", "1");

  static bool fits_float(Quantities, float alpha) { return alpha >= 0x1p-60f && alpha <= 0x1p60f; }
  struct Default {
    static constexpr Facts facts = Facts("celu").fast_in_double(kValue | kDerivative);
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

  static constexpr auto power = [](const auto& x, const auto& alpha) {
    return math::exp_beside_expm1(x / alpha);
  };

  template <typename V>
  static V value(const V& x, const V& alpha) {
    if constexpr (grade_of<V> == Grade::Single)
      return select(x > V(0), x, math::decay_less_one(x, alpha));
    if constexpr (grade_of<V> == Grade::Double) {
      const auto is_one = alpha == V(1);
      if (any(is_one)) {
        const V of_one = select(x > V(0), x, math::expm1_of_low(x));
        if (all(is_one)) return of_one;
        return select(is_one, of_one, select(x > V(0), x, math::scaled_expm1(x, alpha)));
      }
    }
    return select(x > V(0), x, math::scaled_expm1(x, alpha));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    if constexpr (grade_of<V> == Grade::Single)
      return select(x > V(0), V(1), math::decay_of_quotient(x, alpha));
    else
      return select(x > V(0), V(1), math::in_pairs_unless_one(power, x, alpha));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    return select(x > V(0), V(0), math::weighted_exp(V(V(1) / alpha), V(x / alpha)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V z = x / alpha;
    const V growing = math::weighted_exp(math::bounded(V(V(1) - z)), z) - V(1);  // alpha < 0
    const V slope =
        select(z > V(1), growing, math::expm1(z) - math::weighted_exp(math::bounded(z), z));
    return gradients(select(x > V(0), V(0), slope));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha) {
    return select(y > V(0), V(1), V(1) + y / alpha);
  }
  static constexpr Text output_condition = "alpha > 0";
  template <typename S>
  static bool output_determines(const S& alpha) {
    return alpha > S(0);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(CELU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PELU, the parametric ELU: (a / b) x for x >= 0, a (e^(x / b) - 1) otherwise. a = b = 1 is ELU.
/// Range (-a, inf), continuously differentiable.
/// @param a  positive and finite, starts at 1.
/// @param b  positive and finite, starts at 1.
/// Source: Trottier, Giguere & Chaib-draa 2017, arXiv:1605.09332.
struct PELU {
  static constexpr Facts facts =
      Facts("pelu")
          .formula("x >= 0 ? a / b * x : a * expm1(x / b)")
          .reference("Trottier, Giguere & Chaib-draa 2017, arXiv:1605.09332")
          .also_called("parametric_elu")
          .parameter("a", 1, positive)
          .parameter("b", 1, positive)
          .kink("0", "a / b")
          .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const V z = x / b;  // may underflow
    return select(z > V(-0x1p-60), a / b * x, a * math::expm1(z));
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b) {
    return select(x > V(0), a / b, math::weighted_exp(V(a / b), V(x / b)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& b) {
    return select(x > V(0), V(0), math::weighted_exp(V(a / b / b), V(x / b)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& b) {
    const V z = x / b, c = math::left_clamped(x, V(V(1) / b));
    const V steepness = a * math::weighted_exp(V(-c / b / b), z);
    return gradients(select(x > V(0), z, math::expm1(z)),
                     select(x > V(0), -a * x / b / b, steepness));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PELU);

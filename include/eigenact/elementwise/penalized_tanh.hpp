// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Penalized hyperbolic tangent: tanh(x) for x > 0, tanh(x) / a otherwise.
/// Range [-1 / a, 1] for a positive a. The derivative at 0 is 1 / a, as PyTorch's is for LeakyReLU.
/// @param a  divisor on the left, finite and not 0, 4 by default. The output determines the
///     derivative if it is positive.
/// Source: Xu, Huang & Li 2016, arXiv:1602.05980; Eger, Youssef & Gurevych 2018, EMNLP.
struct PenalizedTanh {
  static constexpr Facts facts = Facts("penalized_tanh")
                                     .formula("x > 0 ? tanh(x) : tanh(x) / a")
                                     .reference("Xu, Huang & Li 2016, arXiv:1602.05980")
                                     .also_called("penalised_tanh, ptanh")
                                     .parameter("a", 4, nonzero)
                                     .kink("0", "1 / a")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& a) {
    return math::tanh(x) / divisor(x, a);
  }
  template <typename V>
  static V derivative(const V& x, const V& a) {
    return math::weighted_sech_squared(V(V(1) / divisor(x, a)), x);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a) {
    return math::weighted_sech_squared(V(V(-2) * math::tanh(x) / divisor(x, a)), x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a) {
    return gradients(select(x > V(0), V(0), -math::tanh(x) / (a * a)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& a) {
    const V d = divisor(y, a), t = d * y;
    return (V(1) - t) * (V(1) + t) / d;
  }
  static constexpr Text output_condition = "a > 0";
  template <typename S>
  static bool output_determines(const S& a) {
    return a > S(0);
  }

 private:
  template <typename V>
  static V divisor(const V& x, const V& a) {
    return select(x > V(0), V(1), a);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PenalizedTanh);

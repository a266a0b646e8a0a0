// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The reading of TeLU in the survey of Kunc & Klema: x tanh(ELU(a x)). The TeLU of its own paper
/// is eigenact::TeLU.
/// Of the default parameter: range [0, inf), minimum at x = 0, slope -0.761594 at -inf and 1 at
/// inf.
/// @param a  any finite number, 1 by default.
/// Source: Kunc & Klema 2024, arXiv:2402.09092.
struct SurveyTeLU {
  static constexpr Facts facts = Facts("survey_telu")
                                     .formula("x * tanh(a * x > 0 ? a * x : expm1(a * x))")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .parameter("a", 1)
                                     .fast_in_double_with_fma(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& a) {
    return math::product(math::tanh(elu(math::product(a, x))), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& a) {
    const V z = limited(math::product(a, x)), q = elu(z);
    return math::tanh(q) + math::weighted_sech_squared(V(z * elu_slope(z)), q);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a) {
    const V z = limited(math::product(a, x)), q = elu(z), t = math::tanh(q), s = elu_slope(z);
    const V left = math::weighted_exp(V(a * ((V(1) - t * t) * (V(2) + z * (V(1) - V(2) * t * s)))),
                                      math::min(z, V(0)));
    const V right = math::weighted_sech_squared(V(a * (V(2) - V(2) * z * t)), q);
    return math::near_root(
        z, math::survey_telu_left_bend_root,
        math::near_root(z, math::survey_telu_right_bend_root, select(z > V(0), right, left), a), a);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a) {
    const V z = math::product(a, x), q = elu(z), size = x * x;
    const V left =
        math::weighted_exp_of_negative(V(size * math::sech_squared(q)), math::min(z, V(0)));
    const V right = math::weighted_sech_squared(math::bounded(size), q);
    return gradients(select(z > V(0), right, left));
  }

 private:
  template <typename V>
  static V limited(const V& z) {
    return math::min(math::left_clamped(z), V(2048));
  }
  template <typename V>
  static V elu(const V& z) {
    return select(z > V(0), z, math::expm1_of_low(math::min(z, V(0))));
  }
  template <typename V>
  static V elu_slope(const V& z) {
    return math::exp_of_low(math::min(z, V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SurveyTeLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The reading of SGT found in tutorials: Gamma(3/2) tanh(gamma x) = sqrt(pi) / 2 tanh(gamma x).
/// The function of the paper is eigenact::SGT.
/// Range [-0.886227, 0.886227], odd.
/// @param gamma  any finite number, 1 by default.
/// Source: tutorials.
struct SGTGamma {
  static constexpr Facts facts = Facts("sgt_gamma")
                                     .formula("sqrt(pi) / 2 * tanh(gamma * x)")
                                     .reference("tutorials; the paper has SGT")
                                     .parameter("gamma", 1)
                                     .fast_in_double_with_fma(kValue);

  static constexpr Constant amplitude = 0.8862269254527580136491_c;  // sqrt(pi) / 2

  template <typename V>
  static V value(const V& x, const V& gamma) {
    return V(amplitude) * math::tanh(math::product(gamma, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& gamma) {
    return math::weighted_sech_squared(V(V(amplitude) * gamma), math::product(gamma, x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& gamma) {
    const V z = math::product(gamma, x);
    const V weight = V(amplitude) * V(-2) * gamma * gamma * math::tanh(z);
    return math::weighted_sech_squared(weight, z);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& gamma) {
    const V z = math::product(gamma, x);
    const V limited = select(gamma == V(0), x, math::bounded(x));
    return gradients(math::weighted_sech_squared(V(V(amplitude) * limited), z));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SGTGamma);

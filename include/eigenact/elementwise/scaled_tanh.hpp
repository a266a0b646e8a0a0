// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Scaled hyperbolic tangent: a tanh(b x).
/// Range [-|a|, |a|], odd. With the defaults of LeCun f(1) = 1 and f(-1) = -1, nearly.
/// @param a  amplitude, any finite number, 1.7159 by default.
/// @param b  slope, any finite number, 2/3 by default.
/// Source: LeCun et al. 1998, Efficient BackProp, doi:10.1007/3-540-49430-8_2.
struct ScaledTanh {
  static constexpr Facts facts = Facts("scaled_tanh")
                                     .formula("a * tanh(b * x)")
                                     .reference("LeCun et al. 1998, doi:10.1007/3-540-49430-8_2")
                                     .also_called("lecun_tanh, stanh")
                                     .parameter("a", 1.7159)
                                     .parameter("b", 2.0 / 3.0);

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const V z = math::product(b, x);
    const V line = math::product(V(a * b), x);  // where z may be subnormal
    return select(math::abs(z) < V(0x1p-200), line, a * math::tanh(z));
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b) {
    return math::weighted_sech_squared(V(a * b), math::product(b, x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& b) {
    const V z = math::product(b, x);
    return math::weighted_sech_squared(V(V(-2) * a * b * b * math::tanh(z)), z);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& b) {
    const V z = math::product(b, x);
    const V slope = math::weighted_sech_squared(V(a * math::bounded(x)), z);
    return gradients(math::tanh(z), select(b == V(0), a * x, slope));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ScaledTanh);

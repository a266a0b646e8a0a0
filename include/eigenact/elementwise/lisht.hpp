// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// LiSHT: x tanh(x).
/// Range [0, inf), even, minimum 0 at x = 0.
/// Source: Roy, Manna, Dubey & Chaudhuri 2019, arXiv:1901.05894.
struct LiSHT {
  static constexpr Facts facts = Facts("lisht")
                                     .formula("x * tanh(x)")
                                     .reference("Roy et al. 2019, arXiv:1901.05894")
                                     .also_called("linearly_scaled_hyperbolic_tangent")
                                     .found_in("mlpack, NNlib, TF Addons")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return x * math::tanh(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::tanh(x) + math::weighted_sech_squared(math::bounded(x), x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V weight = math::bounded(V(V(2) - V(2) * x * math::tanh(x)));
    return math::near_root(math::abs(x), math::lisht_bend_root,
                           math::weighted_sech_squared(weight, x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LiSHT);

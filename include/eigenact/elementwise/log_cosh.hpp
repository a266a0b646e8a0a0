// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Log-cosh: log((e^x + e^-x) / 2).
/// Range [0, inf), even, minimum 0 at x = 0. log_cosh(inf) = inf.
/// Source: NNlib; the loss of the same name in many libraries.
struct LogCosh {
  static constexpr Facts facts = Facts("log_cosh")
                                     .formula(
                                         "abs(x) < 1 ? log1p(2 * sinh(x / 2)^2) : "
                                         "abs(x) + log1p(exp(-2 * abs(x))) - log(2)")
                                     .reference("NNlib")
                                     .found_in("NNlib")
                                     .fast_in_double(kDerivative);

  // Near 0 with cosh(x) - 1 = m^2 / (2 (1 + m)), m = e^|x| - 1.
  template <typename V>
  static V value(const V& x) {
    const V size = math::abs(x), m = math::expm1_of_moderate(math::min(size, V(1)));
    const V nearby = math::log1p(V(m * m / (V(2) + V(2) * m)));
    const V far_out = (size - V(0.6931471805599453094172_c)) +
                      math::log1p_of_fraction(math::exp_of_low(V(V(-2) * size)));
    return select(size < V(1), nearby, far_out);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::tanh(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::sech_squared(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LogCosh);

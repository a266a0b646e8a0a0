// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Shifted softplus: log(e^x / 2 + 1/2), softplus less log 2.
/// Range [-log 2, inf), 0 at x = 0, monotone.
/// Source: Schuett et al. 2017 (SchNet), arXiv:1706.08566.
struct ShiftedSoftplus {
  static constexpr Facts facts =
      Facts("shifted_softplus")
          .formula("x < 1 ? log1p(expm1(x) / 2) : x + log1p(exp(-x)) - log(2)")
          .reference("Schuett et al. 2017, arXiv:1706.08566")
          .also_called("ssp")
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    const V nearby = math::log1p(V(V(0.5) * math::expm1(math::min(x, V(1)))));
    const V far_out = (x - V(0.6931471805599453094172_c)) +
                      math::log1p_of_fraction(math::exp_of_low(math::minus_abs(x)));
    return select(x < V(1), nearby, far_out);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sigmoid(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::sigmoid_slope(x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(1) - V(0.5) * math::exp(V(-y));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ShiftedSoftplus);

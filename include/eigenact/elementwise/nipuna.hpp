// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/swish.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// NIPUNA: max(x, x sigmoid(beta x)), that is x for x > 0 and Swish otherwise.
/// Range [-0.278465 / beta, inf) for a positive beta. The derivative at 0 is that of the left
/// side, 1/2.
/// @param beta  any finite number, 1 by default.
/// Source: Madhu et al. 2023, Axioms 12(3):246, doi:10.3390/axioms12030246. NIPUNASoftplus is
/// another reading.
struct NIPUNA {
  static constexpr Facts facts = Facts("nipuna")
                                     .formula("x > 0 ? x : x / (1 + exp(-beta * x))")
                                     .reference("Madhu et al. 2023, doi:10.3390/axioms12030246")
                                     .parameter("beta", 1)
                                     .derivative_root("-1.278464542761073795109359 / beta")
                                     .kink("0", "1 / 2")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& beta) {
    return select(x > V(0), x, Swish::value(x, beta));
  }
  template <typename V>
  static V derivative(const V& x, const V& beta) {
    return select(x > V(0), V(1), Swish::derivative(x, beta));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta) {
    return select(x > V(0), V(0), Swish::second_derivative(x, beta));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& beta) {
    return gradients(select(x > V(0), V(0), Swish::parameter_gradients(x, beta)[0]));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(NIPUNA);

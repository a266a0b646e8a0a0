// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/blu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Bent identity: (sqrt(x^2 + 1) - 1) / 2 + x, that is BLU with beta = 1/2.
/// Range (-inf, inf), monotone; the slope goes from 1/2 to 3/2.
/// Source: tutorials; Kunc & Klema 2024, arXiv:2402.09092.
struct BentIdentity {
  static constexpr Facts facts = Facts("bent_identity")
                                     .formula("x + x^2 / (sqrt(x^2 + 1) + 1) / 2")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return BLU::value(x, V(0.5));
  }
  template <typename V>
  static V derivative(const V& x) {
    return BLU::derivative(x, V(0.5));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return BLU::second_derivative(x, V(0.5));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(BentIdentity);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SQNL, the square non-linearity: x - x |x| / 4, and -1 or 1 beyond -2 and 2; like tanh, without
/// an exponential.
/// Range [-1, 1], odd, continuously differentiable.
/// Source: Wuraola & Patel 2018, IJCNN, doi:10.1109/IJCNN.2018.8489043.
struct SQNL {
  static constexpr Facts facts = Facts("sqnl")
                                     .formula("abs(x) < 2 ? x * (1 - abs(x) / 4) : sign(x)")
                                     .reference("Wuraola & Patel 2018, IJCNN")
                                     .also_called("square_nonlinearity")
                                     .found_in("mlpack")
                                     .kink("-2", "0")
                                     .kink("0", "1")
                                     .kink("2", "0")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    const V c = math::clamp(x, V(-2), V(2));
    return c * (V(1) - V(0.25) * math::abs(c));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::max(V(V(1) - V(0.5) * math::abs(x)), V(0));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V bend = select(math::abs(x) < V(2), V(0.5), V(0));
    return math::nan_as(x, math::with_sign_of(bend, V(-x)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SQNL);

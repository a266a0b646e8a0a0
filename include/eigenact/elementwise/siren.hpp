// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The sine of SIREN, with the frequency as its parameter: sin(omega x).
/// Range [-1, 1], odd. siren(inf) is NaN.
/// @param omega  any finite number, 30 by default. (The paper then draws the weights of n inputs
///     from +-sqrt(6 / n) / omega.)
/// Source: Sitzmann et al. 2020, arXiv:2006.09661.
struct Siren {
  static constexpr Facts facts = Facts("siren")
                                     .formula("sin(omega * x)")
                                     .reference("Sitzmann et al. 2020, arXiv:2006.09661")
                                     .parameter("omega", 30)
                                     .oscillating();

  template <typename V>
  static V value(const V& x, const V& omega) {
    return select(x == V(0), omega * x, math::sin_of_product(omega, x));  // the sign of zero
  }
  template <typename V>
  static V derivative(const V& x, const V& omega) {
    return omega * math::cos_of_product(omega, x);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& omega) {
    return -(omega * omega) * math::sin_of_product(omega, x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& omega) {
    const auto gradient = [](const auto& y, const auto& w) {
      return y * math::cos_of_product(w, y);
    };
    return gradients(math::in_pairs_unless_one(gradient, x, omega));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Siren);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Tent: max(delta - |x|, 0), also called hat or triangle function.
/// Range [0, delta], even. The derivative is 0 at 0 and at both ends.
/// @param delta  positive and finite, starts at 1.
/// Source: Rozsa & Boult 2019, arXiv:1908.02435.
struct Tent {
  static constexpr Facts facts = Facts("tent")
                                     .formula("max(delta - abs(x), 0)")
                                     .reference("Rozsa & Boult 2019, arXiv:1908.02435")
                                     .also_called("hat, triangle")
                                     .parameter("delta", 1, positive)
                                     .kink("-delta", "0")
                                     .kink("0", "0")
                                     .kink("delta", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& delta) {
    return math::max(V(delta - math::abs(x)), V(0));
  }
  template <typename V>
  static V derivative(const V& x, const V& delta) {
    const V size = math::abs(x);
    return math::nan_as(
        x, select((size < delta) & (size > V(0)), math::with_sign_of(V(1), V(-x)), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& delta) {
    return gradients(select(math::abs(x) < delta, V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Tent);

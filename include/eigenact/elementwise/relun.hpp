// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ReLU with a ceiling: min(max(x, 0), n); for n = 6 it is ReLU6.
/// Range [0, n]. The derivative at 0 and n is 0, as PyTorch's ReLU6 has it.
/// @param n  finite and not negative, 6 by default.
/// Source: Krizhevsky 2010 (n = 6); Liew, Khalil-Hani & Bakhteri 2016 (bounded ReLU).
struct ReLUN {
  static constexpr Facts facts =
      Facts("relun")
          .formula("min(max(x, 0), n)")
          .reference("Krizhevsky 2010; Liew, Khalil-Hani & Bakhteri 2016")
          .also_called("clipped_relu, bounded_relu")
          .found_in("cuDNN")
          .parameter("n", 6, non_negative)
          .kink("0", "0")
          .kink("n", "0")
          .exact();

  template <typename V>
  static V value(const V& x, const V& n) {
    return math::clamp(x, V(0), n);
  }
  template <typename V>
  static V derivative(const V& x, const V& n) {
    return math::nan_as(x, select((x > V(0)) & (x < n), V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& n) {
    return gradients(select(x > n, V(1), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& n) {
    return math::nan_as(y, select((y > V(0)) & (y < n), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ReLUN);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Softshrink, soft thresholding: x - lambd for x > lambd, x + lambd for x < -lambd, 0 between.
/// The derivative at both ends is 0, as in PyTorch. NaN stays NaN.
/// @param lambd  finite and not negative, 0.5 by default.
/// Source: Donoho 1995, doi:10.1109/18.382009.
struct Softshrink {
  static constexpr Facts facts = Facts("softshrink")
                                     .formula("x > lambd ? x - lambd : x < -lambd ? x + lambd : 0")
                                     .reference("Donoho 1995, doi:10.1109/18.382009")
                                     .found_in("PyTorch, Keras, mlpack, NNlib, TF Addons")
                                     .parameter("lambd", 0.5, non_negative)
                                     .kink("lambd", "0")
                                     .kink("-lambd", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& lambd) {
    // -0 less -0 would be +0
    return select(lambd == V(0), x, x - math::clamp(x, V(-lambd), lambd));
  }
  template <typename V>
  static V derivative(const V& x, const V& lambd) {
    return math::nan_as(x, select(math::abs(x) > lambd, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& lambd) {
    return gradients(select(math::abs(x) > lambd, math::with_sign_of(V(1), V(-x)), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V&) {
    return math::nan_as(y, select(y == V(0), V(0), V(1)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Softshrink);

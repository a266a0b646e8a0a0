// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Shrink, as ONNX has it: x + bias for x < -lambd, x - bias for x > lambd, 0 between. bias = lambd
/// is Softshrink, bias = 0 is Hardshrink. The derivative at both ends is 0. NaN stays NaN.
/// @param lambd  finite and not negative, 0.5 by default; the derivative to it is 0 almost
///     everywhere.
/// @param bias  any finite number, 0 by default.
/// Source: ONNX, operator Shrink.
struct Shrink {
  static constexpr Facts facts = Facts("shrink")
                                     .formula("x < -lambd ? x + bias : x > lambd ? x - bias : 0")
                                     .reference("ONNX, operator Shrink")
                                     .found_in("ONNX")
                                     .parameter("lambd", 0.5, non_negative)
                                     .parameter("bias", 0)
                                     .kink("lambd", "0")
                                     .kink("-lambd", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& lambd, const V& bias) {
    // for lambd = 0 a zero has the sign of what is beside it
    const V zero = select(bias > V(0), math::with_sign_of(V(0), V(-x)), x);
    const V inside = math::nan_as(x, select(lambd == V(0), zero, V(0)));
    return select(x < -lambd, x + bias, select(x > lambd, x - bias, inside));
  }
  template <typename V>
  static V derivative(const V& x, const V& lambd, const V&) {
    return math::nan_as(x, select(math::abs(x) > lambd, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& lambd, const V&) {
    return gradients(V(0), select(math::abs(x) > lambd, math::with_sign_of(V(1), V(-x)), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Shrink);

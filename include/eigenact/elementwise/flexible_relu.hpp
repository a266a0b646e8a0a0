// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Flexible ReLU: max(0, x + a) + b. mlpack's has b alone and calls it alpha; papers call it FReLU,
/// as they do the funnel activation, which needs the neighbours of a pixel.
/// Range [b, inf). The derivative at -a is 0.
/// @param a, b  any finite numbers, 0 by default.
/// Source: Qiu, Xu & Cai 2018, arXiv:1706.08098.
struct FlexibleReLU {
  static constexpr Facts facts = Facts("flexible_relu")
                                     .formula("max(0, x + a) + b")
                                     .reference("Qiu, Xu & Cai 2018, arXiv:1706.08098")
                                     .found_in("mlpack")
                                     .parameter("a", 0)
                                     .parameter("b", 0)
                                     .kink("-a", "0")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  static bool fits_float(Quantities, float a, float b) {  // no sum overflows on the way
    return a >= -0x1p100f && a <= 0x1p100f && b >= -0x1p100f && b <= 0x1p100f;
  }

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    return select(x <= -a, b, math::sum(x, a, b));
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V&) {
    return math::nan_as(x, select(x > -a, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V&) {
    return gradients(select(x > -a, V(1), V(0)), V(1));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(FlexibleReLU);

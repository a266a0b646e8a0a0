// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// PolyReLU: a0 + a1 r + a2 r^2 + a3 r^3 with r = max(x, 0).
/// The derivative at 0 is 0.
/// @param a0, a1, a2, a3  any finite numbers; they start at 0, 1/3, 1/3, 1/3.
/// Source: Zhuo et al. 2024, arXiv:2411.03884.
struct PolyReLU {
  static constexpr Facts facts =
      Facts("poly_relu")
          .formula("a0 + a1 * max(x, 0) + a2 * max(x, 0)^2 + a3 * max(x, 0)^3")
          .reference("Zhuo et al. 2024, arXiv:2411.03884")
          .parameter("a0", 0)
          .parameter("a1", 1.0 / 3)
          .parameter("a2", 1.0 / 3)
          .parameter("a3", 1.0 / 3)
          .kink("0", "0")
          .fast_in_float(kAll)
          .fast_in_double(kAll);

  static bool fits_float(Quantities, float a0, float a1, float a2, float a3) {
    const auto fits = [](float a) {
      const float size = a < 0 ? -a : a;
      return a == 0 || (size >= 0x1p-60f && size <= 0x1p60f);
    };
    return fits(a0) && fits(a1) && fits(a2) && fits(a3);
  }

  struct Default {
    static constexpr Quantities quantities = kValue | kDerivative;
    template <typename V>
    static V value(const V& x) {
      const V r = math::max(x, V(0));
      return V(1.0 / 3) * r * mul_add(r, r + V(1), V(1));
    }
    template <typename V>
    static V derivative(const V& x) {
      const V slope = mul_add(x, x + V(2.0 / 3), V(1.0 / 3));  // 3 a is 1
      return math::nan_as(x, select(x > V(0), slope, V(0)));
    }
  };

  template <typename V>
  static V value(const V& x, const V& a0, const V& a1, const V& a2, const V& a3) {
    return math::short_polynomial(math::max(x, V(0)), a3, a2, a1, a0);
  }
  template <typename V>
  static V derivative(const V& x, const V&, const V& a1, const V& a2, const V& a3) {
    const V slope = math::short_polynomial(x, math::times(3, a3), V(a2 + a2), a1);
    return math::nan_as(x, select(x > V(0), slope, V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&, const V& a2, const V& a3) {
    const V bend = math::short_polynomial(x, math::times(6, a3), V(a2 + a2));
    return math::nan_as(x, select(x > V(0), bend, V(0)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&, const V&, const V&, const V&) {
    const V r = math::max(x, V(0)), square = r * r;
    return gradients(V(1), r, square, square * r);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(PolyReLU);

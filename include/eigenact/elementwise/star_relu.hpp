// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// StarReLU: s max(x, 0)^2 + b.
/// Range [b, inf) for a positive s, continuously differentiable; the second derivative at 0 is 0.
/// @param s, b  any finite numbers; by default sqrt(0.8) = 0.8944 and -sqrt(0.2) = -0.4472, which
///     give a normal x a mean of 0 and a variance of 1.
/// Source: Yu et al. 2022 (MetaFormer baselines), arXiv:2210.13452.
struct StarReLU {
  static constexpr Facts facts = Facts("star_relu")
                                     .formula("s * max(x, 0)^2 + b")
                                     .reference("Yu et al. 2022, arXiv:2210.13452")
                                     .parameter("s", 0.89442719099991588)
                                     .parameter("b", -0.44721359549995794)
                                     .kink("0", "0")
                                     .fast_in_float_with_fma(kAll)
                                     .fast_in_double(kAll);

  static bool fits_float(Quantities, float s, float b) {
    const float size = s < 0 ? -s : s;
    return size >= 0x1p-30f && size <= 0x1p30f && b >= -0x1p100f && b <= 0x1p100f;
  }

  template <typename V>
  static V value(const V& x, const V& s, const V& b) {
    if constexpr (grade_of<V> == Grade::Single) {
      const V r = math::clamp(x, V(0), V(0x1p96)), p = s * r;  // beyond it the result is infinite
      return mul_add(mul_add(s, r, -p), r, mul_add(p, r, b));
    }
    return math::short_polynomial(math::max(x, V(0)), s, V(0), b);
  }
  template <typename V>
  static V derivative(const V& x, const V& s, const V&) {
    return V(2) * math::product(s, math::max(x, V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& s, const V&) {
    return math::nan_as(x, select(x > V(0), s + s, V(0)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&, const V&) {
    return gradients(math::square(math::max(x, V(0))), V(1));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(StarReLU);

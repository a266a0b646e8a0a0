// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Snake: x + sin(alpha x)^2 / alpha, for periodic data.
/// Range (-inf, inf), monotone. snake(inf) = inf; the derivative has no limit there and is NaN.
/// @param alpha  any finite number, 1 by default; 0 gives the limit x.
/// Source: Ziyin, Hartwig & Ueda 2020, arXiv:2006.08195.
struct Snake {
  static constexpr Facts facts = Facts("snake")
                                     .formula("alpha == 0 ? x : x + sin(alpha * x)^2 / alpha")
                                     .reference("Ziyin, Hartwig & Ueda 2020, arXiv:2006.08195")
                                     .found_in("TF Addons")
                                     .oscillating()
                                     .parameter("alpha", 1);

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V z = alpha * x, s = math::sin_of_product(alpha, x);
    const V wave = select(alpha == V(0), V(0), s * s / alpha);
    return select(math::is_finite(z) & (math::abs(x) > V(0)), x + wave, x);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    return V(2) * math::square(math::sin_plus_quarter_pi_of_product(alpha, x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    return V(2) * alpha * math::cos_of_product(V(V(2) * alpha), x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V s = math::sin_of_product(alpha, x), c = math::cos_of_product(alpha, x);
    const V slope = s * (V(2) * x * c - s / alpha) / alpha;
    return gradients(select(alpha == V(0), x * x, slope));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Snake);

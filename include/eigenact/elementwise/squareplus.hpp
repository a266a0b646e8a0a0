// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Squareplus, a softplus without exponentials: (x + sqrt(x^2 + b)) / 2.
/// Range [0, inf), monotone, convex.
/// @param b  finite and not negative, 4 by default; 0 gives ReLU, with derivative 1/2 at 0.
/// Source: Barron 2021, arXiv:2112.11687.
struct Squareplus {
  static constexpr Facts facts =
      Facts("squareplus")
          .formula("x > 0 ? (x + sqrt(x^2 + b)) / 2 : b == 0 ? 0 : b / 2 / (sqrt(x^2 + b) - x)")
          .reference("Barron 2021, arXiv:2112.11687")
          .found_in("Keras, JAX")
          .parameter("b", 4, non_negative)
          .kink("0", "1 / 2")
          .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x, const V& b) {
    const V half = V(0.5) * math::abs(x), sum = half + V(0.5) * root(x, b);
    return select(x > V(0), sum, select(b == V(0), math::nan_as(x, V(0)), V(0.25) * b / sum));
  }
  template <typename V>
  static V derivative(const V& x, const V& b) {
    const V size = math::abs(x), r = root(x, b), half = V(0.5) * size + V(0.5) * r;
    const V ratio = select(size == r, V(1), size / r);  // at infinity too
    const V left = select(b == V(0), math::nan_as(x, V(0)), V(0.25) * b / half / r);
    const V right = select(x == V(0), V(0.5), V(0.5) + V(0.5) * ratio);
    return select(x >= V(0), right, left);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& b) {
    const V r = math::max(root(x, b), V(0x1p-600));  // 0 only where x and b are
    return V(0.5) * (b / r / r / r);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& b) {
    return gradients(V(0.25) / root(x, b));
  }

 private:
  // sqrt(x^2 + b), without overflow; |x| where b does not matter.
  template <typename V>
  static V root(const V& x, const V& b) {
    const V size = math::abs(x), limit(math::is_foreign<V> ? 0x1p1023 : 0x1p400);
    const V c = math::min(size, limit);
    return select((size > limit) | (b == V(0)), size, math::sqrt(V(c * c + b)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Squareplus);

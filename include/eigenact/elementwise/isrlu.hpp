// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ISRLU, the inverse square root linear unit: x for x >= 0, x / sqrt(1 + alpha x^2) otherwise.
/// Range [-1 / sqrt(alpha), inf), twice continuously differentiable.
/// @param alpha  finite and not negative, 1 by default; 0 gives the identity.
/// Source: Carlile, Delamarter, Kinney, Marti & Whitney 2017, arXiv:1710.09967.
struct ISRLU {
  static constexpr Facts facts = Facts("isrlu")
                                     .formula("x >= 0 ? x : x / sqrt(1 + alpha * x^2)")
                                     .reference("Carlile et al. 2017, arXiv:1710.09967")
                                     .found_in("mlpack")
                                     .parameter("alpha", 1, non_negative)
                                     .kink("0", "1")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V u = argument(x, alpha);
    const V curve = select(u > V(0x1p100), V(-1) / math::sqrt(alpha), x / root(u));
    return select(x >= V(0), x, curve);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    const V r = root(argument(x, alpha));
    return select(x >= V(0), V(1), V(1) / (r * r) / r);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    const V u = argument(x, alpha), r = root(u);
    const V bend = V(3) * math::sqrt(alpha) * (u / r) / (r * r) / (r * r);
    return select(x >= V(0), V(0), bend);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V y = math::min(value(x, alpha), V(0));
    return gradients(V(-0.5) * y * y * y);
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha) {
    const V square = math::max(V(V(1) - alpha * y * y), V(0));  // of y / x
    return select(y >= V(0), V(1), square * math::sqrt(square));
  }

 private:
  // sqrt(alpha) |x|, but no larger than what can be squared: results are 0 or constant before.
  template <typename V>
  static V argument(const V& x, const V& alpha) {
    return math::min(math::product(math::sqrt(alpha), math::abs(x)), V(0x1p400));
  }
  template <typename V>
  static V root(const V& u) {
    return math::sqrt(V(V(1) + u * u));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ISRLU);

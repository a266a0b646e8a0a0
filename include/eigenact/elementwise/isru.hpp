// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ISRU, the inverse square root unit: x / sqrt(1 + alpha x^2).
/// Range [-1 / sqrt(alpha), 1 / sqrt(alpha)], odd. isru(inf) = 1 / sqrt(alpha).
/// @param alpha  finite and not negative, 1 by default; 0 gives x.
/// Source: Carlile et al. 2017, arXiv:1710.09967.
struct ISRU {
  static constexpr Facts facts = Facts("isru")
                                     .formula("x / sqrt(1 + alpha * x^2)")
                                     .reference("Carlile et al. 2017, arXiv:1710.09967")
                                     .also_called("inverse_square_root_unit")
                                     .found_in("mlpack")
                                     .parameter("alpha", 1, non_negative)
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V root = math::sqrt(alpha), z = math::product(root, x);
    const V far_out = math::self_weighted_inverse_multiquadric(z) / root;
    return select(math::abs(z) < V(1), x * math::inverse_multiquadric(z), far_out);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    const V y = math::inverse_multiquadric(math::product(math::sqrt(alpha), x));
    return y * y * y;
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    const V root = math::sqrt(alpha), z = math::product(root, x);
    const V bend = math::self_weighted_inverse_multiquadric(z) * math::inverse_quadratic(z);
    return V(-3) * root * bend * math::inverse_quadratic(z);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V y = value(x, alpha);
    return gradients(V(-0.5) * y * y * y);
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha) {
    const V square = math::max(V(V(1) - alpha * y * y), V(0));
    return square * math::sqrt(square);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ISRU);

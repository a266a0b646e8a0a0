// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The binary step (Heaviside): 1 for x >= theta, 0 otherwise.
/// Range {0, 1}. Derivatives are 0, also at the jump. NaN stays NaN.
/// The step of ggml is 0 at theta.
/// @param theta  finite, 0 by default; the derivative to it is 0 almost everywhere.
/// Source: McCulloch & Pitts 1943, doi:10.1007/BF02478259.
struct BinaryStep {
  static constexpr Facts facts = Facts("binary_step")
                                     .formula("x >= theta ? 1 : 0")
                                     .reference("McCulloch & Pitts 1943, doi:10.1007/BF02478259")
                                     .also_called("step, heaviside, unit_step")
                                     .found_in("ggml")
                                     .parameter("theta", 0)
                                     .kink("theta", "0")
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& theta) {
    return math::nan_as(x, select(x >= theta, V(1), V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V&, const V&) {
    return gradients(V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V&) {
    return math::nan_as(y, V(0));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(BinaryStep);

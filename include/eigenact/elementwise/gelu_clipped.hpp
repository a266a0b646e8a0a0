// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// GELU that ends at 10, for quantised models: min(x Phi(x), 10). (The lower bound of -10 that the
/// paper clips it to as well is below the minimum of GELU.)
/// Range [-0.169971, 10], minimum at x = -0.751792. gelu_clipped(-inf) = -0. The derivative at 10
/// is that of GELU, 1, as torch.clip has it.
/// Source: Hugging Face (gelu_10), after Wu et al. 2020, arXiv:2004.09602.
struct GELUClipped {
  static constexpr Facts facts =
      Facts("gelu_clipped")
          .formula("x > 10 ? 10 : x * erfc(-x / sqrt(2)) / 2")
          .reference("Hugging Face, after Wu et al. 2020, arXiv:2004.09602")
          .also_called("gelu_10, clipped_gelu")
          .found_in("Hugging Face")
          .derivative_root("-0.7517915246935644574579")
          .kink("10", "1")
          .fast_in_float_with_fma(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return select(x > V(10), V(10), GELU::value(x));
  }
  template <typename V>
  static V derivative(const V& x) {
    return select(x > V(10), V(0), GELU::derivative(x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return select(x > V(10), V(0), GELU::second_derivative(x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(GELUClipped);

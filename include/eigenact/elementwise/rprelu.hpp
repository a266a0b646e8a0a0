// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// RPReLU, a PReLU with trained shifts: x - gamma + zeta for x > gamma, beta (x - gamma) + zeta
/// otherwise.
/// The derivative at gamma is beta, as PyTorch's PReLU has it.
/// @param gamma, zeta  any finite numbers, which start at 0.
/// @param beta  any finite number, starts at 0.25.
/// Source: Liu, Shen, Savvides & Cheng 2020 (ReActNet), arXiv:2003.03488.
struct RPReLU {
  static constexpr Facts facts =
      Facts("rprelu")
          .formula("(x > gamma ? 1 : beta) * (x - gamma) + zeta")
          .reference("Liu, Shen, Savvides & Cheng 2020, arXiv:2003.03488")
          .parameter("gamma", 0)
          .parameter("zeta", 0)
          .parameter("beta", 0.25)
          .kink("gamma", "beta")
          .fast_in_float_with_fma(kAll)
          .fast_in_double(kAll);

  static bool fits_float(Quantities, float gamma, float zeta, float beta) {
    const auto fits = [](float p) { return p >= -0x1p60f && p <= 0x1p60f; };
    return fits(gamma) && fits(zeta) && fits(beta) && (beta >= 0x1p-60f || beta <= -0x1p-60f);
  }

  template <typename V>
  static V value(const V& x, const V& gamma, const V& zeta, const V& beta) {
    return math::shifted_line(select(x > gamma, V(1), beta), x, V(-gamma), zeta);
  }
  template <typename V>
  static V derivative(const V& x, const V& gamma, const V&, const V& beta) {
    return math::nan_as(x, select(x > gamma, V(1), beta));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& gamma, const V&, const V& beta) {
    return gradients(-select(x > gamma, V(1), beta), V(1), math::min(V(x - gamma), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(RPReLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hyper-sinh: sinh(x) / 3 for x > 0, x^3 / 4 otherwise.
/// Range (-inf, inf), monotone. The derivative at 0 is that of the left side, 0.
/// Source: Parisi, Ma, RaviChandran & Lanzillotta 2021, arXiv:2011.07661.
struct HyperSinh {
  static constexpr Facts facts =
      Facts("hyper_sinh")
          .formula("x > 0 ? sinh(x) / 3 : x^3 / 4")
          .reference("Parisi, Ma, RaviChandran & Lanzillotta 2021, arXiv:2011.07661")
          .found_in("mlpack")
          .kink("0", "0")
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return select(x > V(0), third_of_sinh(x), V(0.25) * x * x * x);
  }
  template <typename V>
  static V derivative(const V& x) {
    const V e = math::exp_of_low(math::clamp(x, V(0), V(40)));
    return select(x > V(0), if_low(x, V((e + V(1) / e) / V(6))), V(0.75) * x * x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return select(x > V(0), third_of_sinh(x), V(1.5) * x);
  }

 private:
  template <typename V>
  static V third_of_sinh(const V& x) {
    const V e = math::expm1_of_low(math::clamp(x, V(0), V(40)));
    return if_low(x, V((e + e / (e + V(1))) / V(6)));
  }
  // y, but e^x / 6 where e^-x is nothing beside e^x.
  template <typename V>
  static V if_low(const V& x, const V& y) {
    return select(x > V(40), math::weighted_exp(V(V(1) / V(6)), x), y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(HyperSinh);

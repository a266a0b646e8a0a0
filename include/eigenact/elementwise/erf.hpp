// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.
/// Range [-1, 1], odd.
/// Source: Glaisher 1871, On a class of definite integrals; ONNX operator Erf.
struct Erf {
  static constexpr Facts facts = Facts("erf")
                                     .formula("erf(x)")
                                     .reference("Glaisher 1871")
                                     .found_in("ONNX")
                                     .fast_in_double(kValue | kDerivative);

  static constexpr Constant slope = 1.1283791670955125738962_c;  // 2 / sqrt(pi)

  template <typename V>
  static V value(const V& x) {
    return math::erf(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::weighted_bell(V(slope), x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_bell(math::bounded(V(V(-2) * V(slope) * x)), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Erf);

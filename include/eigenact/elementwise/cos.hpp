// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Cosine.
/// Range [-1, 1], even. Every finite x is reduced exactly; cos(inf) is NaN.
/// Source: Parascandolo, Huttunen & Virtanen 2017, openreview Sks3zF9eg.
struct Cos {
  static constexpr Facts facts = Facts("cos")
                                     .formula("cos(x)")
                                     .reference("Parascandolo, Huttunen & Virtanen 2017")
                                     .also_called("cosine")
                                     .found_in("ONNX, XNNPACK")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll)
                                     .oscillating();

  template <typename V>
  static V value(const V& x) {
    return math::cos(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return -math::sin(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return -math::cos(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Cos);

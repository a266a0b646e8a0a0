// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Sine.
/// Range [-1, 1], odd. Every finite x is reduced exactly; sin(inf) is NaN.
/// Source: Sitzmann et al. 2020, arXiv:2006.09661 (SIREN); Parascandolo, Huttunen & Virtanen
/// 2017.
struct Sin {
  static constexpr Facts facts = Facts("sin")
                                     .formula("sin(x)")
                                     .reference("Sitzmann et al. 2020, arXiv:2006.09661")
                                     .also_called("sine")
                                     .found_in("ONNX, XNNPACK")
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll)
                                     .oscillating();

  template <typename V>
  static V value(const V& x) {
    return math::sin(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::cos(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return -math::sin(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Sin);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ASU, the amplifying sine unit: x sin(x).
/// Range (-inf, inf), even, with a zero at every multiple of pi. It has no limit at infinity: NaN
/// there.
/// Source: Noel et al. 2021, arXiv:2111.04020.
struct ASU {
  static constexpr Facts facts = Facts("asu")
                                     .formula("x * sin(x)")
                                     .reference("Noel et al. 2021, arXiv:2111.04020")
                                     .also_called("amplifying sine unit")
                                     .oscillating()
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    return x * math::sin(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, x);
  }

 private:
  template <typename V>
  static math::TermSum<V> slope_terms(const V& z) {
    const V s = math::sin(z);
    return math::TermSum<V>{s + z * math::cos(z), math::abs(s)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z) {
    const V c = math::cos(z), twice = c + c;
    return math::TermSum<V>{twice - z * math::sin(z), math::abs(twice)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ASU);

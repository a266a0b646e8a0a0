// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// GCU, the growing cosine unit: x cos(x).
/// Range (-inf, inf), odd, with a zero at every odd multiple of pi / 2. It has no limit at
/// infinity: NaN there.
/// Source: Noel et al. 2021, arXiv:2108.12943.
struct GCU {
  static constexpr Facts facts = Facts("gcu")
                                     .formula("x * cos(x)")
                                     .reference("Noel et al. 2021, arXiv:2108.12943")
                                     .also_called("growing cosine unit")
                                     .found_in("mlpack")
                                     .oscillating()
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    return x * math::cos(x);
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
    const V c = math::cos(z);
    return math::TermSum<V>{c - z * math::sin(z), math::abs(c)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z) {
    const V s = math::sin(z), twice = s + s;
    return math::TermSum<V>{-(twice + z * math::cos(z)), math::abs(twice)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(GCU);

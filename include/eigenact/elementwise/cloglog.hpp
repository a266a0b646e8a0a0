// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Complementary log-log: 1 - e^(-e^x), the inverse of the link function of that name.
/// Range [0, 1].
/// Source: Gomes & Ludermir 2008, HIS, doi:10.1109/HIS.2008.40.
struct ComplementaryLogLog {
  static constexpr Facts facts = Facts("cloglog")
                                     .formula("-expm1(-exp(x))")
                                     .reference("Gomes & Ludermir 2008, HIS")
                                     .also_called("complementary_log_log")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    return -math::expm1(V(-power(x)));
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::weighted_exp(V(1), exponent(x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_exp(V(-math::expm1(math::min(x, V(limit)))), exponent(x));
  }

 private:
  static constexpr double limit = 10;  // where e^(-e^x) is 0 in every type

  // e^x, whose error grows in e^(-e^x).
  template <typename V>
  static V power(const V& x) {
    return math::accurate_weighted_exp(V(1), math::min(x, V(limit)));
  }
  template <typename V>
  static V exponent(const V& x) {
    return math::min(x, V(limit)) - power(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ComplementaryLogLog);

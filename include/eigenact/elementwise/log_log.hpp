// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/elementwise/cloglog.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Log-log: e^(-e^-x), the Gumbel distribution function and the inverse of the link function of
/// that name. It is 1 - cloglog(-x).
/// Range [0, 1].
/// Source: Gomes & Ludermir 2008, HIS, doi:10.1109/HIS.2008.40.
struct LogLog {
  static constexpr Facts facts = Facts("log_log")
                                     .formula("exp(-exp(-x))")
                                     .reference("Gomes & Ludermir 2008, HIS")
                                     .also_called("gumbel");

  template <typename V>
  static V value(const V& x) {
    return math::exp(V(-math::accurate_weighted_exp(V(1), math::min(V(-x), V(10)))));
  }
  template <typename V>
  static V derivative(const V& x) {
    return ComplementaryLogLog::derivative(V(-x));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return -ComplementaryLogLog::second_derivative(V(-x));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LogLog);

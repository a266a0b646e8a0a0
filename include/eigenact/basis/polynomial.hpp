// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/polynomial_basis.hpp>

namespace eigenact::formula {

/// A polynomial with trained coefficients (self-learnable activation).
/// It starts as the Taylor polynomial of tanh x. At infinity f, f', f'' and the gradients are their
/// limits, which the last coefficient other than 0 decides. Parameters: c_0, ..., c_degree.
/// Source: Goyal, Goyal & Lall 2019, arXiv:1906.09529.
class Polynomial : public core::PolynomialBasis<Polynomial> {
 public:
  static constexpr Facts facts = Facts("polynomial")
                                     .formula("sum of c_k * x^k")
                                     .reference("Goyal, Goyal & Lall 2019, arXiv:1906.09529")
                                     .also_called("slaf");

  /// @param degree  0 to 65536
  explicit Polynomial(int degree = 5) : PolynomialBasis(facts.name(), degree) {}

  /// From tanh' = 1 - tanh^2.
  Eigen::ArrayXd initial() const {
    Eigen::ArrayXd p = Eigen::ArrayXd::Zero(parameter_count());
    int last = 0;  // the coefficients beyond are 0: (2 / pi)^k is soon below all numbers
    for (int k = 0; k < degree(); ++k) {
      double slope = k == 0 ? 1 : 0;
      for (int i = std::max(0, k - last); i <= std::min(k, last); ++i) slope -= p(i) * p(k - i);
      p(k + 1) = slope / (k + 1);
      if (slope != 0) last = k + 1;
    }
    return p;
  }
  static core::Recurrence recurrence(int) { return {1, 0}; }
  static constexpr bool is_bounded = false;
  static double reach(int k, double limit) {
    return limit < 0 ? -1 : std::exp2(k == 0 ? 1023 : limit / k);
  }
  static std::string argument_text() { return "x"; }
  template <typename V>
  EIGENACT_INLINE core::Argument<V> argument(const V& x) const {
    return {x, V(1), V(0)};
  }
};

}  // namespace eigenact::formula

EIGENACT_BASIS(Polynomial);

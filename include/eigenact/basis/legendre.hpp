// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/polynomial_basis.hpp>

namespace eigenact::formula {

/// Legendre polynomials P_k of tanh x, with trained coefficients.
/// It starts as tanh x. Parameters: c_0, ..., c_degree.
/// Source: Deepthi et al. 2023.
class Legendre : public core::PolynomialBasis<Legendre> {
 public:
  static constexpr Facts facts = Facts("legendre")
                                     .formula("sum of c_k * P_k(tanh(x))")
                                     .reference("Deepthi et al. 2023")
                                     .also_called("lpaf");

  /// @param degree  0 to 65536
  explicit Legendre(int degree = 5) : PolynomialBasis(facts.name(), degree) {}

  Eigen::ArrayXd initial() const { return first_only(); }
  static core::Recurrence recurrence(int k) {
    const long double n = k;
    return {(2 * n + 1) / (n + 1), n / (n + 1)};
  }
  static std::string argument_text() { return "tanh(x)"; }
  template <typename V>
  EIGENACT_INLINE core::Argument<V> argument(const V& x) const {
    return tanh_argument(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_BASIS(Legendre);

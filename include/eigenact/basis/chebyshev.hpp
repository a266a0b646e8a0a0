// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/polynomial_basis.hpp>

namespace eigenact::formula {

/// Chebyshev polynomials T_k of tanh x, with trained coefficients.
/// It starts as tanh x. Parameters: c_0, ..., c_degree.
/// Source: Deepthi et al. 2023.
class Chebyshev : public core::PolynomialBasis<Chebyshev> {
 public:
  static constexpr Facts facts = Facts("chebyshev")
                                     .formula("sum of c_k * T_k(tanh(x))")
                                     .reference("Deepthi et al. 2023")
                                     .also_called("chpaf");

  /// @param degree  0 to 65536
  explicit Chebyshev(int degree = 5) : PolynomialBasis(facts.name(), degree) {}

  Eigen::ArrayXd initial() const { return first_only(); }
  static core::Recurrence recurrence(int k) { return {k == 0 ? 1.0L : 2.0L, 1}; }
  static std::string argument_text() { return "tanh(x)"; }
  template <typename V>
  EIGENACT_INLINE core::Argument<V> argument(const V& x) const {
    return tanh_argument(x);
  }
};

}  // namespace eigenact::formula

EIGENACT_BASIS(Chebyshev);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/polynomial_basis.hpp>

namespace eigenact::formula {

/// Normalised Hermite polynomials He_k(x) / sqrt(k!), with trained coefficients.
/// It starts as their expansion of ReLU. At infinity f, f', f'' and the gradients are their limits,
/// which the last coefficient other than 0 decides. Parameters: c_0, ..., c_degree.
/// Source: Lokhande et al. 2020, arXiv:1909.05479.
class Hermite : public core::PolynomialBasis<Hermite> {
 public:
  static constexpr Facts facts = Facts("hermite")
                                     .formula("sum of c_k * He_k(x) / sqrt(k!)")
                                     .reference("Lokhande et al. 2020, arXiv:1909.05479")
                                     .also_called("hpaf, hermite relu");

  /// @param degree  0 to 65536
  explicit Hermite(int degree = 4) : PolynomialBasis(facts.name(), degree) {}

  /// The integrals of ReLU times each of them over the normal distribution.
  Eigen::ArrayXd initial() const {
    Eigen::ArrayXd p = Eigen::ArrayXd::Zero(parameter_count());
    p(0) = math::inverse_sqrt_2pi.hi;
    if (degree() >= 1) p(1) = 0.5;
    if (degree() >= 2) p(2) = p(0) * math::sqrt_half.hi;
    for (int k = 4; k <= degree(); k += 2)
      p(k) = -p(k - 2) * (k - 3) / std::sqrt(static_cast<double>(k) * (k - 1));
    return p;
  }
  static core::Recurrence recurrence(int k) {
    const long double n = k, root = std::sqrt(n + 1);
    return {1 / root, std::sqrt(n) / root};
  }
  static constexpr bool is_bounded = false;
  /// From |p_k| <= (|x| + 1)^k, and Cramer's bound 1.09 exp(x^2 / 4).
  static double reach(int k, double limit) {
    if (limit < 1) return -1;
    const double of_power = k == 0 ? 1023 : limit / k;
    return (std::max)(std::exp2(of_power) - 1, 2 * std::sqrt(math::ln2.hi * (limit - 1)));
  }
  static std::string argument_text() { return "x"; }
  template <typename V>
  EIGENACT_INLINE core::Argument<V> argument(const V& x) const {
    return {x, V(1), V(0)};
  }
};

}  // namespace eigenact::formula

EIGENACT_BASIS(Hermite);

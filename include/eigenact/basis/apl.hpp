// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>

namespace eigenact::formula {

/// Adaptive piecewise linear unit: ReLU and hinges with trained slopes a and positions b.
/// The derivative at 0 and at a hinge counts as that on the side where the term is 0.
/// Error of float (Fast): a unit of 2^-24 per term, relative to the sum of their magnitudes.
/// Parameters: a_1, ..., a_hinges, all b.
/// Source: Agostinelli et al. 2015, arXiv:1412.6830, who advise weight decay on a.
class APL : public core::Basis<APL> {
 public:
  static constexpr Facts facts = Facts("apl")
                                     .formula("max(0, x) + sum of a_s * max(0, b_s - x)")
                                     .reference("Agostinelli et al. 2015, arXiv:1412.6830")
                                     .also_called("adaptive piecewise linear");

  /// @param hinges  1 to 65536
  /// @param seed    of the initial a and b, which are N(0, 0.01) and N(0, 1)
  explicit APL(int hinges = 5, core::Seed seed = 0)
      : hinges_(core::checked_size(facts.name(), "hinges", hinges, 1, core::kMostTerms)),
        seed_(seed) {}

  core::Seed seed() const { return seed_; }
  int parameter_count() const { return 2 * hinges_; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    core::append_names(names, "a", 1, hinges_);
    core::append_names(names, "b", 1, hinges_);
    return names;
  }
  std::string text() const {
    std::string sum = "max(0, x)";
    for (int i = 1; i <= hinges_; ++i) {
      const std::string n = std::to_string(i);
      sum += " + a" + n + " * max(0, b" + n + " - x)";
    }
    return sum;
  }
  Eigen::ArrayXd initial() const {
    core::Draws random(seed_);
    Eigen::ArrayXd p(parameter_count());
    for (int i = 0; i < p.size(); ++i) p(i) = (i < hinges_ ? 0.1 : 1.0) * random.normal();
    return p;
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    ValueAndSlope<V> sum{math::max(x, V(0)), select(x > V(0), V(1), V(0))};
    for (int i = 0; i < hinges_; ++i) {
      const V a(table[i]), b(table[hinges_ + i]), active = select(x < b, V(1), V(0));
      const V hinge = select(x < b, b - x, V(0));
      // a hinge of slope 0 is off, even at -infinity
      sum.value = sum.value + math::product(a, hinge);
      sum.derivative = mul_add(V(-a), active, sum.derivative);
      sums(i, hinge);
      sums(hinges_ + i, V(a * active));
    }
    return {sum.value, math::nan_as(x, sum.derivative)};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T*) const {
    return math::nan_as(x, V(0));
  }

 private:
  int hinges_;
  core::Seed seed_;
};

}  // namespace eigenact::formula

EIGENACT_BASIS(APL);

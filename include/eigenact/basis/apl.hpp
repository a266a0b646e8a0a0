// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>
#include <eigenact/core/unbounded.hpp>

namespace eigenact::formula {

/// Adaptive piecewise linear unit: ReLU and hinges with trained slopes a and positions b.
/// The derivative at 0 and at a hinge counts as that on the side where the term is 0. At infinity
/// f, f' and the gradients are their limits. Error of float (Fast): a unit of 2^-24 per term,
/// relative to the sum of their magnitudes. Parameters: a_1, ..., a_hinges, all b. Source:
/// Agostinelli et al. 2015, arXiv:1412.6830, who advise weight decay on a.
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

  static constexpr bool spreads_nan = true;
  // a, b, then the x from which on no product or difference overflows
  int table_size() const { return 2 * hinges_ + 1; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    double slopes = 1, places = 0;
    for (int i = 0; i < 2 * hinges_; ++i) table[i] = static_cast<T>(p[i]);
    for (int i = 0; i < hinges_; ++i) {
      slopes += std::abs(p[i]);
      places = (std::max)(places, std::abs(p[hinges_ + i]));
    }
    const double reach = std::numeric_limits<T>::max() / 8 / slopes;
    table[2 * hinges_] = static_cast<T>(places < reach ? -reach : std::numeric_limits<T>::max());
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    ValueAndSlope<V> jet = near_jet(x, table, sums);
    if (EIGEN_PREDICT_FALSE(!all(x >= V(table[2 * hinges_]))))
      jet.value = far_value(x, table, jet.value, sums);
    return jet;
  }
  template <typename V, typename T>
  EIGENACT_INLINE V derivative(const V& x, const T* table) const {
    return near_jet(x, table, core::NoSums()).derivative;
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T*) const {
    return math::nan_as(x, V(0));
  }

 private:
  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> near_jet(const V& x, const T* table, const Sums& sums) const {
    ValueAndSlope<V> sum{math::max(x, V(0)), select(x > V(0), V(1), V(0))};
    for (int i = 0; i < hinges_; ++i) {
      const V a(table[i]), b(table[hinges_ + i]), slope = masked(x < b, a);
      const V hinge = math::max(V(b - x), V(0));
      sum.value = sum.value + a * hinge;
      sum.derivative = sum.derivative - slope;
      sums(i, hinge);
      sums(hinges_ + i, slope);
    }
    return {sum.value, math::nan_as(x, sum.derivative)};
  }
  // x times the sum of the slopes apart from the rest: infinities do not cancel.
  template <typename V, typename T, typename Sums>
  EIGENACT_NOINLINE V far_value(const V x, const T* table, const V nearby, const Sums sums) const {
    using core::Unbounded;
    const V far_out = V::of(simd::for_each_lane(x.packet, [&](T lane) {
      const Unbounded at(lane);
      Unbounded slope(at < Unbounded(0) ? 0 : 1), rest;
      for (int i = 0; i < hinges_; ++i) {
        const Unbounded a(table[i]), b(table[hinges_ + i]);
        if (!(at < b)) continue;
        slope = slope - a;
        rest = rest + a * b;
      }
      return (slope * at + rest).template rounded<T>();
    }));
    for (int i = 0; i < 2 * hinges_; ++i) sums(i, math::nan_as(x, V(0)));
    return select(x >= V(table[2 * hinges_]), nearby, math::nan_as(x, far_out));
  }

  int hinges_;
  core::Seed seed_;
};

}  // namespace eigenact::formula

EIGENACT_BASIS(APL);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>

namespace eigenact::formula {

/// Gaussians around fixed equidistant centres with trained weights (FastKAN).
/// Range bounded; f, f', f'' and the gradients are 0 at infinity. Error of float (Fast): 2 z^2 + 4
/// units of 2^-24 relative to each term, z the distance from its centre in widths. Parameters: w_1,
/// ..., w_centres. Source: Li 2024, arXiv:2405.06721.
class RBF : public core::Basis<RBF> {
 public:
  static constexpr Facts facts = Facts("rbf")
                                     .formula("sum of w_i * exp(-((x - mu_i) / h)^2)")
                                     .reference("Li 2024, arXiv:2405.06721")
                                     .also_called("fastkan, radial basis functions");

  /// @param centres  2 to 65536, from lower to upper; their distance is the width h, from 2^-56 to
  ///                 2^56 in float arithmetic, 2^-500 to 2^500 in double
  /// @param seed     of the initial w, which are N(0, 0.01)
  explicit RBF(int centres = 8, double lower = -2, double upper = 2, core::Seed seed = 0)
      : centres_(core::checked_size(facts.name(), "centres", centres, 2, core::kMostTerms)),
        lower_(lower),
        upper_(upper),
        width_((upper - lower) / (centres - 1)),
        seed_(seed) {
    core::check_interval(facts.name(), lower, upper);
  }

  double lower() const { return lower_; }
  double upper() const { return upper_; }
  core::Seed seed() const { return seed_; }
  template <typename S, typename Real>
  void check_structure() const {
    core::check_increasing<S>(facts.name(), "the centres", centres_,
                              [this](int i) { return centre(i); });
    core::check_width<Real>(facts.name(), "the distance of the centres", width_, 2);
  }
  static constexpr bool spreads_nan = true;
  int parameter_count() const { return centres_; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    core::append_names(names, "w", 1, centres_);
    return names;
  }
  std::string text() const {
    std::string sum;
    for (int i = 0; i < centres_; ++i)
      sum += (i > 0 ? " + w" : "w") + std::to_string(i + 1) + " * exp(-((x - " +
             core::text_of(centre(i)) + ") / " + core::text_of(width_) + ")^2)";
    return sum;
  }
  Eigen::ArrayXd initial() const {
    core::Draws random(seed_);
    return Eigen::ArrayXd::NullaryExpr(centres_, [&] { return 0.1 * random.normal(); });
  }

  // 1 / h, -mu / h for every centre, w
  int table_size() const { return 1 + 2 * centres_; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    table[0] = static_cast<T>(1 / width_);
    for (int i = 0; i < centres_; ++i) {
      table[1 + i] = static_cast<T>(-centre(i) / width_);
      table[1 + centres_ + i] = static_cast<T>(p[i]);
    }
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    ValueAndSlope<V> sum{V(0), V(0)};
    for (int i = 0; i < centres_; ++i) {
      const V z = distance(x, table, i), bell = math::exp_of_low(V(-(z * z)));
      sum.value = mul_add(V(table[1 + centres_ + i]), bell, sum.value);
      sum.derivative = mul_add(V(table[1 + centres_ + i]), z * bell, sum.derivative);
      sums(i, bell);
    }
    return {sum.value, V(T(-2) * table[0]) * sum.derivative};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    V sum(0);
    for (int i = 0; i < centres_; ++i) {
      const V z = distance(x, table, i), u = z * z, bell = math::exp_of_low(V(-u));
      sum = mul_add(V(table[1 + centres_ + i]), mul_add(V(4), u, V(-2)) * bell, sum);
    }
    return V(table[0]) * V(table[0]) * sum;
  }

 private:
  double centre(int i) const { return lower_ + i * width_; }

  // From a centre, in widths; limited, where the bell is 0, so that no infinity comes up.
  template <typename V, typename T>
  EIGENACT_INLINE V distance(const V& x, const T* table, int i) const {
    return math::clamp(mul_add(x, V(table[0]), V(table[1 + i])), V(-64), V(64));
  }

  int centres_;
  double lower_, upper_, width_;
  core::Seed seed_;
};

}  // namespace eigenact::formula

EIGENACT_BASIS(RBF);

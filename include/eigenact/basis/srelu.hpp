// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/expansion.hpp>

namespace eigenact::formula {

/// S-shaped ReLU: x between trained thresholds t_l and t_r, lines of trained slopes a_l and a_r
/// beyond. At a threshold the derivative counts as that of the line. At infinity f, f' and the
/// gradients are their limits, t where the line has slope 0; where x - t overflows it is infinite.
/// Error of float (Fast): 2 units of 2^-24, relative to |t| + |a (x - t)|.
/// Parameters: t_l, a_l, t_r, a_r; t_l <= t_r.
/// Source: Jin et al. 2016, arXiv:1512.07030.
class SReLU : public core::Basis<SReLU> {
 public:
  static constexpr Facts facts =
      Facts("srelu")
          .formula("x >= t_r ? t_r + a_r * (x - t_r) : x <= t_l ? t_l + a_l * (x - t_l) : x")
          .reference("Jin et al. 2016, arXiv:1512.07030")
          .also_called("s-shaped relu");

  int parameter_count() const { return 4; }
  std::vector<std::string> parameter_names() const { return {"t_l", "a_l", "t_r", "a_r"}; }
  std::string text() const { return std::string(facts.formula()); }
  /// The middles of the intervals that the authors draw from.
  Eigen::ArrayXd initial() const {
    Eigen::ArrayXd p(4);
    p << 0, 0.5, 2.5, 1;
    return p;
  }
  template <typename S, typename Real>
  void validate(const double* p) const {
    if (!(p[0] <= p[2]))
      core::reject(facts.name(), "t_l must not be above t_r, got t_l = " + std::to_string(p[0]) +
                                     ", t_r = " + std::to_string(p[2]));
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    const V left(table[0]), left_slope(table[1]), right(table[2]), right_slope(table[3]);
    const auto above = x >= right, below = x <= left;
    const V slope = select(above, right_slope, select(below, left_slope, V(1)));
    const V offset = select(above, x - right, select(below, x - left, V(0)));
    sums(0, select(above, V(0), select(below, V(1) - left_slope, V(0))));
    sums(1, select(above, V(0), offset));
    sums(2, select(above, V(1) - right_slope, V(0)));
    sums(3, select(above, offset, V(0)));
    const V line = select(above, right, left) + math::product(slope, offset);
    return {select(above | below, line, x), math::nan_as(x, slope)};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T*) const {
    return math::nan_as(x, V(0));
  }
};

}  // namespace eigenact::formula

EIGENACT_BASIS(SReLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/expansion.hpp>
#include <eigenact/simd/lookup.hpp>

namespace eigenact::formula {

/// A piecewise linear function (PWLU): trained values y_0, ..., y_cells at equidistant knots from
/// trained L to trained R, and lines of trained slopes K_L and K_R beyond.
/// It starts as ReLU. At a knot the derivative is that of the cell to the right or left.
/// Error of float (Fast): 4 units of 2^-24, relative to the largest |y| around x and to the slope
/// times |x| + |L|. At infinity f, f' and the gradients are their limits, y where the line has
/// slope 0; where x - L or x - R overflows it is infinite. The cells are from 2^-112 to 2^112 wide
/// in float arithmetic, 2^-1000 to 2^1000 in double, and the knots different numbers of the scalar
/// type. Parameters: L, R, K_L, K_R, all y.
/// Source: Zhou et al. 2021, arXiv:2104.03693.
class PiecewiseLinear : public core::Basis<PiecewiseLinear> {
 public:
  static constexpr Facts facts =
      Facts("piecewise_linear")
          .formula("x < L ? y_0 + K_L * (x - L) : x > R ? y_n + K_R * (x - R) : linear from y to y")
          .reference("Zhou et al. 2021, arXiv:2104.03693")
          .also_called("pwlu, piecewise linear unit");

  /// @param cells  1 to 4096
  /// @param lower  where L and R start
  explicit PiecewiseLinear(int cells = 6, double lower = -3, double upper = 3)
      : cells_(core::checked_size(facts.name(), "the number of cells", cells, 1, 4096)),
        lower_(lower),
        upper_(upper) {
    core::check_interval(facts.name(), lower, upper);
  }

  int parameter_count() const { return kFirst + cells_ + 1; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names = {"L", "R", "K_L", "K_R"};
    core::append_names(names, "y", 0, cells_);
    return names;
  }
  std::string text() const {
    const std::string n = std::to_string(cells_), s = "((x - L) / (R - L) * " + n + ")";
    std::string text = "x < L ? y0 + K_L * (x - L) : ";
    for (int i = 0; i < cells_; ++i) {
      const std::string left = "y" + std::to_string(i), right = "y" + std::to_string(i + 1);
      text += s + " < " + std::to_string(i + 1) + " ? " + left + " + (" + s + " - " +
              std::to_string(i) + ") * (" + right + " - " + left + ") : ";
    }
    return text + "y" + n + " + K_R * (x - R)";
  }
  Eigen::ArrayXd initial() const {
    Eigen::ArrayXd p(parameter_count());
    p.head(kFirst) << lower_, upper_, 0, 1;
    for (int i = 0; i <= cells_; ++i)
      p(kFirst + i) = std::max(0.0, lower_ + i * (upper_ - lower_) / cells_);
    return p;
  }
  template <typename S, typename Real>
  void check_structure() const {
    check_knots<S, Real>(lower_, upper_);
  }
  template <typename S, typename Real>
  void validate(const double* p) const {
    if (!(p[0] < p[1]))
      core::reject(facts.name(), "L must be below R, got L = " + std::to_string(p[0]) +
                                     ", R = " + std::to_string(p[1]));
    check_knots<S, Real>(p[0], p[1]);
  }

  // L, R, cells in a unit of x, 1 / (R - L); then for the line on the left, the cells and the line
  // on the right: knot, value there, slope
  int table_size() const { return kFirst + 3 * (cells_ + 2); }
  template <typename T>
  void prepare(const double* p, T* table) const {
    const double *y = p + kFirst, width = (p[1] - p[0]) / cells_;
    table[0] = static_cast<T>(p[0]);
    table[1] = static_cast<T>(p[1]);
    table[2] = static_cast<T>(1 / width);
    table[3] = static_cast<T>(1 / (p[1] - p[0]));
    const auto set = [&](int line, double knot, double value, double slope) {
      table[kFirst + line] = static_cast<T>(knot);
      table[kFirst + cells_ + 2 + line] = static_cast<T>(value);
      table[kFirst + 2 * (cells_ + 2) + line] = core::in_range<T>(slope);
    };
    set(0, p[0], y[0], p[2]);
    for (int i = 0; i < cells_; ++i) set(i + 1, p[0] + i * width, y[i], (y[i + 1] - y[i]) / width);
    set(cells_ + 1, p[1], y[cells_], p[3]);
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    const V left(table[0]), right(table[1]), magic(math::detail::rounding_magic<V>);
    const auto below = x<left, above = x> right;
    const V inside = math::clamp(x, left, right);
    const V place = mul_add(V(inside - left), V(table[2]), V(-0.5)) + magic;
    V cell = simd::table_index(V(place - magic), cells_ - 1) + V(1);
    cell = select(below, V(0), select(above, V(T(cells_ + 1)), cell));
    const simd::Lookup<V> lookup(cell);
    const int lines = cells_ + 2;
    const V offset = x - lookup(table + kFirst), slope = lookup(table + kFirst + 2 * lines);
    const V share = select(below | above, V(0), offset * V(table[2]));
    // dy/dL and dy/dR: the knots move, and with them the place of x in its cell
    const V weight = (right - x) * V(table[3]);
    sums(0, -slope * select(above, V(0), select(below, V(1), weight)));
    sums(1, -slope * select(below, V(0), select(above, V(1), V(1) - weight)));
    sums(2, select(below, offset, V(0)));
    sums(3, select(above, offset, V(0)));
    const V knot = simd::table_index(V(cell - V(1)), cells_);
    sums.scatter(knot, kFirst, V(1) - share);
    sums.scatter(knot, kFirst + 1, share);
    // a line of slope 0 stays where it is, also at infinity
    const V way = select(slope == V(0), V(0), offset);
    return {math::nan_as(x, mul_add(slope, way, lookup(table + kFirst + lines))),
            math::nan_as(x, slope)};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T*) const {
    return math::nan_as(x, V(0));
  }

  int sum_count() const { return parameter_count() + 1; }  // one that the right line adds 0 to

 private:
  static constexpr int kFirst = 4;

  template <typename S, typename Real>
  void check_knots(double left, double right) const {
    const double width = (right - left) / cells_;
    core::check_width<Real>(facts.name(), "the width of the cells", width, 1);
    core::check_increasing<S>(facts.name(), "the knots", cells_ + 1,
                              [&](int i) { return i == cells_ ? right : left + i * width; });
  }

  int cells_;
  double lower_, upper_;
};

}  // namespace eigenact::formula

EIGENACT_BASIS(PiecewiseLinear);

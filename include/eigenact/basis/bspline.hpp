// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>
#include <eigenact/core/spline_pieces.hpp>
#include <eigenact/simd/lookup.hpp>

namespace eigenact {
namespace formula {

/// A spline with trained coefficients, the edge of a Kolmogorov-Arnold network: the sum of
/// c_i B_i(x), where the B-splines B_i of one degree have their knots on a grid that goes on by
/// `degree` cells beyond its ends; 0 beyond those. With a residual, w silu(x) is added.
/// Error of float (Fast): 2 degree units of 2^-24, relative to the largest |c|. At the knots the
/// highest derivative is that of the cell to the right or left. At infinity f, f', f'' and the
/// gradients are 0, with a residual those of w silu(x). Polynomials of coefficients that overflow
/// count as the largest number.
/// Parameters: cells + degree coefficients c, then w if there is a residual.
/// Source: Liu et al. 2024, arXiv:2404.19756; de Boor 1978, A Practical Guide to Splines.
class BSpline : public core::Basis<BSpline> {
 public:
  static constexpr Facts facts = Facts("bspline")
                                     .formula("w * x / (1 + exp(-x)) + sum of c_i * B_i(x)")
                                     .reference("Liu et al. 2024, arXiv:2404.19756")
                                     .also_called("kan, kan spline");

  /// @param cells     of the grid, 1 to 4096
  /// @param degree    1 to 7
  /// @param lower     the ends of the grid; the knots are different numbers of the scalar type, the
  ///                  cells from 2^(-112 / degree) to 2^(112 / degree) wide in float arithmetic, in
  ///                  double 2^(1000 / degree)
  /// @param residual  whether w silu(x) is added; w starts at 1
  /// @param seed      of the initial c, which are uniform in [-0.05, 0.05)
  explicit BSpline(int cells = 5, int degree = 3, double lower = -1, double upper = 1,
                   bool residual = false, core::Seed seed = 0)
      : BSpline(equal_grid(cells, lower, upper), degree, residual) {
    uniform_ = true;
    seed_ = seed;
  }
  /// On a grid of unequal cells.
  /// @throws std::invalid_argument unless it is two or more numbers that increase.
  BSpline(const std::vector<double>& grid, int degree, bool residual)
      : degree_(core::checked_size(facts.name(), "the degree", degree, 1, kHighestDegree)),
        residual_(residual) {
    const int cells = core::checked_size(facts.name(), "the number of cells",
                                         static_cast<long long>(grid.size()) - 1, 1, kMostCells);
    for (std::size_t i = 1; i < grid.size(); ++i)
      core::check_interval(facts.name(), grid[i - 1], grid[i]);
    const double width = (grid.back() - grid.front()) / cells;
    for (int i = degree; i > 0; --i) knots_.push_back(grid.front() - i * width);
    knots_.insert(knots_.end(), grid.begin(), grid.end());
    for (int i = 1; i <= degree; ++i) knots_.push_back(grid.back() + i * width);
  }
  static std::vector<BSpline> examples() {
    return {BSpline(), BSpline(4, 2, -2, 2.5, true), BSpline({-2, -0.5, 0.25, 2}, 3, true)};
  }

  template <typename S, typename Real>
  void check_structure() const {
    core::check_increasing<S>(facts.name(), "the knots", size() + 1,
                              [this](int i) { return knot(i); });
    for (int i = 0; i < size(); ++i)
      core::check_width<Real>(facts.name(), "the width of the cells", knot(i + 1) - knot(i),
                              degree_);
  }

  int degree() const { return degree_; }
  bool has_residual() const { return residual_; }
  bool is_uniform() const { return uniform_; }
  core::Seed seed() const { return seed_; }
  /// The ends of the cells.
  std::vector<double> grid() const { return {knots_.begin() + degree_, knots_.end() - degree_}; }

  int parameter_count() const { return coefficients() + (residual_ ? 1 : 0); }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    core::append_names(names, "c", 1, coefficients());
    if (residual_) names.emplace_back("w");
    return names;
  }
  std::string text() const {
    std::string sum = residual_ ? "w * x / (1 + exp(-x))" : "";
    for (int i = 0; i < coefficients(); ++i)
      sum += (sum.empty() ? "c" : " + c") + std::to_string(i + 1) + " * " + text(i, degree_);
    return sum;
  }

  Eigen::ArrayXd initial() const {
    constexpr double spread = 0.1;  // noise_scale of the paper's code
    core::Draws random(seed_);
    Eigen::ArrayXd p(parameter_count());
    for (int i = 0; i < coefficients(); ++i) p(i) = spread * (random.uniform() - 0.5);
    if (residual_) p(coefficients()) = 1;
    return p;
  }

  // w; cells in a unit of x, the number of cells; their knots, their middles, and the coefficients
  // of the powers of x - middle, power by power
  int table_size() const { return kFirst + size() + 1 + (degree_ + 2) * size(); }
  template <typename T>
  void prepare(const double* p, T* table) const {
    const int n = size();
    table[0] = static_cast<T>(residual_ ? p[coefficients()] : 0);
    table[1] = static_cast<T>(n / (knots_.back() - knots_.front()));
    T* const middles = table + kFirst + n + 1;
    for (int i = 0; i <= n; ++i) table[kFirst + i] = static_cast<T>(knots_[std::size_t(i)]);
    for (int cell = 0; cell < n; ++cell) {
      const auto middle = static_cast<T>(middle_of(cell));
      middles[cell] = middle;
      const Pieces pieces = core::spline_pieces(knots_, degree_, cell, static_cast<double>(middle));
      for (int power = 0; power <= degree_; ++power) {
        double sum = 0;
        for_each_spline(cell, [&](int i, int piece) {
          sum += p[i] * pieces[std::size_t(piece)][std::size_t(power)];
        });
        middles[(power + 1) * n + cell] = core::in_range<T>(sum);
      }
    }
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    const Place<V> place(*this, x, table);
    V power = select(place.inside, V(1), V(0));
    for (int i = 0; i <= degree_; ++i) {
      sums.scatter(place.cell, i * size(), power);
      power = power * place.offset;
    }
    const T* const c = table + kFirst + size() + 1 + size();
    V value = place.lookup(c + degree_ * size()), slope(0);
    for (int i = degree_ - 1; i >= 0; --i) {
      slope = mul_add(slope, place.offset, value);
      value = mul_add(value, place.offset, place.lookup(c + i * size()));
    }
    ValueAndSlope<V> jet{select(place.inside, value, V(0)), select(place.inside, slope, V(0))};
    if (residual_) {
      const V weight(table[0]), silu = math::self_weighted_sigmoid(x);
      sums((degree_ + 1) * size(), silu);
      if (table[0] != 0) jet.value = mul_add(weight, silu, jet.value);  // silu may be infinite
      jet.derivative = mul_add(weight, math::self_weighted_sigmoid_slope(x), jet.derivative);
    }
    return {math::nan_as(x, jet.value), math::nan_as(x, jet.derivative)};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    const Place<V> place(*this, x, table);
    const T* const c = table + kFirst + size() + 1 + size();
    V bend(0);
    for (int i = degree_; i >= 2; --i)
      bend = mul_add(bend, place.offset, V(T(i * (i - 1))) * place.lookup(c + i * size()));
    bend = select(place.inside, bend, V(0));
    if (residual_) bend = mul_add(V(table[0]), silu_bend(x), bend);
    return math::nan_as(x, bend);
  }

  int sum_count() const { return (degree_ + 1) * size() + 1; }
  void finish(const double* /*parameters*/, const double* sums, double* gradients) const {
    std::fill_n(gradients, coefficients(), 0.0);
    for (int cell = 0; cell < size(); ++cell) {
      const Pieces pieces = core::spline_pieces(knots_, degree_, cell, middle_of(cell));
      for_each_spline(cell, [&](int i, int piece) {
        for (int power = 0; power <= degree_; ++power)
          gradients[i] +=
              pieces[std::size_t(piece)][std::size_t(power)] * sums[power * size() + cell];
      });
    }
    if (residual_) gradients[coefficients()] = sums[(degree_ + 1) * size()];
  }

 private:
  static constexpr int kHighestDegree = core::kHighestSplineDegree, kMostCells = 4096, kFirst = 2;
  using Pieces = core::SplinePieces;

  static std::vector<double> equal_grid(int cells, double lower, double upper) {
    core::checked_size(facts.name(), "the number of cells", cells, 1, kMostCells);
    core::check_interval(facts.name(), lower, upper);
    std::vector<double> grid;
    for (int i = 0; i < cells; ++i) grid.push_back(lower + i * ((upper - lower) / cells));
    grid.push_back(upper);
    return grid;
  }

  int size() const { return static_cast<int>(knots_.size()) - 1; }
  int coefficients() const { return size() - degree_; }
  double knot(int i) const { return knots_[std::size_t(i)]; }
  double middle_of(int cell) const { return 0.5 * (knot(cell) + knot(cell + 1)); }
  // f(i, piece) for the splines in a cell: B_i is pieces[piece] there.
  template <typename F>
  void for_each_spline(int cell, const F& f) const {
    for (int piece = 0; piece <= degree_; ++piece) {
      const int i = cell - degree_ + piece;
      if (i >= 0 && i < coefficients()) f(i, piece);
    }
  }

  // Where x is on the grid.
  template <typename V>
  struct Place {
    decltype(V(0) < V(0)) inside;
    V cell, offset;
    simd::Lookup<V> lookup;

    template <typename T>
    EIGENACT_INLINE Place(const BSpline& self, const V& x, const T* table)
        : inside((x >= V(table[kFirst])) & (x < V(table[kFirst + self.size()]))),
          cell(self.cell_of(x, table)),
          offset(0),
          lookup(cell) {
      offset = select(inside, x - lookup(table + kFirst + self.size() + 1), V(0));
    }
  };
  template <typename V, typename T>
  EIGENACT_INLINE V cell_of(const V& x, const T* table) const {
    if (uniform_) {
      const V magic(math::detail::rounding_magic<V>);
      const V cell = mul_add(x - V(table[kFirst]), V(table[1]), V(-0.5)) + magic;
      return simd::table_index(V(cell - magic), size() - 1);
    }
    V cell(0);
    for (int i = 1; i < size(); ++i) cell = select(x >= V(table[kFirst + i]), V(T(i)), cell);
    return cell;
  }

  template <typename V>
  static EIGENACT_INLINE V silu_bend(const V& x) {
    const V s = math::sigmoid(x), other = math::sigmoid(V(-x));
    const V nearby = math::clamp(x, V(-2048), V(2048));  // beyond, s or the other is 0
    return s * other * mul_add(nearby, other - s, V(2));
  }

  std::string text(int i, int degree) const {
    const auto t = [this](int j) { return core::text_of(knot(j)); };
    if (degree == 0) return "(x >= " + t(i) + " && x < " + t(i + 1) + ")";
    const auto part = [&](const std::string& numerator, int from, int to, int next) {
      return "(" + numerator + ") / (" + t(to) + " - " + t(from) + ") * " + text(next, degree - 1);
    };
    return "(" + part("x - " + t(i), i, i + degree, i) + " + " +
           part(t(i + degree + 1) + " - x", i + 1, i + degree + 1, i + 1) + ")";
  }

  std::vector<double> knots_;
  int degree_;
  bool residual_, uniform_ = false;
  core::Seed seed_ = 0;
};

}  // namespace formula
}  // namespace eigenact

EIGENACT_BASIS(BSpline);

namespace eigenact {

/// The same spline, as nearly as can be, on a grid that follows samples of its argument: its cells
/// hold equal numbers of them, mixed with equal cells.
/// @param equal_share  of the equal cells in the mixture, above 0 and at most 1
/// @throws std::invalid_argument on another share, or where the samples are not finite or all
/// equal. Source: Liu et al. 2024, arXiv:2404.19756 (grid update).
template <typename Scalar, typename Accuracy, typename Derived>
BSpline<Scalar, Accuracy> with_grid_from(const BSpline<Scalar, Accuracy>& f,
                                         const Eigen::DenseBase<Derived>& samples,
                                         double equal_share = 0.02) {
  const auto name = formula::BSpline::facts.name();
  if (!core::is_at_most(equal_share, 1) || equal_share <= 0)
    core::reject(name,
                 "the share of equal cells must be in (0, 1], got " + std::to_string(equal_share));
  Eigen::ArrayXd x = core::plain_doubles(samples);
  const auto is_finite = [](double each) {
    return core::is_at_most(std::abs(each), std::numeric_limits<double>::max());
  };
  if (x.size() == 0 || !std::all_of(x.data(), x.data() + x.size(), is_finite))
    core::reject(name, "the samples must be finite numbers");
  std::sort(x.data(), x.data() + x.size());
  const double lower = x(0), upper = x(x.size() - 1);
  core::check_interval(name, lower, upper);
  std::vector<double> grid = f.structure().grid();
  const auto cells = static_cast<Eigen::Index>(grid.size()) - 1;
  for (Eigen::Index i = 0; i <= cells; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(cells);
    const double equal = lower + part * (upper - lower), quantile = x(i * (x.size() - 1) / cells);
    grid[static_cast<std::size_t>(i)] = equal_share * equal + (1 - equal_share) * quantile;
  }
  const formula::BSpline moved(grid, f.structure().degree(), f.structure().has_residual());
  return BSpline<Scalar, Accuracy>(moved).fitted_to(f, lower, upper);
}

}  // namespace eigenact

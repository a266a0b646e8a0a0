// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "lines.hpp"

// What activations of vectors should give, in MPFR, and in which unit their errors are: for the
// laws of line_laws.hpp and for the program that measures accuracy.

namespace eigenact_test {

/// How the lines, which are the columns of a table, stand in memory.
enum class Layout { Columns, ColumnsOfRowMajor, Rows, RowsOfRowMajor, Single, Unaligned };

/// One activation of vectors of one type.
struct Member {
  std::string name, formula;
  Format format;
  double bound;  ///< in ULP, of results
  bool is_precise;
  bool has_parameter;     ///< a temperature, or eps of standardize
  bool is_reduction;      ///< one number per line
  bool backward_takes_x;  ///< in place of the result
  std::function<Table(const Table& x, Layout, double parameter)> forward;
  std::function<Table(const Table& y_or_x, const Table& g, Layout, double parameter)> backward;

  bool is_softmax() const {
    return formula == "softmax" || formula == "softmax2d" || formula == "softmin" ||
           formula == "softmax1" || formula == "gumbel_softmax";
  }
  bool is_log_sum() const { return formula == "log_sum_exp" || formula == "log_mean_exp"; }
  bool is_projection() const { return formula == "sparsemax" || formula == "entmax15"; }
  bool is_norm() const { return formula == "standardize" || formula == "poly_norm"; }
};

/// A member that has its facts but no functions yet.
Member member_of(const std::string& formula, const std::string& type, const Format& format,
                 bool is_precise, bool has_parameter);

/// A number, and the size at which the unit of its error is taken at least.
struct Sized {
  Real exact, size;
};
/// In ULP, which is what the laws and the accuracy program compare with bounds.
double error_of(double computed, const Sized& right, const Format& format);

/// The results of a line of numbers, exactly. Where terms cancel their unit is at the size of the
/// terms: of 1 for projections and standardize, the greatest of |max x| and log n for logarithms of
/// sums, the sum of the magnitudes of its terms for poly_norm.
std::vector<Sized> exact_values(const Member& m, Reals x, double parameter);

/// The gradient to x from x, the results y as they are and the gradient g to them. Their sizes are
/// the sums of the magnitudes of their terms.
std::vector<Sized> exact_slopes(const Member& m, const Reals& x, const Reals& y, const Reals& g,
                                double parameter);
/// How many units of 2^(1 - digits), relative to its size, a gradient may be off.
constexpr double kSlopeUnits = 12;

/// Finite lines at the ends of the range.
std::vector<std::vector<double>> hostile_lines(const Format& format, std::size_t n);

/// x less its greatest, over a scale.
Reals centered(const Reals& x, const Real& scale);
/// e^z of a line whose greatest is 0.
Line powers_of(const Reals& z);
Real absolute(const Real& x);
/// weight_i (g_i - sum_j share_j g_j)
std::vector<Sized> slopes_of(const Reals& weight, const Reals& share, const Reals& g);

/// How many successive elements maxout takes of a line of n.
constexpr std::size_t maxout_pieces(std::size_t n) { return n % 2 == 0 ? 2 : 1; }

}  // namespace eigenact_test

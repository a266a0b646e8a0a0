// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "lines.hpp"

// What every activation of vectors must do at the ends of the range, at NaN and infinities and
// beside other lines. The laws are compiled without the options of the programs that ask for them.

namespace eigenact_test {

/// How the lines, which are the columns of a table, stand in memory.
enum class Layout { Columns, ColumnsOfRowMajor, Rows, RowsOfRowMajor, Single, Unaligned };

/// One activation of vectors of one type.
struct Member {
  std::string name, formula;
  Format format;
  double bound;           ///< in ULP, of results
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

/// A table of lines, and gradients to results y.
Table lines_of(const Format& format, const std::vector<std::vector<double>>& lines);
Table gradients_for(const Table& y, unsigned seed);

/// The results of a line have the same bits in every layout, alone and beside any others.
void check_bits(const Member& member);
/// NaN and infinities give what the headers state.
void check_limits(const Member& member);
/// Results hold their bounds for every finite line and every admissible parameter.
void check_range(const Member& member);
/// The same of gradients.
void check_gradient_range(const Member& member);
/// The same of gradients of the temperature of Softmax or its logarithm in double: slope(x, g, T).
void check_temperature_range(
    bool log, const std::function<double(const Table& x, const Table& g, double)>& slope);

}  // namespace eigenact_test

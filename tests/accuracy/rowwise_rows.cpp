// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <random>
#include <sstream>

#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

constexpr Index kLengths[] = {1,  2,  3,  4,  5,  7,  8,  9,   15,  16,
                              17, 31, 32, 33, 63, 64, 65, 100, 128, 300};

constexpr std::size_t kLengthsOfEnds[] = {2, 5, 19, 64};  // of lines at the ends of the range

/// Normally distributed elements.
struct Kind {
  double width, center;
};
constexpr Kind kKinds[] = {{1, 0},   {1e-6, 0},  {0.01, 0},  {5, 0},   {20, 0},   {80, 0},
                           {1, 150}, {3, -1490}, {0.3, 3e6}, {1e4, 0}, {1e12, 0}, {1e30, 0}};

/// Lines of one length, the columns of a table, and the gradients to their results.
struct Lines {
  std::string what;
  Table x;
  double parameter;
  double slope_width;  ///< of the gradients
};

Table normal(const Format& format, Index rows, Index cols, const Kind& kind, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> distribution(kind.center, kind.width);
  Table result{format, rows, cols, {}};
  for (Index i = 0; i < rows * cols; ++i)
    result.values.push_back(round_to(distribution(generator), format));
  return result;
}

std::string text(double x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

/// The temperature, or the eps of standardize.
double parameter_of(const Member& m, std::size_t turn) {
  if (!m.has_parameter) return 1;
  if (m.formula == "standardize") return turn % 2 == 0 ? 1e-5 : 0.01;
  return turn % 3 == 1 ? 0.7 : turn % 3 == 2 ? 3 : 1;
}

std::vector<Lines> sample(const Member& m, const FamilySizes& sizes) {
  std::vector<Lines> all;
  const auto add = [&](const std::string& what, Table x) {
    const double parameter = round_to(parameter_of(m, all.size()), m.format);
    const double widths[] = {1, 1e-3, 1e4};
    const std::string in_it = m.has_parameter ? ", parameter " + text(parameter) : "";
    all.push_back({what + in_it, std::move(x), parameter, widths[all.size() / 3 % 3]});
  };
  unsigned seed = 20261201;
  const auto add_normal = [&](Index n, Index lines, const Kind& kind) {
    add("normal(" + text(kind.center) + ", " + text(kind.width) + ")",
        normal(m.format, n, lines, kind, ++seed));
  };
  for (const Index n : kLengths)
    for (const Kind& kind : kKinds) add_normal(n, sizes.lines, kind);
  // pairs: where two errors meet undamped, and where one element dominates more and more
  for (const double width : {0.5, 3., 12., 30.}) add_normal(2, 100 * sizes.lines, {width, 0});
  for (const std::size_t n : kLengthsOfEnds) {
    Table x{m.format, static_cast<Index>(n), 0, {}};
    for (const auto& line : hostile_lines(m.format, n)) {
      for (const double element : line) x.values.push_back(round_to(element, m.format));
      ++x.cols;
    }
    add("ends of the range", std::move(x));
  }
  return all;
}

std::string place(const Lines& lines, Index i, Index j) {
  return "element " + std::to_string(i) + " of " + std::to_string(lines.x.rows) + " in line " +
         std::to_string(j) + " of " + lines.what;
}

/// A sample, and the exact results, which Fast and Precise share.
struct Known {
  Lines lines;
  std::vector<std::vector<Sized>> exact;
};

std::vector<Known> known(const Member& m, const FamilySizes& sizes) {
  std::vector<Known> all;
  for (Lines& lines : sample(m, sizes)) {
    all.push_back({std::move(lines), {}});
    Known& own = all.back();
    for (Index j = 0; j < own.lines.x.cols; ++j)
      own.exact.push_back(exact_values(m, reals(own.lines.x, j), own.lines.parameter));
  }
  return all;
}

void measure_column(Row& row, const Table& y, Index j, const std::vector<Sized>& exact,
                    double least_size, const Lines& lines) {
  for (Index i = 0; i < y.rows; ++i) {
    const Sized& right = exact[static_cast<std::size_t>(i)];
    measure(row, y(i, j), right.exact.reference(), std::max(right.size.to_double(), least_size),
            y.format, [&] { return place(lines, i, j); });
  }
}

/// The limit of a gradient: in units of 2^(1 - digits) at its size, two of which are at most 2 ULP.
constexpr double kSlopeLimit = 2 * kSlopeUnits;

void add_rows(std::vector<Row>& rows, const Member& m, const std::vector<Known>& sample) {
  Row value = empty_row(m.formula, m.format, m.is_precise, "value", m.bound),
      slope = empty_row(m.formula, m.format, m.is_precise, "gradient", kSlopeLimit);
  unsigned seed = 0;
  for (const Known& own : sample) {
    const Table& x = own.lines.x;
    const Table y = m.forward(x, Layout::Columns, own.lines.parameter);
    const Table g = normal(m.format, y.rows, y.cols, {own.lines.slope_width, 0}, ++seed);
    const Table gx =
        m.backward(m.backward_takes_x ? x : y, g, Layout::Columns, own.lines.parameter);
    for (Index j = 0; j < x.cols; ++j) {
      measure_column(value, y, j, own.exact[static_cast<std::size_t>(j)], 0, own.lines);
      // the share of an element in a sum may be subnormal before g multiplies it
      const double least = m.is_reduction ? m.format.smallest_normal() * std::abs(g(0, j)) : 0;
      measure_column(slope, gx, j,
                     exact_slopes(m, reals(x, j), reals(y, j), reals(g, j), own.lines.parameter),
                     least, own.lines);
    }
  }
  rows.push_back(value);
  rows.push_back(slope);
}

}  // namespace

std::vector<Row> rows_of_lines(const std::vector<Member>& members, const FamilySizes& sizes) {
  std::vector<Row> rows;
  int digits = 0;
  std::vector<Known> sample;
  for (const Member& m : members) {
    if (m.format.digits != digits) sample = known(m, sizes);
    digits = m.format.digits;
    add_rows(rows, m, sample);
  }
  return rows;
}

}  // namespace eigenact_test

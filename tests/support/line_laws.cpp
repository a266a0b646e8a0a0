// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "line_laws.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>
#include <utility>

namespace eigenact_test {

namespace {

constexpr Layout kLayouts[] = {Layout::Columns, Layout::ColumnsOfRowMajor,
                               Layout::Rows,    Layout::RowsOfRowMajor,
                               Layout::Single,  Layout::Unaligned};
const double kNaN = std::nan("");

Table first_lines(const Table& x, Index count) {
  Table result{x.format, x.rows, count, {}};
  result.values.assign(x.values.begin(), x.values.begin() + x.rows * count);
  return result;
}
std::size_t differences_of(const Table& a, const Table& b) {
  std::size_t count = 0;
  if (a.rows != b.rows) return 1;
  for (std::size_t i = 0; i < std::min(a.values.size(), b.values.size()); ++i) {
    const bool both_nan = std::isnan(a.values[i]) && std::isnan(b.values[i]);
    count += !both_nan && std::memcmp(&a.values[i], &b.values[i], sizeof(double)) != 0;
  }
  return count;
}
double default_parameter(const Member& m) { return m.formula == "standardize" ? 0.01 : 1; }
}  // namespace

Table Table::rounded_to(const Format& to) const {
  Table result = *this;
  result.format = to;
  for (double& value : result.values) value = round_to(value, to);
  return result;
}

Table lines_of(const Format& format, const std::vector<std::vector<double>>& lines) {
  Table result{format, static_cast<Index>(lines[0].size()), static_cast<Index>(lines.size()), {}};
  for (const auto& line : lines)
    result.values.insert(result.values.end(), line.begin(), line.end());
  return result.rounded_to(format);
}

Table gradients_for(const Table& y, unsigned seed) {
  return normal_numbers(y.rows, y.cols, 1, 0, seed).rounded_to(y.format);
}

void check_bits(const Member& m) {
  for (const Index n : {1, 2, 3, 8, 17, 31, 40, 64, 130}) {
    // lines of all kinds beside each other: moderate, wide, alike, far from 0, dominated by one
    Table x = normal_numbers(n, 70, 1, 0, static_cast<unsigned>(n));
    for (Index j = 0; j < x.cols; ++j)
      for (Index i = 0; i < n; ++i) {
        double& value = x.values[static_cast<std::size_t>(j * n + i)];
        const double width[] = {1, 20, 0.001, 1, 3}, center[] = {0, 0, 0, 600, 0};
        value = center[j % 5] + value * width[j % 5];
        if (j % 5 == 4 && i == n / 2) value += static_cast<double>(j);
      }
    x = x.rounded_to(m.format);
    const double parameter =
        m.has_parameter && m.formula != "standardize" && n % 2 == 0 ? 0.75 : default_parameter(m);
    const Table y = m.forward(x, Layout::Columns, parameter);
    const Table g = gradients_for(y, 3), &taken = m.backward_takes_x ? x : y;
    const Table gx = m.backward(taken, g, Layout::Columns, parameter);
    std::ostringstream others;
    for (const Layout layout : kLayouts)
      for (const Index count : {1, 17, 70}) {
        const Table few = first_lines(x, count), few_y = first_lines(taken, count),
                    few_g = first_lines(g, count);
        const std::size_t forward = differences_of(m.forward(few, layout, parameter), y);
        const std::size_t backward =
            differences_of(m.backward(few_y, few_g, layout, parameter), gx);
        if (forward != 0)
          others << forward << " results of " << count << " lines in layout "
                 << static_cast<int>(layout) << "; ";
        if (backward != 0)
          others << backward << " gradients of " << count << " lines in layout "
                 << static_cast<int>(layout) << "; ";
      }
    CAPTURE(m.name, n);
    CHECK(others.str() == "");
  }
}

namespace {

/// What a line with NaN or infinities gives: NaN throughout, or these numbers; NaN in them is where
/// anything may stand.
struct Expected {
  bool is_nan = false;
  std::vector<double> values = {};
};

Expected expected(const Member& m, std::vector<double> line) {
  const std::size_t n = line.size();
  const std::string& f = m.formula;
  if (f == "softmin")
    for (double& x : line) x = -x;
  const auto has = [&](double special) {
    return std::any_of(line.begin(), line.end(), [special](double x) { return x == special; });
  };
  const bool has_nan =
      std::any_of(line.begin(), line.end(), [](double x) { return std::isnan(x); });
  if (f == "maxout") {
    const std::size_t pieces = n % 2 == 0 ? 2 : 1;
    std::vector<double> values;
    for (std::size_t i = 0; i < n; i += pieces) {
      const double other = line[i + pieces - 1];
      const bool is_known = !std::isnan(line[i]) && !std::isnan(other);
      values.push_back(is_known ? std::max(line[i], other) : kNaN);
    }
    return {false, values};
  }
  if (has_nan) return {true};
  if (f == "hardmax") {
    std::vector<double> values(n, 0);
    values[static_cast<std::size_t>(std::max_element(line.begin(), line.end()) - line.begin())] = 1;
    return {false, values};
  }
  if (m.is_norm()) return {has(kInfinity) || has(-kInfinity)};
  if (m.is_log_sum()) {
    if (has(kInfinity)) return {false, {kInfinity}};
    return {false,
            {std::all_of(line.begin(), line.end(), [](double x) { return x == -kInfinity; })
                 ? -kInfinity
                 : kNaN}};
  }
  if (has(kInfinity)) return {true};
  std::vector<double> values;
  for (const double x : line)
    values.push_back(x > -kInfinity ? kNaN : f == "log_softmax" ? -kInfinity : 0);
  return {false, values};
}

std::string mistakes(const Table& y, Index j, const Expected& right, bool is_maxout) {
  std::ostringstream text;
  for (Index i = 0; i < y.rows; ++i) {
    const double own = y(i, j);
    bool good = std::isnan(own);
    if (!right.is_nan) {
      const double wanted = right.values.empty() ? kNaN : right.values[static_cast<std::size_t>(i)];
      good = std::isnan(wanted) ? std::isnan(own) == is_maxout : own == wanted;
    }
    if (!good) text << "element " << i << " in line " << j << " is " << own << "; ";
  }
  return text.str();
}

std::vector<std::vector<double>> special_lines(std::size_t n) {
  const auto usual = [n] {
    std::vector<double> line(n);
    for (std::size_t i = 0; i < n; ++i) line[i] = static_cast<double>((i * 7) % 5) - 1.5;
    return line;
  };
  std::vector<std::vector<double>> lines;
  const auto add = [&](std::size_t place, double special, double rest_of_line) {
    auto line = usual();
    if (rest_of_line != 0) line.assign(n, rest_of_line);
    line[place] = special;
    lines.push_back(line);
    return &lines.back();
  };
  for (const std::size_t place : {std::size_t(0), n / 2, n - 1})
    for (const double special : {kNaN, kInfinity, -kInfinity}) add(place, special, 0);
  add(n / 2, kNaN, -kInfinity);
  add(n / 2, kNaN, kInfinity);
  add(n / 2, kInfinity, -kInfinity);
  add(0, -kInfinity, kInfinity);
  add(n / 2, 2.5, -kInfinity);
  add(n / 2, -kInfinity, -kInfinity);
  add(n / 2, kInfinity, kInfinity);
  lines.push_back(usual());
  return lines;
}

}  // namespace

void check_limits(const Member& m) {
  for (Index n = 1; n <= 40; ++n) {
    const auto lines = special_lines(static_cast<std::size_t>(n));
    const Table x = lines_of(m.format, lines);
    const double parameter = default_parameter(m);
    const bool is_maxout = m.formula == "maxout";
    std::string wrong, wrong_gradients;
    for (const Layout layout : kLayouts) {
      if (layout == Layout::Unaligned) continue;
      const Table y = m.forward(x, layout, parameter);
      const Table &taken = m.backward_takes_x ? x : y, g = gradients_for(y, 3);
      const Table gx = m.backward(taken, g, layout, parameter);
      for (Index j = 0; j < x.cols; ++j) {
        const Expected right = expected(m, lines[static_cast<std::size_t>(j)]);
        wrong += mistakes(y, j, right, is_maxout);
        const bool gives_nan = right.is_nan || (m.is_log_sum() && y(0, j) == kInfinity);
        if (!is_maxout) wrong_gradients += mistakes(gx, j, {gives_nan}, false);
      }
      // NaN or an infinity in the gradient: one in every line
      for (const double special : {kNaN, kInfinity, -kInfinity}) {
        if (is_maxout || (m.is_reduction && !std::isnan(special))) continue;
        Table of_special = g;
        for (Index j = 0; j < g.cols; ++j)
          of_special.values[static_cast<std::size_t>(j * g.rows + j % g.rows)] = special;
        const Table unknown = m.backward(taken, of_special, layout, parameter);
        for (Index j = 0; j < x.cols; ++j) wrong_gradients += mistakes(unknown, j, {true}, false);
      }
    }
    CAPTURE(m.name, n);
    CHECK(wrong == "");
    CHECK(wrong_gradients == "");
  }
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace example {

inline std::string fixed(double value, int digits) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << value;
  return text.str();
}

/// Part of a whole, as "96.25 %".
inline std::string percent(double part) { return fixed(100 * part, 2) + " %"; }

/// A bar whose length is proportional to `value`, full at `largest`.
inline std::string bar(double value, double largest) {
  constexpr double full_length = 30;
  const double length = largest > 0 ? std::round(full_length * value / largest) : 0;
  return std::string(static_cast<std::size_t>(length), '#');
}

/// Text in aligned columns: the first and the last to the left, numbers between them to the right.
class Table {
 public:
  using Row = std::vector<std::string>;

  explicit Table(Row header) : rows_{std::move(header)} {}

  void add(Row row) { rows_.push_back(std::move(row)); }

  void print(std::ostream& out) const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (const Row& row : rows_) {
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (const Row& row : rows_) print_row(out, row, widths);
  }

 private:
  static void print_row(std::ostream& out, const Row& row, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - row[i].size(), ' ');
      const bool left = i == 0 || i + 1 == widths.size();
      if (i > 0) line += "  ";
      line += left ? row[i] + padding : padding + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }

  std::vector<Row> rows_;
};

}  // namespace example

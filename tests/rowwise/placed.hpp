// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>
#include <type_traits>
#include <vector>

#include "../support/line_laws.hpp"

// Tables whose columns are lines, as matrices of the library's user.

namespace eigenact_test {

/// A matrix with any strides: a layout is two numbers instead of a type.
template <typename S>
using Strided = Eigen::Map<Columns<S>, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;

/// Lines in memory as the columns or rows of a matrix.
template <typename S>
class Placed {
 public:
  Placed(Layout layout, Index length, Index lines)
      : memory_(static_cast<std::size_t>(length * lines + 1)),
        length_(length),
        lines_(lines),
        offset_(layout == Layout::Unaligned ? 1 : 0) {
    const bool apart = layout == Layout::ColumnsOfRowMajor || layout == Layout::Rows;
    step_ = apart ? lines : 1;
    next_ = apart ? 1 : length;
  }
  Placed(Layout layout, const Table& x) : Placed(layout, x.rows, x.cols) {
    by_columns() = columns<S>(x);
  }
  Strided<S> by_columns() { return {memory_.data() + offset_, length_, lines_, {next_, step_}}; }
  Strided<S> by_rows() { return {memory_.data() + offset_, lines_, length_, {step_, next_}}; }

 private:
  std::vector<S> memory_;
  Index length_, lines_, offset_, step_ = 0, next_ = 0;
};

using ByColumns = std::true_type;
using ByRows = std::false_type;

/// run(by columns?, matrices...) of strided matrices into such a one.
template <typename S, typename Run, typename... Tables>
EIGEN_DONT_INLINE Table run_strided(Layout layout, const Run& run, const Tables&... x) {
  auto places = std::make_tuple(Placed<S>(layout, x)...);
  return std::apply(
      [&](auto&... place) {
        if (layout == Layout::Rows || layout == Layout::RowsOfRowMajor) {
          const auto result = run(ByRows(), place.by_rows()...);
          Placed<S> y(layout, result.cols(), result.rows());
          y.by_rows() = result;
          return table(Columns<S>(y.by_columns()));
        }
        const auto result = run(ByColumns(), place.by_columns()...);
        Placed<S> y(layout, result.rows(), result.cols());
        y.by_columns() = result;
        return table(Columns<S>(y.by_columns()));
      },
      places);
}

/// The same of matrices of the types that the layouts are.
template <typename S, typename Run, typename... Tables>
EIGEN_DONT_INLINE Table run_typed(Layout layout, const Run& run, const Tables&... x) {
  switch (layout) {
    case Layout::ColumnsOfRowMajor:
      return table(Rows<S>(run(ByColumns(), Rows<S>(columns<S>(x))...)));
    case Layout::Rows:
      return table(Columns<S>(run(ByRows(), columns<S>(x.transposed())...))).transposed();
    case Layout::RowsOfRowMajor:
      return table(Rows<S>(run(ByRows(), Rows<S>(columns<S>(x.transposed()))...))).transposed();
    case Layout::Unaligned: {
      const auto moved = [](const Table& line) {
        Columns<S> memory(line.rows + 1, 1);
        memory.bottomRows(line.rows) = columns<S>(line);
        return memory;
      };
      return [&](const auto&... memory) {
        return table(Columns<S>(run(ByColumns(), memory.block(1, 0, memory.rows() - 1, 1)...)));
      }(moved(x)...);
    }
    case Layout::Columns:
    case Layout::Single:
      break;
  }
  return table(Columns<S>(run(ByColumns(), columns<S>(x)...)));
}

/// run(by columns?, matrices...) of tables in a layout; Single and Unaligned are line by line.
template <typename S, bool Typed, typename Run, typename... Tables>
EIGEN_DONT_INLINE Table in_layout(Layout layout, const Run& run, const Tables&... x) {
  const auto run_in = [&](const auto&... lines) {
    if constexpr (Typed)
      return run_typed<S>(layout, run, lines...);
    else
      return run_strided<S>(layout, run, lines...);
  };
  if (layout != Layout::Single && layout != Layout::Unaligned) return run_in(x...);
  Table all{format<S>(), 0, 0, {}};
  const Index count = std::get<0>(std::tie(x...)).cols;
  for (Index j = 0; j < count; ++j) {
    const Table line = run_in(x.line(j)...);
    all.rows = line.rows;
    ++all.cols;
    all.values.insert(all.values.end(), line.values.begin(), line.values.end());
  }
  return all;
}

}  // namespace eigenact_test

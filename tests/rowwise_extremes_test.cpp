// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <eigenact/rowwise.hpp>

#include "support/line_laws.hpp"

using namespace eigenact;
using namespace eigenact_test;

// Every activation of the list; with EIGENACT_FULL in every type and tier. Another program is this
// file compiled with -ffast-math.

namespace {

template <typename Formula, typename S, typename Accuracy>
constexpr bool is_reduction =
    std::is_same_v<Formula, formula::LogSumExp> || std::is_same_v<Formula, formula::LogMeanExp>;

/// The activation for lines of length n.
template <typename Formula, typename S, typename Accuracy>
auto activation(Index n, double parameter) {
  static_cast<void>(n);
  static_cast<void>(parameter);
  if constexpr (std::is_same_v<Formula, formula::Maxout>)
    return Maxout<S, Accuracy>(static_cast<Index>(maxout_pieces(static_cast<std::size_t>(n))));
  else if constexpr (is_reduction<Formula, S, Accuracy>)
    return RowwiseReduction<Formula, S, Accuracy>();
  else if constexpr (Formula::facts.parameter_count() == 1)
    return Rowwise<Formula, S, Accuracy>(static_cast<S>(parameter));
  else
    return Rowwise<Formula, S, Accuracy>();
}

/// run(by columns?, arguments...) of tables whose columns are the lines, in a layout.
template <typename S, typename Run, typename... Tables>
EIGEN_DONT_INLINE Table in_layout(Layout layout, const Run& run, const Tables&... x) {
  using ByColumns = std::true_type;
  using ByRows = std::false_type;
  switch (layout) {
    case Layout::Columns:
      return table(Columns<S>(run(ByColumns(), columns<S>(x)...)));
    case Layout::ColumnsOfRowMajor:
      return table(Rows<S>(run(ByColumns(), Rows<S>(columns<S>(x))...)));
    case Layout::Rows:
      return table(Columns<S>(run(ByRows(), columns<S>(x.transposed())...))).transposed();
    case Layout::RowsOfRowMajor:
      return table(Rows<S>(run(ByRows(), Rows<S>(columns<S>(x.transposed()))...))).transposed();
    case Layout::Single:
    case Layout::Unaligned:
      break;
  }
  Table all{format<S>(), 0, 0, {}};
  const Index offset = layout == Layout::Unaligned ? 1 : 0;
  const auto moved = [offset](const Columns<S>& line, Index j) {
    Columns<S> memory(line.rows() + 1, 1);
    memory.block(offset, 0, line.rows(), 1) = line.col(j);
    return memory;
  };
  const Index count = std::get<0>(std::tie(x...)).cols;
  for (Index j = 0; j < count; ++j) {
    const auto one = [&](const Columns<S>& memory) {
      return memory.block(offset, 0, memory.rows() - 1, 1);
    };
    const Table line = [&](const auto&... memory) {
      return table(Columns<S>(run(ByColumns(), one(memory)...)));
    }(moved(columns<S>(x), j)...);
    all.rows = line.rows;
    ++all.cols;
    all.values.insert(all.values.end(), line.values.begin(), line.values.end());
  }
  return all;
}

template <typename Formula, typename S, typename Accuracy>
Member member() {
  Member m = member_of(std::string(Formula::facts.name()), type_text<S, Accuracy>(), format<S>(),
                       std::is_same_v<Accuracy, Precise>, Formula::facts.parameter_count() == 1);
  m.forward = [](const Table& x, Layout layout, double parameter) {
    const auto f = activation<Formula, S, Accuracy>(x.rows, parameter);
    const auto run = [&f](auto by_columns, const auto& lines) -> Columns<S> {
      if constexpr (by_columns)
        return f.colwise(lines);
      else
        return f.rowwise(lines);
    };
    return in_layout<S>(layout, run, x);
  };
  m.backward = [](const Table& taken, const Table& g, Layout layout, double parameter) {
    const auto f = activation<Formula, S, Accuracy>(taken.rows, parameter);
    const auto run = [&f](auto by_columns, const auto& lines, const auto& slopes) -> Columns<S> {
      if constexpr (by_columns)
        return f.colwise_backward(lines, slopes);
      else
        return f.rowwise_backward(lines, slopes);
    };
    return in_layout<S>(layout, run, taken, g);
  };
  return m;
}

template <typename Formula>
void add(std::vector<Member>& members) {
  if constexpr (kFull) {
    members.push_back(member<Formula, float, Fast>());
    members.push_back(member<Formula, float, Precise>());
    members.push_back(member<Formula, double, Fast>());
    members.push_back(member<Formula, double, Precise>());
    members.push_back(member<Formula, Eigen::half, Fast>());
    members.push_back(member<Formula, Eigen::bfloat16, Precise>());
  } else {
    members.push_back(member<Formula, float, Fast>());
  }
}

const std::vector<Member>& members() {
  static const std::vector<Member> all = [] {
    std::vector<Member> list;
    for_each_rowwise([&](auto formula) { add<decltype(formula)>(list); });
    return list;
  }();
  return all;
}

}  // namespace

TEST_CASE("a line has the same bits in every layout, alone and beside others", "[rowwise]") {
  for (const Member& m : members()) check_bits(m);
}

TEST_CASE("NaN and infinities in a line and in a gradient", "[rowwise]") {
  for (const Member& m : members()) check_limits(m);
}

TEST_CASE("lines at the ends of the range", "[rowwise]") {
  for (const Member& m : members()) check_range(m);
}

TEST_CASE("gradients at the ends of the range", "[rowwise]") {
  for (const Member& m : members()) check_gradient_range(m);
}

namespace {

template <typename F>
void check_temperatures(bool log) {
  check_temperature_range(log, [](const Table& x, const Table& g, double temperature) {
    return F(temperature).colwise_parameter_gradient(columns<double>(x), columns<double>(g))(0);
  });
}

}  // namespace

TEST_CASE("gradients of temperatures at the ends of the range", "[rowwise]") {
  check_temperatures<Softmax<double>>(false);
  check_temperatures<LogSoftmax<double>>(true);
}

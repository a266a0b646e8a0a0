// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "selection.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <tuple>

namespace eigenact::bench {
namespace {

constexpr std::array<Eigen::Index, 3> kSizes = {4096, 65536, 16777216};
constexpr Eigen::Index kUsualSize = 65536;

/// family/name without the arguments of the name.
std::string activation_of(const Row& row) {
  return row.family + "/" + row.name.substr(0, row.name.find('('));
}

/// Rows that stand for the memory and are no activation's peers.
bool is_limit(const Row& row) { return row.name == "copy" || row.name == "read"; }

const std::set<std::string>& subset() {
  static const std::set<std::string> names = [] {
    std::istringstream text(EIGENACT_BENCH_SUBSET);
    std::set<std::string> all;
    for (std::string name; text >> name;) all.insert(name);
    return all;
  }();
  return names;
}

bool is_usual(const Row& row) {
  return row.scalar == ScalarType::kFloat &&
         (is_limit(row) || subset().count(row.family + "/" + row.name) != 0);
}

/// Google Benchmark's --benchmark_filter: an extended regular expression, a minus before it for all
/// others, "all" for everything.
class Filter {
 public:
  explicit Filter(const std::string& text) : is_negative_(text[0] == '-') {
    const std::string pattern = is_negative_ ? text.substr(1) : text;
    try {
      expression_ = std::regex(pattern == "all" ? "." : pattern, std::regex::extended);
    } catch (const std::regex_error&) {
      throw std::invalid_argument(
          "--benchmark_filter must be an extended regular expression, and "
          "\"" +
          pattern + "\" is none");
    }
  }
  bool takes(const std::string& name) const {
    return std::regex_search(name, expression_) != is_negative_;
  }

 private:
  bool is_negative_;
  std::regex expression_;
};

template <typename Takes>
void add_items(Selection& selection, const Takes& takes) {
  for (const Row& row : rows())
    for (const Eigen::Index size : kSizes)
      if (takes(row, size)) selection.items.push_back({&row, size});
}

}  // namespace

void arrange_rows() {
  std::set<std::string> ours;
  for (const Row& row : rows())
    if (row.tier == tier<Fast>) ours.insert(activation_of(row));
  const auto is_lonely = [&ours](const Row& row) {
    return !is_limit(row) && ours.count(activation_of(row)) == 0;
  };
#ifndef EIGENACT_BENCH_PARTIAL
  std::set<std::string> lonely;
  for (const Row& row : rows())
    if (is_lonely(row)) lonely.insert(activation_of(row));
  for (const std::string& name : lonely)
    std::cerr << "eigenact_bench: the peers of " << name << " have no activation of that name\n";
#endif
  rows().erase(std::remove_if(rows().begin(), rows().end(), is_lonely), rows().end());
  std::stable_sort(rows().begin(), rows().end(), [](const Row& a, const Row& b) {
    return std::tie(a.family, a.name) < std::tie(b.family, b.name);
  });
}

Selection select_rows(const Options& options) {
  Selection selection;
  selection.of = rows().size() * kSizes.size();
  if (options.filter) {
    const Filter filter(*options.filter);
    add_items(selection, [&filter](const Row& row, Eigen::Index size) {
      return filter.takes(row_name(row, size));
    });
    if (selection.items.empty())
      throw std::invalid_argument("none of the " + std::to_string(selection.of) +
                                  " rows of this program matches --benchmark_filter=" +
                                  *options.filter + "; --benchmark_list_tests names them");
    selection.what = "those that match the filter";
  } else if (options.list) {
    add_items(selection, [](const Row&, Eigen::Index) { return true; });
    selection.what = "all of them";
  } else if (options.all) {
    add_items(selection, [](const Row&, Eigen::Index size) { return size == kUsualSize; });
    selection.what = "those of 65536 elements";
  } else {
    add_items(selection, [](const Row& row, Eigen::Index size) {
      return size == kUsualSize && is_usual(row);
    });
    if (selection.items.empty())
      throw std::invalid_argument(
          "this program was built without any activation of bench/subset.txt; --all or "
          "--benchmark_filter=. measures what it has");
    selection.what = "the usual ones, 65536 floats each; --help tells of the rest";
  }
  return selection;
}

}  // namespace eigenact::bench

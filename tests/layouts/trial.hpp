// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "../support/catch.hpp"
#include "arrays.hpp"

namespace eigenact_test {

/// y = f(x...) where f(x...) is known. The operands have one shape.
struct Trial {
  std::string name;
  std::vector<Plain> x;
  Plain right;
};

/// Where the destination is: elsewhere, where the first operand is, or partly there.
enum class Sharing { Apart, Same, Shifted };

inline void report(const Trial& trial, const char* from, const char* to, Sharing sharing,
                   const std::string& difference) {
  static const char* const words[] = {"apart", "in place", "into a part of itself"};
  FAIL_CHECK(trial.name << " of a " << from << " into a " << to << ", "
                        << words[static_cast<int>(sharing)] << ", " << trial.x[0].rows() << " x "
                        << trial.x[0].cols() << ": " << difference);
}

template <typename Parent>
void clear(Parent& parent) {
  std::fill_n(parent.data(), parent.size(), kUntouched);
}

/// Checks y and that nothing beside it has been written; `before` is its parent as it was, of which
/// y is `first` numbers from the beginning.
template <typename Parent>
std::string mistake(Numbers y, const Parent& after, Parent& before, const Plain& right) {
  std::string found = difference(y, right);
  if (!found.empty() || after.size() != before.size()) return found;
  y.data = before.data() + (y.data - after.data());
  y.fill(right);
  for (Index i = 0; i < after.size(); ++i)
    if (!same_bits(after.data()[i], before.data()[i])) return "memory beside it was written";
  return found;
}

template <typename From, typename To, typename Run, std::size_t... K>
void try_sharing(const Trial& trial, Sharing sharing, const Run& run, std::index_sequence<K...>) {
  const Index rows = trial.x[0].rows(), cols = trial.x[0].cols();
  const Index to_rows = trial.right.rows(), to_cols = trial.right.cols();
  const Index most_rows = std::max(rows, to_rows), most_cols = std::max(cols, to_cols);
  const bool apart = sharing == Sharing::Apart;
  const bool is_roomy = From::has_room && !apart;
  std::array<typename From::Parent, sizeof...(K)> parents{
      (static_cast<void>(K),
       is_roomy ? From::parent(most_rows, most_cols) : From::parent(rows, cols))...};
  const auto fill = [&](typename From::Parent& parent, const Plain& numbers) {
    clear(parent);
    auto&& x = From::view(parent, 0, rows, cols);
    Numbers::of(x).fill(numbers);
  };
  (fill(parents[K], trial.x[K]), ...);
  const auto check = [&](auto& parent, auto&& y) {
    auto before = parent;
    run(y, From::view(parents[K], 0, rows, cols)...);
    const std::string found = mistake(Numbers::of(y), parent, before, trial.right);
    if (!found.empty()) report(trial, From::name, To::name, sharing, found);
  };
  if constexpr (std::is_same_v<From, To>) {
    if (!apart) {
      const Index first = sharing == Sharing::Same ? 0 : 1;
      return check(parents[0], From::view(parents[0], first, to_rows, to_cols));
    }
  }
  auto parent = To::parent(to_rows, to_cols);
  clear(parent);
  check(parent, To::view(parent, 0, to_rows, to_cols));
}

template <std::size_t Operands, typename From, typename To, typename Run>
EIGEN_DONT_INLINE void try_layouts(const std::vector<Trial>& trials, const Run& run) {
  constexpr std::make_index_sequence<Operands> operands;
  for (const Trial& trial : trials) {
    constexpr bool is_fixed = std::is_same_v<From, Fixed> || std::is_same_v<To, Fixed>;
    if (is_fixed && (trial.right.rows() != Fixed::kRows || trial.right.cols() != Fixed::kCols))
      continue;
    try_sharing<From, To>(trial, Sharing::Apart, run, operands);
    if constexpr (std::is_same_v<From, To>) {
      try_sharing<From, To>(trial, Sharing::Same, run, operands);
      if (From::has_room) try_sharing<From, To>(trial, Sharing::Shifted, run, operands);
    }
  }
}

}  // namespace eigenact_test

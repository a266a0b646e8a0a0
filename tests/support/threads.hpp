// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <eigenact/ext/parallel.hpp>
#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"

// What the tests of work on several threads share: numbers, comparisons, a pool that waits.

namespace eigenact_test {

using Eigen::Index;

inline const int kThreadCounts[] = {1, 2, 3, 8};
// Enough for eight threads, whatever the cost.
inline const Index kLarge = 1'200'000;

template <typename S>
Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> numbers(Index rows, Index cols) {
  return Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>::NullaryExpr(
      rows, cols, [=](Index i, Index j) {
        return static_cast<S>(static_cast<float>((i * 7919 + j * 104729) % 12007) / 1000 - 6);
      });
}

template <typename S, int columns>
using Plain = Eigen::Array<S, Eigen::Dynamic, columns>;

template <typename S, int columns>
bool same_numbers(const Plain<S, columns>& x, const Plain<S, columns>& y) {
  return x.rows() == y.rows() && x.cols() == y.cols() &&
         (x.size() == 0 ||
          std::memcmp(x.data(), y.data(), sizeof(S) * static_cast<std::size_t>(x.size())) == 0);
}
/// The same numbers, sign of zero and NaN included, in whatever layout.
template <typename X, typename Y>
bool same_bits(const X& x, const Y& y) {
  using S = typename X::Scalar;
  constexpr int columns = X::ColsAtCompileTime == 1 && Y::ColsAtCompileTime == 1 ? 1 : -1;
  return same_numbers<S, columns>(x, y);
}

/// Keeps its tasks until it is told to run them.
struct LatePool : Eigen::ThreadPoolInterface {
  std::vector<std::function<void()>> tasks;
  void Schedule(std::function<void()> task) override { tasks.push_back(std::move(task)); }
  int NumThreads() const override { return 4; }
  int CurrentThreadId() const override { return -1; }
};

inline void check(bool is_right, const std::string& name, Index rows, Index cols, int threads,
                  const char* what) {
  CAPTURE(name, rows, cols, threads, what);
  CHECK(is_right);
}

}  // namespace eigenact_test

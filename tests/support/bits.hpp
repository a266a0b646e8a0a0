// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <cstring>
#include <vector>

namespace eigenact_test {

/// The bits of a matrix, column by column; any NaN is the same number.
struct Bits {
  Eigen::Index rows = 0;
  std::vector<std::uint64_t> all = {};
};

template <typename S>
EIGEN_DONT_INLINE Bits bits(const Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>& x) {
  Bits result{x.rows()};
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    std::uint64_t own = 0;
    std::memcpy(&own, &x.data()[i], sizeof(S));
    result.all.push_back(x(i) == x(i) ? own : ~std::uint64_t(0));
  }
  return result;
}

/// CHECKs that both are the same; `what` tells in a message.
void check_same(const char* what, const Bits& computed, const Bits& expected);

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "../runner.hpp"

namespace eigenact::bench {

// The memory's limit: the same loops with nothing, or one product, to compute.
template <typename T>
bool add_copies() {
  const auto add = [](const Operation& operation, auto kernel) {
    rows().push_back({"elementwise", "copy", operation, scalar_type<T>, "eigen", kernel});
  };
  add(forward, [](const Operands& o) { o.y<T>() = o.x<T>(); });
  add(backward, [](const Operands& o) { o.y<T>() = o.x<T>().max(o.gradient<T>()); });
  add(fused, [](const Operands& o) {
    constexpr Eigen::Index kBlock = 1024;
    for (Eigen::Index i = 0; i < o.size; i += kBlock) {
      const Eigen::Index n = std::min(kBlock, o.size - i);
      o.y<T>().segment(i, n) = o.x<T>().segment(i, n);
      o.slope<T>().segment(i, n) = o.x<T>().segment(i, n);
    }
  });
  return true;
}

}  // namespace eigenact::bench

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../runner.hpp"

// The peers of the activations of vectors: Eigen's own expressions, and the least that any of them
// does, reading its operand once.

namespace eigenact::bench {

template <typename T>
bool add_rowwise_expressions() {
  using Array = Eigen::ArrayXX<T>;
  const auto add = [](const char* name, std::string_view operation, int moved, auto run) {
    const Kernel kernel = [run](const Operands& o) {
      constexpr Eigen::Index kColumn = 1024;
      Eigen::Map<Array> y(o.y<T>().data(), kColumn, o.size / kColumn);
      run(Eigen::Map<const Array>(o.x<T>().data(), kColumn, o.size / kColumn), y);
    };
    rows().push_back(
        {"rowwise", name, Operation{operation, moved}, scalar_type<T>, "eigen", kernel});
  };
  add("softmax", "forward_colwise", 2, [](const auto& x, auto& y) {
    y = (x.rowwise() - x.colwise().maxCoeff().eval()).exp();
    y.rowwise() /= y.colwise().sum().eval();
  });
  add("softmax", "forward_rowwise", 2, [](const auto& x, auto& y) {
    y = (x.colwise() - x.rowwise().maxCoeff().eval()).exp();
    y.colwise() /= y.rowwise().sum().eval();
  });
  add("read", "forward_colwise", 1, [](const auto& x, auto& y) { y(0, 0) = x.maxCoeff(); });
  return true;
}

}  // namespace eigenact::bench

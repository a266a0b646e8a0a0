// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: this activation has no parameters
#include <eigenact/elementwise/relu.hpp>

int main() {
  const Eigen::ArrayXf x = Eigen::ArrayXf::Zero(8);
  return static_cast<int>(eigenact::ReLU<float>().parameter_gradient(x, x).size());
}

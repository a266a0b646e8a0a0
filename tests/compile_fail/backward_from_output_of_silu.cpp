// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: the output of this activation does not determine its derivative
#include <eigenact/elementwise/silu.hpp>

int main() {
  const Eigen::ArrayXf y = Eigen::ArrayXf::Zero(8), gradient = Eigen::ArrayXf::Ones(8);
  const Eigen::ArrayXf dx = eigenact::SiLU<float>().backward_from_output(y, gradient);
  return static_cast<int>(dx(0));
}

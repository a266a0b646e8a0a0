// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: the output of this activation does not determine its derivative
#include <eigenact/elementwise/silu.hpp>

int main() {
  const Eigen::ArrayXf y = Eigen::ArrayXf::Zero(8);
  const Eigen::ArrayXf dy = eigenact::SiLU<float>().derivative_from_output(y);
  return static_cast<int>(dy(0));
}

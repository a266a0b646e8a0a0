// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: the activation and the array have different scalar types; cast() one
#include <eigenact/elementwise/gelu.hpp>

int main() {
  const Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(2, 2);
  const Eigen::ArrayXXd y = eigenact::GELU<float>()(x);
  return static_cast<int>(y(0));
}

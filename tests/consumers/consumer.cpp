// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// A user's program, as small as it gets; every way of using the library builds it.
#include <cmath>
#include <eigenact/eigenact.hpp>
#include <iostream>

int main() {
  const eigenact::GELU<float> gelu;
  const Eigen::ArrayXf x = Eigen::ArrayXf::Constant(19, 1);
  const Eigen::ArrayXf y = gelu(x);
  constexpr double kExact = 0.841344746068542949;  // Phi(1)
  if (std::abs(y(0) - kExact) > 1e-6 || (y != gelu(1.0F)).any()) {
    std::cerr << "gelu(1) is " << y(0) << ", not " << kExact << "\n";
    return 1;
  }
  std::cout << "ok\n";
}

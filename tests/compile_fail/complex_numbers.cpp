// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: activations are defined on real numbers, not on complex ones
#include <complex>
#include <eigenact/elementwise/tanh.hpp>

int main() {
  const eigenact::Tanh<std::complex<float>> tanh;
  return static_cast<int>(tanh(std::complex<float>(1, 2)).real());
}

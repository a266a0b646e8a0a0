// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Compiles: what the programs beside it do, done right.
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/tanh.hpp>

int main() {
  const Eigen::ArrayXf x = Eigen::ArrayXf::Zero(8), gradient = Eigen::ArrayXf::Ones(8);
  const Eigen::ArrayXf y = eigenact::GELU<float>()(x);
  const Eigen::ArrayXf dy = eigenact::Tanh<float>().derivative_from_output(y);
  const Eigen::ArrayXf dx = eigenact::Tanh<float>().backward_from_output(y, gradient);
  const auto sums = eigenact::LeakyReLU<float>().parameter_gradient(x, gradient);
  return static_cast<int>(dy(0) + dx(0) + sums(0));
}

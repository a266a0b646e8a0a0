// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstring>
#include <eigenact/core/channelwise.hpp>
#include <limits>
#include <stdexcept>

namespace eigenact_test {

/// Parameters of rows that lie in one register: default ones, others near and far, as admissible.
template <typename F>
eigenact::Channelwise<F> mixed_channels(Eigen::Index channels) {
  using S = typename F::Scalar;
  eigenact::Channelwise<F> f(channels);
  typename eigenact::Channelwise<F>::ParameterArray parameters = f.parameters();
  const double factors[] = {1, 0.37, 2.5, std::is_same_v<S, double> ? 1e250 : 1e25,
                            1, -1.5, 0,   1e-25};
  for (Eigen::Index row = 0; row < channels; ++row) {
    for (Eigen::Index i = 0; i < parameters.cols(); ++i) {
      const S usual = parameters(row, i);
      const double factor = factors[(row / 2 + i) % 8];
      parameters(row, i) =
          static_cast<S>(usual == S(0) ? factor - 1 : factor * static_cast<double>(usual));
      try {
        F().set_parameters(parameters.row(row).transpose());
      } catch (const std::invalid_argument&) {
        parameters(row, i) = usual;
      }
    }
  }
  f.set_parameters(parameters);
  return f;
}

template <typename S>
bool same_bits(const S& a, const S& b) {
  return (!(a == a) && !(b == b)) || std::memcmp(&a, &b, sizeof(S)) == 0;
}

/// How many values and derivatives of Channelwise<F> have other bits than F with the parameters of
/// the row has.
template <typename F>
Eigen::Index channelwise_differences() {
  using S = typename F::Scalar;
  using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
  constexpr Eigen::Index rows = 35, cols = 63;
  const auto f = mixed_channels<F>(rows);
  constexpr double inf = std::numeric_limits<double>::infinity();
  const double special[] = {0, -0.0, inf, -inf, 1e-310, -1e-42, 1e30, -1e300, -700, 90};
  const Array x = Array::NullaryExpr(rows, cols, [&](Eigen::Index i, Eigen::Index j) {
    const double n = static_cast<double>(i + rows * j);
    const double usual = 9 * std::sin(1.7 * n) * std::exp2(std::fmod(n, 13) - 8);
    return static_cast<S>((i + j) % 13 == 0 ? special[(i + j) / 13 % 10] : usual);
  });
  const Array y = f(x), dy = f.derivative(x);
  Eigen::Index differences = 0;
  for (Eigen::Index row = 0; row < rows; ++row) {
    const F own = f.channel(row);
    for (Eigen::Index col = 0; col < cols; ++col) {
      differences += !same_bits(y(row, col), own(x(row, col)));
      differences += !same_bits(dy(row, col), own.derivative(x(row, col)));
    }
  }
  return differences;
}

}  // namespace eigenact_test

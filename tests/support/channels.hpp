// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <limits>
#include <type_traits>

// Arguments and parameters for activations with a parameter of its own in every row.

namespace eigenact_test {

using Eigen::Index;
using eigenact::Channelwise;
template <typename S, int Order = Eigen::ColMajor>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Order>;

/// More rows than a register has lanes of any type, and a tail.
constexpr Index kRows = 71, kCols = 29;

template <typename S>
EIGEN_DONT_INLINE Array<S> arguments() {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const double special[] = {0, -0.0, inf, -inf, std::nan(""), 1e-310, -1e-42, 1e30, -1e300, -700};
  Array<S> x(kRows, kCols);
  for (Index i = 0; i < x.size(); ++i) {
    const double usual =
        9 * std::sin(1.7 * static_cast<double>(i)) * std::exp2(static_cast<double>(i % 13) - 8);
    x(i) = static_cast<S>(i % 31 == 0 ? special[i / 31 % 10] : usual);
  }
  return x;
}

/// Parameters that go every way: default ones, usual ones, large and small ones, 1. They repeat
/// after 18 rows, which no register has.
template <typename F>
typename Channelwise<F>::ParameterArray mixed_parameters(const Channelwise<F>& f) {
  using S = typename F::Scalar;
  typename Channelwise<F>::ParameterArray p = f.parameters();
  const double large = std::is_same_v<S, double>        ? 1e250
                       : std::is_same_v<S, Eigen::half> ? 3e4
                                                        : 1e25;
  const double factors[] = {1, 0.37, 2.5, large, 1, 1 / large, 1, 0.9, 1.6};
  for (Index row = 0; row < p.rows(); ++row)
    for (Index i = 0; i < p.cols(); ++i)
      p(row, i) = static_cast<S>(static_cast<double>(p(row, i)) * factors[(row / 2 + i) % 9]);
  return p;
}

template <typename F>
Channelwise<F> mixed() {
  Channelwise<F> f(kRows);
  f.set_parameters(mixed_parameters(f));
  return f;
}

}  // namespace eigenact_test

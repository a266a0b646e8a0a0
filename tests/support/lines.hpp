// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <eigenact/core/accuracy.hpp>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

#include "catch.hpp"
#include "real.hpp"
#include "ulp.hpp"

// References of activations of vectors in MPFR, and what compares with them.

namespace eigenact_test {

using Eigen::Index;
template <typename S>
using Columns = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
template <typename S>
using Rows = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Reals = std::vector<Real>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename S>
Format format() {
  if (std::is_same_v<S, float>) return Format::float32();
  if (std::is_same_v<S, double>) return Format::float64();
  return std::is_same_v<S, Eigen::half> ? Format::half() : Format::bfloat16();
}

template <typename S>
Columns<S> numbers(Index rows, Index cols, double width = 3, double center = 0, unsigned seed = 1) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(center, width);
  return Columns<S>::NullaryExpr(rows, cols, [&](Index, Index) {
    return static_cast<S>(static_cast<float>(normal(generator)));
  });
}

template <typename Line>
Reals reals(const Line& line, double scale = 1) {
  Reals result;
  for (Index i = 0; i < line.size(); ++i)
    result.push_back(Real(static_cast<double>(line(i))) / Real(scale));
  return result;
}

inline Real sum_of_powers(const Reals& x) {
  Real sum;
  for (const Real& z : x) sum = sum + exp(z);
  return sum;
}
inline Reals softmax(const Reals& x, double further = 0) {
  const Real sum = sum_of_powers(x) + Real(further);
  Reals y;
  for (const Real& z : x) y.push_back(exp(z) / sum);
  return y;
}
/// log sum e^x less the greatest x: 240 bits do not hold 1 + e^-700.
inline Real log_rest(const Reals& x) {
  const auto greatest = std::max_element(x.begin(), x.end());
  Real rest;
  for (auto z = x.begin(); z != x.end(); ++z)
    if (z != greatest) rest = rest + exp(*z - *greatest);
  return log1p(rest);
}
inline Reals log_softmax(const Reals& x) {
  const Real greatest = *std::max_element(x.begin(), x.end()), rest = log_rest(x);
  Reals y;
  for (const Real& z : x) y.push_back((z - greatest) - rest);
  return y;
}

/// The greatest error of a line in ULP, the unit taken at no less than floor.
template <typename Line>
double error(const Line& y, const Reals& exact, double floor = 0) {
  double worst = 0;
  for (Index i = 0; i < y.size(); ++i)
    worst = std::max(worst, eigenact_test::ulp_error(static_cast<double>(y(i)),
                                                     exact[static_cast<std::size_t>(i)].reference(),
                                                     format<typename Line::Scalar>(), floor));
  return worst;
}

/// The bounds that the headers state.
template <typename S, typename Accuracy>
double bound() {
  if (sizeof(S) == 2) return 0.51;  // float inside, rounded once
  return std::is_same_v<Accuracy, eigenact::Fast> ? 4 : 1;
}

/// <g, (f(x + h e_i) - f(x - h e_i)) / 2 h> for every i, in MPFR.
template <typename F>
Reals differences(const F& f, const Reals& x, const Reals& g) {
  const double h = 0x1p-60;  // of 240 bits
  Reals result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Reals above = x, below = x;
    above[i] = x[i] + Real(h);
    below[i] = x[i] - Real(h);
    const Reals up = f(above), down = f(below);
    Real sum;
    for (std::size_t k = 0; k < g.size(); ++k) sum = sum + g[k] * (up[k] - down[k]);
    result.push_back(sum / Real(2 * h));
  }
  return result;
}

template <typename Line>
void check_near(const Line& y, const Reals& exact, double tolerance) {
  REQUIRE(y.size() == static_cast<Index>(exact.size()));
  for (Index i = 0; i < y.size(); ++i)
    CHECK(std::abs(static_cast<double>(y(i)) - exact[static_cast<std::size_t>(i)].to_double()) <=
          tolerance);
}

template <typename S>
constexpr double epsilon() {
  return std::ldexp(1., -format<S>().digits);
}

}  // namespace eigenact_test

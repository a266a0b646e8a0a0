// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The formulas of lines.hpp, which programs without Catch2 compute, too.

#include <algorithm>

#include "lines.hpp"

namespace eigenact_test {

namespace {

Real sum_of(const Reals& x) {
  Real sum;
  for (const Real& z : x) sum = sum + z;
  return sum;
}

std::size_t greatest(const Reals& x) {
  return static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin());
}

/// log sum e^x less x[top], the greatest: 240 bits do not hold 1 + e^-700.
Real log_rest(const Line& line, std::size_t top) {
  Real rest;
  for (std::size_t i = 0; i < line.x.size(); ++i)
    if (i != top) rest = rest + line.powers[i];
  return log1p(rest / line.powers[top]);
}

}  // namespace

Line line(const Table& x, Index j, double scale) {
  Line result{Reals(static_cast<std::size_t>(x.rows)), Reals(static_cast<std::size_t>(x.rows))};
  for (Index i = 0; i < x.rows; ++i) {
    const auto k = static_cast<std::size_t>(i);
    result.x[k] = Real(x(i, j)) / Real(scale);
    result.powers[k] = exp(result.x[k]);
  }
  return result;
}

Reals reals(const Table& x, Index j) {
  Reals result(static_cast<std::size_t>(x.rows));
  for (Index i = 0; i < x.rows; ++i) result[static_cast<std::size_t>(i)] = Real(x(i, j));
  return result;
}

Reals softmax(const Line& line, const Real& further) {
  const Real sum = sum_of(line.powers) + further;
  Reals y(line.x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = line.powers[i] / sum;
  return y;
}
Reals softmax(const Line& line) { return softmax(line, Real()); }
Reals softmax1(const Line& line) { return softmax(line, Real(1)); }

Reals log_softmax(const Line& line) {
  const std::size_t top = greatest(line.x);
  const Real rest = log_rest(line, top);
  Reals y(line.x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = (line.x[i] - line.x[top]) - rest;
  return y;
}

Reals log_sum_exp(const Line& line) {
  const std::size_t top = greatest(line.x);
  return {line.x[top] + log_rest(line, top)};
}
Reals log_mean_exp(const Line& line) {
  return {log_sum_exp(line)[0] - log(Real(static_cast<double>(line.x.size())))};
}

Real mean(const Reals& x) {
  Real sum;
  for (const Real& z : x) sum = sum + z;
  return sum / Real(static_cast<double>(x.size()));
}

Reals standardize(const Reals& x, double eps) {
  const Real center = mean(x);
  Reals squares, y;
  for (const Real& z : x) squares.push_back((z - center) * (z - center));
  const Real root = sqrt(mean(squares) + Real(eps));
  for (const Real& z : x) y.push_back((z - center) / root);
  return y;
}

Reals poly_norm(const Reals& x, const Reals& a) {
  Reals y(x.size(), a.size() > 3 ? a[3] : Real()), power(x.size(), Real(1));
  for (std::size_t k = 0; k < 3; ++k) {
    Reals squares;
    for (std::size_t i = 0; i < x.size(); ++i) {
      power[i] = power[i] * x[i];
      squares.push_back(power[i] * power[i]);
    }
    const Real root = sqrt(mean(squares) + Real(1e-6));
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = y[i] + a[k] * power[i] / root;
  }
  return y;
}

Reals projected(const Reals& x, int power) {
  const Real greatest = *std::max_element(x.begin(), x.end());
  Real low(-1), high;
  Reals y(x.size());
  for (int step = 0; step < 200; ++step) {
    const Real t = (low + high) / Real(2);
    Real sum;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const Real z = x[i] - greatest;
      y[i] = t < z ? z - t : Real();
      if (power == 2) y[i] = y[i] * y[i];
      sum = sum + y[i];
    }
    (Real(1) < sum ? low : high) = t;
  }
  return y;
}

}  // namespace eigenact_test

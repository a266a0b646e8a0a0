// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/core/rowwise.hpp>
#include <limits>
#include <vector>

// Activations of vectors that are computed element by element, in double.

namespace eigenact::rowwise {

using core::Lines;

/// Line l as doubles.
template <typename S>
void read_line(const Lines<const S>& x, Eigen::Index l, std::vector<double>& line) {
  line.resize(static_cast<std::size_t>(x.length));
  for (Eigen::Index i = 0; i < x.length; ++i)
    line[static_cast<std::size_t>(i)] = static_cast<double>(core::number(x(l, i)));
}
template <typename S>
void write_line(const Lines<S>& y, Eigen::Index l, const std::vector<double>& line) {
  using C = core::ComputeScalar<S>;
  for (Eigen::Index i = 0; i < y.length; ++i)
    y(l, i) = static_cast<S>(static_cast<C>(line[static_cast<std::size_t>(i)]));
}

/// A sum that takes its rounding errors back (Neumaier 1974).
class Sum {
 public:
  void add(double x) {
    using Lane = simd::Lane<double, Grade::Double>;
    const auto s = Twofold<Lane>::sum(Lane(high_), Lane(x));
    high_ = s.hi.first();
    low_ = (Lane(low_) + s.lo).first();
  }
  double value() const { return high_ + low_; }

 private:
  double high_ = 0, low_ = 0;
};

/// y = f(x) of every line: run(line) replaces x by y.
template <typename S, typename Run>
void for_each_line(const Lines<const S>& x, const Lines<S>& y, const Run& run) {
  std::vector<double> line;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, line);
    run(line);
    write_line(y, l, line);
  }
}
/// The same of two vectors: run(line, g) replaces g.
template <typename S, typename Run>
void for_each_line(const Lines<const S>& x, const Lines<const S>& g, const Lines<S>& y,
                   const Run& run) {
  std::vector<double> line, gradient;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, line);
    read_line(g, l, gradient);
    run(line, gradient);
    write_line(y, l, gradient);
  }
}

/// Whether there is NaN or +infinity in the line: then it becomes NaN, and -infinity throughout
/// becomes 0. Otherwise the greatest element is subtracted.
inline bool is_settled(std::vector<double>& line) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double greatest = -infinity;
  bool finite = true;
  for (const double x : line) {
    finite &= x < infinity;  // false for NaN
    greatest = std::max(greatest, x);
  }
  if (finite && greatest > -infinity) {
    for (double& x : line) x -= greatest;
    return false;
  }
  line.assign(line.size(), finite ? 0.0 : std::numeric_limits<double>::quiet_NaN());
  return true;
}

}  // namespace eigenact::rowwise

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/rowwise/plain_lines.hpp>
#include <functional>

namespace eigenact::formula {

/// Entmax with alpha = 1.5, between Softmax and Sparsemax: max(x_i / 2 - t, 0)^2 with t such that
/// they add up to 1.
/// A line that holds NaN or +infinity is NaN; one that is -infinity throughout, or masked, is 0.
/// A line of y or of gradients that holds NaN or an infinity gives NaN throughout.
/// Error: at most 1 ULP of 1 (4 in double), for all finite x. backward() takes y.
/// Source: Peters, Niculae & Martins 2019, arXiv:1905.05702.
struct Entmax15 : core::RowwiseFormula {
  static constexpr Facts facts =
      Facts("entmax15")
          .formula("max(x_i / 2 - t, 0)^2, sum_j max(x_j / 2 - t, 0)^2 = 1")
          .reference("Peters, Niculae & Martins 2019, arXiv:1905.05702")
          .also_called("entmax");
  static constexpr bool takes_mask = true;

  template <typename Accuracy, typename S>
  static void forward(const S*, const core::Lines<const S>& x, const core::Lines<S>& y) {
    std::vector<double> candidates;
    rowwise::for_each_line(x, y, [&](std::vector<double>& line) {
      if (rowwise::is_settled(line)) return;
      for (double& z : line) z /= 2;
      const double t = threshold(line, candidates);
      for (double& z : line) z = z > t ? (z - t) * (z - t) : 0;
    });
  }
  template <typename Accuracy, typename S>
  static void backward(const S*, const core::Lines<const S>& y, const core::Lines<const S>& g,
                       const core::Lines<S>& x) {
    rowwise::for_each_line(y, g, x, [](const auto& line, std::vector<double>& gradient) {
      rowwise::Sum weights, weighted;
      for (std::size_t i = 0; i < line.size(); ++i) {
        weights.add(std::sqrt(line[i]));
        weighted.add(std::sqrt(line[i]) * gradient[i]);
      }
      const double mean = weights.value() == 0 ? 0 : weighted.value() / weights.value();
      for (std::size_t i = 0; i < line.size(); ++i)
        gradient[i] = std::sqrt(line[i]) * (gradient[i] - mean);
    });
  }

 private:
  // Of a line whose maximum is 0: t is in [-1, 0). The sum of max(z - t, 0)^2 is convex in t, so
  // that Newton's steps from the left do not pass the solution.
  static double threshold(const std::vector<double>& line, std::vector<double>& candidates) {
    candidates.clear();
    std::copy_if(line.begin(), line.end(), std::back_inserter(candidates),
                 [](double z) { return z > -1; });
    constexpr int kMostSteps = 60;
    double t = -1;
    for (int i = 0; i < kMostSteps; ++i) {
      rowwise::Sum squares, slope;
      for (const double z : candidates) {
        if (z <= t) continue;
        squares.add((z - t) * (z - t));
        slope.add(2 * (z - t));
      }
      const double step = (squares.value() - 1) / slope.value();
      if (t + step <= t) break;
      t += step;
    }
    return t;
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Entmax15);

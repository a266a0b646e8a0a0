// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/rowwise/plain_lines.hpp>
#include <functional>

namespace eigenact::formula {

/// Sparsemax: the point of the probability simplex nearest to x, max(x_i - t, 0) with t such that
/// they add up to 1; many of them are 0.
/// A line that holds NaN or +infinity is NaN; one that is -infinity throughout, or masked, is 0.
/// A line of y or of gradients that holds NaN or an infinity gives NaN throughout.
/// Error: at most 1 ULP of 1 (2 in double), for all finite x. backward() takes y.
/// Source: Martins & Astudillo 2016, arXiv:1602.02068.
struct Sparsemax : core::RowwiseFormula {
  static constexpr Facts facts = Facts("sparsemax")
                                     .formula("max(x_i - t, 0), sum_j max(x_j - t, 0) = 1")
                                     .reference("Martins & Astudillo 2016, arXiv:1602.02068")
                                     .found_in("Keras, TF Addons");
  static constexpr bool takes_mask = true;

  template <typename Accuracy, typename S>
  static void forward(const S*, const core::Lines<const S>& x, const core::Lines<S>& y) {
    std::vector<double> candidates;
    rowwise::for_each_line(x, y, [&](std::vector<double>& line) {
      if (rowwise::is_settled(line)) return;
      const double t = threshold(line, candidates);
      for (double& z : line) z = std::max(z - t, 0.0);
    });
  }
  template <typename Accuracy, typename S>
  static void backward(const S*, const core::Lines<const S>& y, const core::Lines<const S>& g,
                       const core::Lines<S>& x) {
    rowwise::for_each_line(y, g, x, [](const auto& line, std::vector<double>& gradient) {
      rowwise::Sum sum;
      double count = 0;
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == 0) continue;
        sum.add(gradient[i]);
        ++count;
      }
      for (std::size_t i = 0; i < line.size(); ++i)
        gradient[i] = line[i] == 0 ? 0 : gradient[i] - sum.value() / count;
    });
  }

 private:
  // Of a line whose maximum is 0: t is in [-1, 0), so that only elements above -1 count.
  static double threshold(const std::vector<double>& line, std::vector<double>& candidates) {
    candidates.clear();
    std::copy_if(line.begin(), line.end(), std::back_inserter(candidates),
                 [](double z) { return z > -1; });
    std::sort(candidates.begin(), candidates.end(), std::greater<>());
    rowwise::Sum sum;
    double count = 0, t = -1;
    for (const double z : candidates) {
      if (z <= t) break;
      sum.add(z);
      t = (sum.value() - 1) / ++count;
    }
    return t;
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Sparsemax);

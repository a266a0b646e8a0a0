// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::formula {

/// Standardize: (x_i - mean) / sqrt(variance + eps), the variance being that of the population: a
/// layer normalisation without weights. A line that holds NaN or an infinity is NaN.
/// Error: at most 1 ULP in float; in double a few ULP of the greatest result. backward() takes x.
/// @param eps  not negative, 1e-5 by default. With 0 a constant line is NaN.
/// Source: JAX's nn.standardize; Ba, Kiros & Hinton 2016, arXiv:1607.06450.
struct Standardize : core::RowwiseFormula {
  static constexpr Facts facts = Facts("standardize")
                                     .formula("(x_i - mean(x)) / sqrt(variance(x) + eps)")
                                     .reference("Ba, Kiros & Hinton 2016, arXiv:1607.06450")
                                     .parameter("eps", 1e-5, non_negative)
                                     .found_in("JAX");

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    const double eps = static_cast<double>(core::number(*parameters));
    rowwise::for_each_line(x, y, [eps](std::vector<double>& line) { standardize(line, eps); });
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& x,
                       const core::Lines<const S>& g, const core::Lines<S>& gx) {
    const double eps = static_cast<double>(core::number(*parameters));
    rowwise::for_each_line(x, g, gx, [eps](auto& line, std::vector<double>& gradient) {
      const double deviation = standardize(line, eps), n = static_cast<double>(line.size());
      rowwise::Sum sum, weighted;
      for (std::size_t i = 0; i < line.size(); ++i) {
        sum.add(gradient[i]);
        weighted.add(gradient[i] * line[i]);
      }
      const double mean = sum.value() / n, slope = weighted.value() / n;
      for (std::size_t i = 0; i < line.size(); ++i)
        gradient[i] = ((gradient[i] - mean) - line[i] * slope) / deviation;
    });
  }

 private:
  /// Returns the root that the line was divided by.
  static double standardize(std::vector<double>& line, double eps) {
    const double n = static_cast<double>(line.size());
    rowwise::Sum sum, squares;
    for (const double x : line) sum.add(x);
    const double mean = sum.value() / n;
    for (double& x : line) {
      x -= mean;
      squares.add(x * x);
    }
    const double deviation = std::sqrt(squares.value() / n + eps);
    for (double& x : line) x /= deviation;
    return deviation;
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Standardize);

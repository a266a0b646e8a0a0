// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise_reduction.hpp>
#include <eigenact/rowwise/log_sum_lines.hpp>

namespace eigenact::formula {

/// The logarithm of the mean of the powers: log (sum_j e^x_j / n), a smooth maximum that does not
/// depend on the length. -infinity for a vector that is -infinity throughout or empty; NaN if it
/// holds NaN, otherwise infinity if it holds that, with a gradient of NaN. backward()
/// takes x. Error: at most 4 ULP (Fast) and 1 ULP (Precise) in float and double, the unit taken at
/// the greatest of |y|, |max x| and log n: terms may cancel to a y next to 0. The gradient is that
/// of the line times softmax(x), which has fewer digits below the smallest normal number. Source:
/// classic.
struct LogMeanExp {
  static constexpr Facts facts = Facts("log_mean_exp")
                                     .formula("log(sum_j exp(x_j) / n)")
                                     .reference("classic")
                                     .also_called("logmeanexp")
                                     .found_in("JAX");

  template <typename Accuracy, typename S>
  static void forward(const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::log_sum_exp<Accuracy>(true, x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const core::Lines<const S>& x, const core::Lines<const S>& g,
                       const core::Lines<S>& gx) {
    rowwise::log_sum_exp_backward<Accuracy>(x, g, gx);
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE_REDUCTION(LogMeanExp);

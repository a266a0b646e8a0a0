// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/softmax_gradient.hpp>
#include <eigenact/rowwise/softmax_lines.hpp>
#include <eigenact/rowwise/temperature.hpp>

namespace eigenact::formula {

/// Softmin: the softmax of -x. Limits, error and backward() as for Softmax.
/// @param temperature  positive, 1 by default.
/// Source: Bridle 1990, doi:10.1007/978-3-642-76153-9_28; PyTorch's Softmin.
struct Softmin : core::RowwiseFormula {
  static constexpr Facts facts =
      Facts("softmin")
          .formula("exp(-x_i / temperature) / sum_j exp(-x_j / temperature)")
          .reference("Bridle 1990, doi:10.1007/978-3-642-76153-9_28")
          .parameter("temperature", 1, positive)
          .found_in("PyTorch, mlpack");
  static constexpr bool takes_mask = false;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::softmax<Accuracy, -1>(static_cast<double>(*parameters), x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& y,
                       const core::Lines<const S>& g, const core::Lines<S>& x) {
    rowwise::softmax_backward<Accuracy>(-static_cast<double>(*parameters), y, g, x);
  }
  template <typename S>
  static auto parameter_gradient(const S* parameters, const core::Lines<const S>& x,
                                 const core::Lines<const S>& g) {
    return rowwise::temperature_gradient<false>(-1, static_cast<double>(*parameters), x, g);
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Softmin);

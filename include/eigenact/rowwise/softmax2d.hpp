// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/softmax_gradient.hpp>
#include <eigenact/rowwise/softmax_lines.hpp>
#include <eigenact/rowwise/temperature.hpp>

namespace eigenact::formula {

/// Softmax over the channels of pictures: X has one row per channel and one column per pixel (of
/// all pictures), so that softmax2d(X) is the softmax of every column. A row-major X of pixels in
/// rows is softmax.rowwise(X).
/// @param temperature  positive, 1 by default.
/// Source: PyTorch's Softmax2d.
struct Softmax2d : core::RowwiseFormula {
  static constexpr Facts facts =
      Facts("softmax2d")
          .formula("exp(x_c / temperature) / sum_k exp(x_k / temperature) over the channels")
          .reference("PyTorch's Softmax2d")
          .parameter("temperature", 1, positive)
          .found_in("PyTorch");
  static constexpr bool takes_mask = true;
  static constexpr bool takes_columns = true;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::softmax<Accuracy, 1>(static_cast<double>(*parameters), x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& y,
                       const core::Lines<const S>& g, const core::Lines<S>& x) {
    rowwise::softmax_backward<Accuracy>(static_cast<double>(*parameters), y, g, x);
  }
  template <typename S>
  static auto parameter_gradient(const S* parameters, const core::Lines<const S>& x,
                                 const core::Lines<const S>& g) {
    return rowwise::temperature_gradient<false>(1, static_cast<double>(*parameters), x, g);
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Softmax2d);

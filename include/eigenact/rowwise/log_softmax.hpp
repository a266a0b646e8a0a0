// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/log_softmax_lines.hpp>
#include <eigenact/rowwise/softmax_gradient.hpp>
#include <eigenact/rowwise/temperature.hpp>

namespace eigenact::formula {

/// Log-softmax: x_i / temperature - log sum_j e^(x_j / temperature), with its digits also where one
/// element dominates and the result is next to 0.
/// A line that holds NaN or +infinity is NaN; one that is -infinity throughout, or masked, is
/// -infinity, and so are results below the lowest number. Gradients with NaN or an infinity give
/// NaN throughout.
/// Error: at most 4 ULP (Fast) and 1 ULP (Precise) in float and double, for all finite x and all
/// temperatures. backward() takes y; an infinity stands for what is beyond the largest number.
/// @param temperature  positive, 1 by default.
/// Source: classic; the gradient of the cross entropy goes through it.
struct LogSoftmax : core::RowwiseFormula {
  static constexpr Facts facts =
      Facts("log_softmax")
          .formula("x_i / temperature - log(sum_j exp(x_j / temperature))")
          .reference("classic")
          .parameter("temperature", 1, positive)
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, mlpack, NNlib, cuDNN");
  static constexpr bool takes_mask = true;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::log_softmax<Accuracy, 1>(static_cast<double>(*parameters), x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& y,
                       const core::Lines<const S>& g, const core::Lines<S>& x) {
    rowwise::log_softmax_backward<Accuracy>(static_cast<double>(*parameters), y, g, x);
  }
  template <typename S>
  static auto parameter_gradient(const S* parameters, const core::Lines<const S>& x,
                                 const core::Lines<const S>& g) {
    return rowwise::temperature_gradient<true>(1, static_cast<double>(*parameters), x, g);
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(LogSoftmax);

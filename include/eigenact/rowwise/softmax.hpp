// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/sink_gradient.hpp>
#include <eigenact/rowwise/softmax_gradient.hpp>
#include <eigenact/rowwise/softmax_lines.hpp>
#include <eigenact/rowwise/temperature.hpp>

namespace eigenact::formula {

/// Softmax: e^(x_i / temperature) / sum_j e^(x_j / temperature).
/// A line that holds NaN or +infinity is NaN; one that is -infinity throughout, or masked, is 0.
/// A line of y or of gradients that holds NaN, or an infinite gradient, gives NaN throughout.
/// Error: at most 4 ULP (Fast) and 1 ULP (Precise) in float and double, for all finite x and all
/// temperatures. backward() takes y; its error is at most 4 y / temperature units in the last place
/// of |g| + <y, |g|>, and an infinity stands for what is beyond the largest number.
/// A line has the same bits in every layout, alone and beside any others, forward and backward.
/// @param temperature  positive, 1 by default.
/// Source: Bridle 1990, doi:10.1007/978-3-642-76153-9_28.
struct Softmax : core::RowwiseFormula {
  static constexpr Facts facts =
      Facts("softmax")
          .formula("exp(x_i / temperature) / sum_j exp(x_j / temperature)")
          .reference("Bridle 1990, doi:10.1007/978-3-642-76153-9_28")
          .parameter("temperature", 1, positive)
          .also_called("softargmax, normalized_exponential")
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, cuDNN");
  static constexpr bool takes_mask = true, takes_sinks = true;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::softmax<Accuracy, 1>(static_cast<double>(*parameters), x, y);
  }
  template <typename Accuracy, typename S>
  static void forward_with_sinks(const S* parameters, const core::Lines<const S>& x,
                                 const core::Lines<S>& y, const core::Lines<const S>& sinks) {
    rowwise::softmax<Accuracy, 1, rowwise::Sink::PerLine>(static_cast<double>(*parameters), x, y,
                                                          sinks);
  }
  template <typename S>
  static void sink_gradient(const S* parameters, const core::Lines<const S>& x,
                            const core::Lines<const S>& sinks, const core::Lines<const S>& g,
                            S* result) {
    rowwise::sink_gradient(static_cast<double>(*parameters), x, sinks, g, result);
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

EIGENACT_ROWWISE(Softmax);

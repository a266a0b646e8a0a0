// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::formula {

/// Hardmax: 1 at the first of the greatest elements, 0 elsewhere; its gradient is 0. A line that
/// holds NaN is NaN; a line of y that is, or of gradients with NaN or an infinity, gives NaN.
/// Source: ONNX's Hardmax.
struct Hardmax : core::RowwiseFormula {
  static constexpr Facts facts = Facts("hardmax")
                                     .formula("i = argmax_j x_j ? 1 : 0")
                                     .reference("ONNX's Hardmax")
                                     .also_called("argmax_one_hot")
                                     .found_in("ONNX");

  template <typename Accuracy, typename S>
  static void forward(const S*, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::for_each_line(x, y, [](std::vector<double>& line) {
      std::size_t best = 0;
      for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] > line[best]) best = i;
      line.assign(line.size(), 0.0);
      if (!line.empty()) line[best] = 1;
    });
  }
  template <typename Accuracy, typename S>
  static void backward(const S*, const core::Lines<const S>& y, const core::Lines<const S>& g,
                       const core::Lines<S>& x) {
    rowwise::for_each_line(y, g, x, [](const auto&, std::vector<double>& gradient) {
      gradient.assign(gradient.size(), 0.0);
    });
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Hardmax);

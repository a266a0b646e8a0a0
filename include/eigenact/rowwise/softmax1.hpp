// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/softmax_gradient.hpp>
#include <eigenact/rowwise/softmax_lines.hpp>

namespace eigenact::formula {

/// Quiet softmax: e^x_i / (1 + sum_j e^x_j), a softmax beside a further element 0, which can
/// therefore be 0 throughout. Limits, error and backward() as for Softmax.
/// Source: Miller 2023, "Attention is off by one"; burn's quiet_softmax.
struct Softmax1 : core::RowwiseFormula {
  static constexpr Facts facts = Facts("softmax1")
                                     .formula("exp(x_i) / (1 + sum_j exp(x_j))")
                                     .reference("Miller 2023, Attention is off by one")
                                     .also_called("quiet_softmax, softmax_one");
  static constexpr bool takes_mask = true;

  template <typename Accuracy, typename S>
  static void forward(const S*, const core::Lines<const S>& x, const core::Lines<S>& y) {
    rowwise::softmax<Accuracy, 1, rowwise::Sink::Zero>(1, x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const S*, const core::Lines<const S>& y, const core::Lines<const S>& g,
                       const core::Lines<S>& x) {
    rowwise::softmax_backward<Accuracy>(1, y, g, x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(Softmax1);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/sigmoid.hpp>
#include <eigenact/elementwise/tanh.hpp>

namespace eigenact::formula {

/// GTU, the gated tanh unit: tanh(a) sigmoid(b). The second operand gates.
/// Source: van den Oord et al. 2016, arXiv:1606.05328.
struct GTU {
  static constexpr Facts facts = Facts("gtu")
                                     .formula("tanh(a) / (1 + exp(-b))")
                                     .reference("van den Oord et al. 2016, arXiv:1606.05328")
                                     .also_called("gated_tanh_unit");
  using First = formula::Tanh;
  using Second = formula::Sigmoid;
};

}  // namespace eigenact::formula

EIGENACT_GATED(GTU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/relu.hpp>

namespace eigenact::formula {

/// ReGLU: relu(a) b. The first operand gates. The derivative to a at 0 is 0.
/// Source: Shazeer 2020, arXiv:2002.05202.
struct ReGLU {
  static constexpr Facts facts = Facts("reglu")
                                     .formula("max(a, 0) * b")
                                     .reference("Shazeer 2020, arXiv:2002.05202")
                                     .also_called("relu_glu")
                                     .found_in("ggml");
  using First = formula::ReLU;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(ReGLU);

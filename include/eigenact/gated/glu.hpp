// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/sigmoid.hpp>

namespace eigenact::formula {

/// GLU, the gated linear unit: a sigmoid(b). The second operand gates, as in PyTorch.
/// Source: Dauphin et al. 2017, arXiv:1612.08083.
struct GLU {
  static constexpr Facts facts = Facts("glu")
                                     .formula("a / (1 + exp(-b))")
                                     .reference("Dauphin et al. 2017, arXiv:1612.08083")
                                     .also_called("gated_linear_unit")
                                     .found_in("PyTorch, Keras, JAX");
  using First = formula::Identity;
  using Second = formula::Sigmoid;
};

}  // namespace eigenact::formula

EIGENACT_GATED(GLU);

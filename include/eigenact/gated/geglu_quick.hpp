// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/quick_gelu.hpp>

namespace eigenact::formula {

/// GEGLU with the sigmoid form of GELU: a sigmoid(1.702 a) b. The first operand gates.
/// Source: Shazeer 2020, arXiv:2002.05202.
struct GEGLUQuick {
  static constexpr Facts facts = Facts("geglu_quick")
                                     .formula("a / (1 + exp(-1.702 * a)) * b")
                                     .reference("Shazeer 2020, arXiv:2002.05202")
                                     .found_in("ggml");
  using First = formula::QuickGELU;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(GEGLUQuick);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/gelu_tanh.hpp>
#include <eigenact/elementwise/identity.hpp>

namespace eigenact::formula {

/// GEGLU with the tanh form of GELU: gelu_tanh(a) b. The first operand gates.
/// Source: Shazeer 2020, arXiv:2002.05202.
struct GEGLUTanh {
  static constexpr Facts facts =
      Facts("geglu_tanh")
          .formula("a / (1 + exp(-2 * sqrt(2 / pi) * (a + 0.044715 * a^3))) * b")
          .reference("Shazeer 2020, arXiv:2002.05202")
          .found_in("ggml");
  using First = formula::GELUTanh;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(GEGLUTanh);

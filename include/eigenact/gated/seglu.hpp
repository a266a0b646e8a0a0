// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/selu.hpp>

namespace eigenact::formula {

/// SeGLU: selu(a) b. The first operand gates.
/// Source: in the family of Shazeer 2020, arXiv:2002.05202.
struct SeGLU {
  static constexpr Facts facts =
      Facts("seglu")
          .formula("(a > 0 ? 1.0507009873554804934 * a : 1.7580993408473768599 * expm1(a)) * b")
          .reference("in the family of Shazeer 2020, arXiv:2002.05202")
          .also_called("selu_glu");
  using First = formula::SELU;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(SeGLU);

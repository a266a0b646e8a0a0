// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/mish.hpp>

namespace eigenact::formula {

/// MiGLU: mish(a) b. The first operand gates.
/// Source: in the family of Shazeer 2020, arXiv:2002.05202.
struct MiGLU {
  static constexpr Facts facts = Facts("miglu")
                                     .formula("a * tanh(log1p(exp(a))) * b")
                                     .reference("in the family of Shazeer 2020, arXiv:2002.05202")
                                     .also_called("mish_glu");
  using First = formula::Mish;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(MiGLU);

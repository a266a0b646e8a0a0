// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/identity.hpp>

namespace eigenact::formula {

/// GEGLU: gelu(a) b with the exact GELU. The first operand gates.
/// Source: Shazeer 2020, arXiv:2002.05202.
struct GEGLU {
  static constexpr Facts facts = Facts("geglu")
                                     .formula("a * erfc(-a / sqrt(2)) / 2 * b")
                                     .reference("Shazeer 2020, arXiv:2002.05202")
                                     .also_called("geglu_erf, gelu_glu")
                                     .found_in("ggml");
  using First = formula::GELU;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(GEGLU);

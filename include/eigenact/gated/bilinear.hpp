// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>

namespace eigenact::formula {

/// The bilinear unit: a b, a GLU without the sigmoid.
/// Source: Shazeer 2020, arXiv:2002.05202; Dauphin et al. 2017, arXiv:1612.08083.
struct Bilinear {
  static constexpr Facts facts =
      Facts("bilinear")
          .formula("a * b")
          .reference("Shazeer 2020, arXiv:2002.05202; Dauphin et al. 2017, arXiv:1612.08083")
          .also_called("bilinear_glu");
  using First = formula::Identity;
  using Second = formula::Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(Bilinear);

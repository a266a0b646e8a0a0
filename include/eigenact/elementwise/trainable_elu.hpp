// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/elu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ELU with a trained alpha: x for x > 0, alpha (e^x - 1) otherwise. Some tutorials call it
/// "TeLU"; it is not the TeLU of the papers, x tanh(e^x), which is eigenact::TeLU. The derivative
/// at 0 is alpha.
/// @param alpha  any finite number, starts at 1. The output determines the derivative if it is
///     not negative.
/// Source: after Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289, with alpha trained.
struct TrainableELU : ELU {
  static constexpr Facts facts =
      Facts("trainable_elu")
          .formula("x > 0 ? x : alpha * expm1(x)")
          .reference("after Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289")
          .parameter("alpha", 1)
          .kink("0", "alpha")
          .fast_in_float(kValue)
          .fast_in_double(kAll);
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(TrainableELU);

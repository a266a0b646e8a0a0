// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/silu.hpp>
#include <eigenact/elementwise/swish.hpp>

namespace eigenact::formula {

/// Swish that Fast evaluates as SiLU where beta is 1.
struct SwishGate : Swish {
  static constexpr Facts facts = Swish::facts.fast_in_float(kValue | kDerivative);
  struct Default : SiLU {
    static constexpr Quantities quantities = kValue | kDerivative;
  };
};

/// SwiGLU: swish(a) b = a sigmoid(beta a) b. The first operand gates.
/// @param beta  any finite number, 1 by default (SiLU). Fast is slower for other values.
/// Source: Shazeer 2020, arXiv:2002.05202.
struct SwiGLU {
  static constexpr Facts facts = Facts("swiglu")
                                     .formula("a / (1 + exp(-beta * a)) * b")
                                     .reference("Shazeer 2020, arXiv:2002.05202")
                                     .parameter("beta", 1)
                                     .also_called("swish_glu, silu_glu")
                                     .found_in("ONNX, ggml");
  using First = SwishGate;
  using Second = Identity;
};

}  // namespace eigenact::formula

EIGENACT_GATED(SwiGLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "expressions.hpp"

namespace eigenact::bench {

// clang-format off
template <typename T>
bool add_gaussian() {
  const T half(0.5), one(1), root_half = number<T>(0.70710678118654752440);
  const T root_2_pi = number<T>(0.79788456080286535588), cubic = number<T>(0.044715);
  const T quick = number<T>(1.702);
  EIGENACT_PEER(gelu, half * x * (one + (root_half * x).erf()),
                half * x * (1 + std::erf(root_half * x)));
  EIGENACT_PEER(gelu_tanh, half * x * (one + (root_2_pi * (x + cubic * x.cube())).tanh()),
                half * x * (1 + std::tanh(root_2_pi * (x + cubic * x * x * x))));
  EIGENACT_PEER(quick_gelu, x * (quick * x).logistic(), x / (1 + std::exp(-quick * x)));
  EIGENACT_PEER(swigelu, half * (x * x.logistic() + half * x * (one + (root_half * x).erf())),
                half * (x / (1 + std::exp(-x)) + half * x * (1 + std::erf(root_half * x))));
  add_eigen<T>("gelu", "eigen_stable", EIGENACT_EIGEN(half * x * (-root_half * x).erfc()));
  return true;
}
// clang-format on

}  // namespace eigenact::bench

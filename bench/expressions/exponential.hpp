// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "expressions.hpp"

namespace eigenact::bench {

// clang-format off
template <typename T>
bool add_exponential() {
  const T zero(0), one(1);
  const T lambda = number<T>(1.0507009873554804934);
  const T lambda_alpha = number<T>(1.7580993408473768600);
  EIGENACT_PEER(elu, (x > zero).select(x, x.exp() - one), x > 0 ? x : std::expm1(x));
  EIGENACT_PEER(celu, (x > zero).select(x, x.exp() - one), x > 0 ? x : std::expm1(x));
  EIGENACT_PEER(selu, (x > zero).select(lambda * x, lambda_alpha * (x.exp() - one)),
                x > 0 ? lambda * x : lambda_alpha * std::expm1(x));
  EIGENACT_PEER(nipuna, (x > zero).select(x, x * x.logistic()), x > 0 ? x : x / (1 + std::exp(-x)));
  add_eigen<T>("elu", "eigen_stable", EIGENACT_EIGEN((x > zero).select(x, x.expm1())));
  return true;
}
// clang-format on

}  // namespace eigenact::bench

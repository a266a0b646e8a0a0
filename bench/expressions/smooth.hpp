// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "expressions.hpp"

namespace eigenact::bench {

// clang-format off
template <typename T>
bool add_smooth() {
  const T one(1);
  EIGENACT_PEER(exp, x.exp(), std::exp(x));
  EIGENACT_PEER(sigmoid, x.logistic(), 1 / (1 + std::exp(-x)));
  EIGENACT_PEER(tanh, x.tanh(), std::tanh(x));
  EIGENACT_PEER(sin, x.sin(), std::sin(x));
  EIGENACT_PEER(silu, x * x.logistic(), x / (1 + std::exp(-x)));
  EIGENACT_PEER(swish, x * x.logistic(), x / (1 + std::exp(-x)));
  EIGENACT_PEER(softplus, (one + x.exp()).log(), std::log1p(std::exp(x)));
  EIGENACT_PEER(log_sigmoid, -(one + (-x).exp()).log(), -std::log1p(std::exp(-x)));
  EIGENACT_PEER(mish, x * (one + x.exp()).log().tanh(), x * std::tanh(std::log1p(std::exp(x))));
  EIGENACT_PEER(telu, x * x.exp().tanh(), x * std::tanh(std::exp(x)));
  EIGENACT_PEER(snake, x + x.sin().square(), x + std::sin(x) * std::sin(x));
  EIGENACT_PEER(softsign, x / (one + x.abs()), x / (1 + std::abs(x)));
  EIGENACT_PEER(tanhshrink, x - x.tanh(), x - std::tanh(x));
  add_eigen<T>("softplus", "eigen_stable", EIGENACT_EIGEN(x.max(T(0)) + (-x.abs()).exp().log1p()));
  add_eigen<T>("log_sigmoid", "eigen_stable",
               EIGENACT_EIGEN(x.min(T(0)) - (-x.abs()).exp().log1p()));
  return true;
}
// clang-format on

}  // namespace eigenact::bench

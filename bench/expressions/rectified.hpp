// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "expressions.hpp"

namespace eigenact::bench {

// clang-format off
template <typename T>
bool add_rectified() {
  const T zero(0), half(0.5), one(1), three(3), six(6), sixth = number<T>(1.0 / 6);
  const T slope = number<T>(0.01), quarter(0.25);
  EIGENACT_PEER(identity, x, x);
  EIGENACT_PEER(binary_step, (x >= zero).select(x * zero + one, zero), x >= 0 ? one : zero);
  EIGENACT_PEER(relu, x.max(zero), std::max(x, zero));
  EIGENACT_PEER(leaky_relu, (x > zero).select(x, slope * x), x > 0 ? x : slope * x);
  EIGENACT_PEER(prelu, (x > zero).select(x, quarter * x), x > 0 ? x : quarter * x);
  EIGENACT_PEER(relu6, x.max(zero).min(six), std::min(std::max(x, zero), six));
  EIGENACT_PEER(squared_relu, x.max(zero).square(), std::max(x, zero) * std::max(x, zero));
  EIGENACT_PEER(threshold, (x > zero).select(x, zero), x > zero ? x : zero);
  EIGENACT_PEER(hardtanh, x.max(-one).min(one), std::min(std::max(x, -one), one));
  EIGENACT_PEER(hardsigmoid, (x * sixth + half).max(zero).min(one),
                std::min(std::max(x * sixth + half, zero), one));
  EIGENACT_PEER(hardswish, x * (x + three).max(zero).min(six) * sixth,
                x * std::min(std::max(x + 3, zero), six) / 6);
  EIGENACT_PEER(hardshrink, (x.abs() > half).select(x, zero), std::abs(x) > half ? x : zero);
  EIGENACT_PEER(softshrink, (x - half).max(zero) + (x + half).min(zero),
                x > half ? x - half : x < -half ? x + half : zero);
  return true;
}
// clang-format on

}  // namespace eigenact::bench

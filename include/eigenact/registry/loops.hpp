// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/blocks.hpp>

EIGENACT_PACKETS_BEGIN

// Loops over numbers that lie side by side: every function is compiled for registers only.

namespace eigenact::registry::detail {

/// y = gradient * y.
template <typename S>
void multiply(const S* gradient, S* y, Eigen::Index size) {
  if constexpr (core::has_registers<S>) {
    using Packet = simd::packet_of<S>;
    core::for_each_block<simd::size_of<Packet>>(
        size,
        [](S* to, const S* from, const S* factors) {
          simd::store(to,
                      Eigen::internal::pmul(simd::load<Packet>(factors), simd::load<Packet>(from)));
        },
        y, static_cast<const S*>(y), gradient);
  } else {
    for (Eigen::Index at = 0; at < size; ++at) y[at] = gradient[at] * y[at];
  }
}

/// y = f(x), f an Eigen functor that takes numbers and registers.
template <typename S, typename Functor>
void apply(const Functor& f, const S* x, S* y, Eigen::Index size) {
  if constexpr (core::has_registers<S>) {
    using Packet = simd::packet_of<S>;
    core::for_each_block<simd::size_of<Packet>>(
        size, [&f](S* to, const S* from) { simd::store(to, f.packetOp(simd::load<Packet>(from))); },
        y, x);
  } else {
    for (Eigen::Index at = 0; at < size; ++at) y[at] = f(x[at]);
  }
}

/// gx = gradient * f'(x), block by block, so that f'(x) stays in the first cache.
template <typename S, typename Derivative>
void backward(const Derivative& derivative, const S* x, const S* gradient, S* gx,
              Eigen::Index size) {
  constexpr Eigen::Index block = 1024;
  for (Eigen::Index at = 0; at < size; at += block) {
    const Eigen::Index some = std::min(block, size - at);
    derivative(x + at, gx + at, some);
    multiply(gradient + at, gx + at, some);
  }
}

}  // namespace eigenact::registry::detail

EIGENACT_PACKETS_END

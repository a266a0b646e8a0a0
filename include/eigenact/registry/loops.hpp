// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/simd/packet.hpp>

EIGENACT_PACKETS_BEGIN

// Loops over numbers that lie side by side, whose rest is one more register: every function is
// compiled for registers only.

namespace eigenact::registry::detail {

template <typename S>
inline constexpr Eigen::Index step = simd::size_of<simd::packet_of<S>>;

/// The numbers [at, size) of x, as a register: beyond the end stands the first of them, which is as
/// slow or as fast as the others.
template <typename S>
EIGENACT_INLINE auto load(const S* x, Eigen::Index at, Eigen::Index size) {
  using Packet = simd::packet_of<S>;
  if (at + step<S> <= size) return Eigen::internal::ploadu<Packet>(x + at);
  S rest[step<S>];
  for (Eigen::Index i = 0; i < step<S>; ++i) rest[i] = x[at + i < size ? at + i : at];
  return Eigen::internal::ploadu<Packet>(rest);
}

template <typename S, typename Packet>
EIGENACT_INLINE void store(S* y, Eigen::Index at, Eigen::Index size, const Packet& result) {
  if (at + step<S> <= size) return Eigen::internal::pstoreu(y + at, result);
  S rest[step<S>];
  Eigen::internal::pstoreu(rest, result);
  std::copy(rest, rest + (size - at), y + at);
}

/// y = gradient * y.
template <typename S>
void multiply(const S* gradient, S* y, Eigen::Index size) {
  for (Eigen::Index at = 0; at < size; at += step<S>) {
    if constexpr (step < S >> 1)
      store(y, at, size, Eigen::internal::pmul(load(gradient, at, size), load(y, at, size)));
    else
      y[at] = gradient[at] * y[at];
  }
}

/// y = f(x), f an Eigen functor that takes numbers and registers.
template <typename S, typename Functor>
void apply(const Functor& f, const S* x, S* y, Eigen::Index size) {
  for (Eigen::Index at = 0; at < size; at += step<S>) {
    if constexpr (step < S >> 1)
      store(y, at, size, f.packetOp(load(x, at, size)));
    else
      y[at] = f(x[at]);
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

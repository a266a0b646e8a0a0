// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/basis/rational.hpp>

#include "../runner.hpp"

// The limit of a basis expansion: its arithmetic with nothing around it.

EIGENACT_PACKETS_BEGIN

namespace eigenact::bench {

/// The operations of Rational(5, 4) in float alone, its degrees known to the compiler.
struct RationalArithmetic {
  float a[6], b[4];

  float operator()(float x) const { return x; }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& packet) const {
    using V = Vec<float, simd::size_of<Packet>, Grade::Single>;
    const V x = V::of(packet);
    V p(a[5]), q(b[3]);
    for (int i = 4; i >= 0; --i) p = mul_add(p, x, V(a[i]));
    for (int i = 2; i >= 0; --i) q = mul_add(q, x, V(b[i]));
    return (p / (V(1) + simd::abs(V(q * x)))).packet;
  }
};

}  // namespace eigenact::bench

EIGENACT_PACKETS_END

template <>
struct Eigen::internal::functor_traits<eigenact::bench::RationalArithmetic> {
  enum { Cost = 20, PacketAccess = true };
};

namespace eigenact::bench {

template <typename T>
bool add_basis_expressions() {
  if constexpr (std::is_same_v<T, float>)
    rows().push_back(
        {"basis", "rational", forward, scalar_type<T>, "arithmetic", [](const Operands& o) {
           const RationalArithmetic f{{0.1f, 0.5f, 0.3f, 0.2f, 0.1f, 0.05f},
                                      {0.1f, 0.2f, 0.3f, 0.4f}};
           o.y<T>() = o.x<T>().unaryExpr(f);
         }});
  return true;
}

}  // namespace eigenact::bench

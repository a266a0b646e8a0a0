// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/vec.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

/// x limited to [0, last]; 0 of NaN: an index that never leaves its table.
template <typename V>
EIGENACT_INLINE V table_index(const V& x, int last) {
  const V limit(static_cast<typename V::Scalar>(last));
#if EIGEN_ARCH_i386_OR_x86_64 && !defined(EIGEN_DONT_VECTORIZE)
  return min(max(V(0), x), limit);  // of a NaN on the right the instruction takes what is left
#else
  return min(masked(x > V(0), x), limit);
#endif
}

/// A number of a table for every lane.
template <typename V>
class Lookup {
 public:
  /// @param index  whole numbers, as table_index() has them
  EIGENACT_INLINE explicit Lookup(const V& index) {
    const auto lanes = detail::to_array(index.packet);
    for (std::size_t i = 0; i < indices_.size(); ++i) indices_[i] = static_cast<int>(lanes[i]);
  }
  EIGENACT_INLINE V operator()(const typename V::Scalar* table) const {
    std::array<typename V::Scalar, static_cast<std::size_t>(V::size)> lanes;
    for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i] = table[indices_[i]];
    return V::of(detail::to_packet<typename V::Packet>(lanes));
  }

 private:
  std::array<int, static_cast<std::size_t>(V::size)> indices_;
};

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

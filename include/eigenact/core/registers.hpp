// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/evaluate.hpp>

EIGENACT_PACKETS_BEGIN

// Formulas of several registers: parameters, or random samples, that differ from lane to lane.

namespace eigenact::core {

/// One number in the arithmetic of an array's registers.
template <typename S>
EIGENACT_INLINE auto computed_element(const S& x) {
  if constexpr (!is_native<S>)
    return Number<S>(x);
  else if constexpr (std::is_same_v<S, double>)
    return simd::Lane<double, Grade::Double>(x);
  else
    return simd::Lane<float, Grade::Single>(static_cast<float>(x));
}
template <typename S, typename V>
EIGENACT_INLINE S stored_element(const V& x) {
  if constexpr (!is_native<S>)
    return x.value;
  else
    return static_cast<S>(x.first());
}

/// Quantity of Formula, with a register of each parameter.
template <typename Formula, typename Quantity, typename V, std::size_t Count, std::size_t... K>
EIGENACT_INLINE auto call_with(const V& x, const std::array<V, Count>& p,
                               std::index_sequence<K...>) {
  return Quantity::template of<Formula>(x, p[K]...);
}
template <typename Formula, typename Quantity, typename V, std::size_t Count>
EIGENACT_INLINE auto call_with(const V& x, const std::array<V, Count>& p) {
  return call_with<Formula, Quantity>(x, p, std::make_index_sequence<Count>());
}

template <typename Formula, typename Quantity, int Size, std::size_t Count>
EIGENACT_INLINE auto call_in_double(const Vec<float, Size, Grade::Single>& x,
                                    const std::array<Vec<float, Size, Grade::Single>, Count>& p) {
  using V = Vec<float, Size, Grade::Single>;
  using Wide = WideFloat<Size>;
  auto wide = simd::widen<typename Wide::Packet>(x.packet);
  std::array<decltype(wide), Count> wide_p;
  for (std::size_t i = 0; i < Count; ++i)
    wide_p[i] = simd::widen<typename Wide::Packet>(p[i].packet);
  for (std::size_t part = 0; part < wide.size(); ++part) {
    std::array<Wide, Count> part_p;
    for (std::size_t i = 0; i < Count; ++i) part_p[i] = Wide::of(wide_p[i][part]);
    wide[part] = call_with<Formula, Quantity>(Wide::of(wide[part]), part_p)[0].packet;
  }
  return V::of(simd::narrow<typename V::Packet>(wide));
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END

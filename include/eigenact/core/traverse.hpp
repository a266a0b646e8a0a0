// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/evaluate.hpp>
#include <eigenact/core/shapes.hpp>

// One pass over dense expressions with more than one result: what Eigen's own assignment cannot
// express.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

template <typename... Expressions>
inline constexpr bool row_major = (... && ((Expressions::Flags & Eigen::RowMajorBit) != 0));
template <typename... Expressions>
inline constexpr bool column_major = (... && ((Expressions::Flags & Eigen::RowMajorBit) == 0));

template <typename Expression>
using EvaluatorOf = Eigen::internal::evaluator<Expression>;

/// Whether all can be read in registers along the same direction.
template <typename... Expressions>
inline constexpr bool in_packets = simd::has_exact_registers &&
                                   (row_major<Expressions...> || column_major<Expressions...>)&&(
                                       ... && ((EvaluatorOf<Expressions>::Flags &
                                                Eigen::PacketAccessBit) != 0));

// Step numbers at a time where there are as many left in a line.
template <Eigen::Index Step, typename Shape, typename OnPacket, typename OnElement>
EIGENACT_INLINE void traverse_by(const Shape& shape, OnPacket&& packet, OnElement&& element) {
  constexpr bool rows = (Shape::Flags & Eigen::RowMajorBit) != 0;
  const Eigen::Index outer = rows ? shape.rows() : shape.cols();
  const Eigen::Index inner = rows ? shape.cols() : shape.rows();
  for (Eigen::Index j = 0; j < outer; ++j) {
    Eigen::Index i = 0;
    if constexpr (Step > 1) {
      for (; i + Step <= inner; i += Step) rows ? packet(j, i) : packet(i, j);
    }
    for (; i < inner; ++i) rows ? element(j, i) : element(i, j);
  }
}

/// Calls packet(row, col) for whole registers and element(row, col) for the rest, along the
/// direction in which the first expression is stored. packet is generic, [](auto row, auto col), so
/// that it is not compiled for expressions without registers.
template <typename First, typename... Rest, typename OnPacket, typename OnElement>
EIGENACT_INLINE void traverse(const First& shape, OnPacket&& packet, OnElement&& element) {
  using Scalar = typename First::Scalar;
  constexpr Eigen::Index step =
      is_native<Scalar> && in_packets<First, Rest...> ? simd::size_of<simd::packet_of<Scalar>> : 1;
  traverse_by<step>(shape, packet, element);
}

/// Writes the register of packet(row, col) in the traversal of First to a result in any order.
template <typename First, typename Result, typename Packet>
EIGENACT_INLINE void write_register(EvaluatorOf<Result>& out, Eigen::Index row, Eigen::Index col,
                                    const Packet& packet) {
  if constexpr (in_packets<First, Result>) {
    out.template writePacket<Eigen::Unaligned, Packet>(row, col, packet);
  } else {
    for (const auto& lane : simd::detail::to_array(packet))
      out.coeffRef(row_major<First> ? row : row++, row_major<First> ? col++ : col) = lane;
  }
}

/// Calls element(row, col) for all, along the direction in which the expression is stored.
template <typename Shape, typename OnElement>
EIGENACT_INLINE void for_each_element(const Shape& shape, OnElement&& element) {
  traverse_by<1>(shape, element, element);
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END

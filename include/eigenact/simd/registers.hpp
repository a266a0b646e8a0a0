// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/simd/config.hpp>
#include <type_traits>

EIGENACT_PACKETS_BEGIN

// Which registers there are, and the way between them and memory.

namespace eigenact::simd {

/// Two registers that are computed with together, see two.hpp.
template <typename Packet>
struct Two {
  Packet first, second;

  Two() = default;
  EIGENACT_INLINE Two(const Packet& a, const Packet& b) : first(a), second(b) {}
  // Written out: g++ would copy the whole through memory where it gives up to follow its parts.
  EIGENACT_INLINE Two(const Two& other) : first(other.first), second(other.second) {}
  EIGENACT_INLINE Two& operator=(const Two& other) {
    first = other.first;
    second = other.second;
    return *this;
  }
};
template <typename Packet>
inline constexpr bool is_two = false;
template <typename Packet>
inline constexpr bool is_two<Two<Packet>> = true;

}  // namespace eigenact::simd

namespace Eigen::internal {

template <typename Packet>
struct unpacket_traits<eigenact::simd::Two<Packet>> {
  using type = typename unpacket_traits<Packet>::type;
  using half = Packet;
  enum { size = 2 * unpacket_traits<Packet>::size };
};

}  // namespace Eigen::internal

namespace eigenact::simd {

template <typename Packet>
using scalar_of = typename Eigen::internal::unpacket_traits<Packet>::type;
template <typename Packet>
inline constexpr int size_of = Eigen::internal::unpacket_traits<Packet>::size;

// Whether registers compute what numbers do. NEON of 32-bit ARM takes subnormal numbers for zeros,
// and Eigen divides there by estimates.
#if defined(EIGEN_VECTORIZE_NEON) && !EIGEN_ARCH_ARM64
inline constexpr bool has_exact_registers = false;
#else
inline constexpr bool has_exact_registers = true;
#endif

// The widest register Eigen uses for a scalar (the scalar itself where there is none that is
// exact).
template <typename Scalar>
using packet_of = std::conditional_t<has_exact_registers,
                                     typename Eigen::internal::packet_traits<Scalar>::type, Scalar>;
template <typename Scalar>
inline constexpr bool is_vectorizable =
    has_exact_registers&& Eigen::internal::packet_traits<Scalar>::Vectorizable;

namespace detail {

// The register of `Size` lanes among a packet and its halves; the bare scalar where there is none.
template <typename Packet, int Size,
          typename Half = typename Eigen::internal::unpacket_traits<Packet>::half,
          bool Found = size_of<Packet> == Size, bool Last = std::is_same_v<Packet, Half>>
struct Sized : Sized<Half, Size> {};
template <typename Packet, int Size, typename Half, bool Last>
struct Sized<Packet, Size, Half, true, Last> {
  using type = Packet;
};
template <typename Packet, int Size, typename Half>
struct Sized<Packet, Size, Half, false, true> {
  using type = scalar_of<Packet>;
};

// The lanes of the narrowest register of at least 16 bytes: the one a single element is computed
// in.
template <typename Packet, typename Half = typename Eigen::internal::unpacket_traits<Packet>::half>
constexpr int narrowest_size() {
  constexpr bool halves = size_of<Half> < size_of<Packet>;
  if constexpr (halves && size_of<Packet> * sizeof(scalar_of<Packet>) > 16)
    return narrowest_size<Half>();
  return size_of<Packet>;
}

}  // namespace detail

/// The register of `Size` lanes: one of Eigen's, two of the widest, or a bare scalar.
template <typename Scalar, int Size>
using sized_packet_of =
    std::conditional_t<Size == 2 * size_of<packet_of<Scalar>>, Two<packet_of<Scalar>>,
                       typename detail::Sized<packet_of<Scalar>, Size>::type>;
template <typename Scalar>
inline constexpr int lane_size = detail::narrowest_size<packet_of<Scalar>>();

/// A register with `scalar` in every lane, and one from memory of any alignment.
template <typename Packet, typename Scalar>
EIGENACT_INLINE Packet filled(const Scalar& scalar) {
  if constexpr (is_two<Packet>) {
    const auto one = filled<decltype(Packet::first)>(scalar);
    return {one, one};
  } else {
    return Eigen::internal::pset1<Packet>(scalar);
  }
}
template <typename Packet, typename Scalar>
EIGENACT_INLINE Packet load(const Scalar* data) {
  if constexpr (is_two<Packet>) {
    using One = decltype(Packet::first);
    return {load<One>(data), load<One>(data + size_of<One>)};
  } else {
    return Eigen::internal::ploadu<Packet>(data);
  }
}
template <typename Scalar, typename Packet>
EIGENACT_INLINE void store(Scalar* data, const Packet& packet) {
  if constexpr (is_two<Packet>) {
    store(data, packet.first);
    store(data + size_of<decltype(packet.first)>, packet.second);
  } else {
    Eigen::internal::pstoreu(data, packet);
  }
}
template <typename Packet>
EIGENACT_INLINE scalar_of<Packet> first_lane(const Packet& packet) {
  if constexpr (is_two<Packet>)
    return first_lane(packet.first);
  else
    return Eigen::internal::pfirst(packet);
}

namespace detail {

template <typename Packet>
EIGENACT_INLINE auto to_array(const Packet& packet) {
  std::array<scalar_of<Packet>, size_of<Packet>> lanes;
  store(lanes.data(), packet);
  return lanes;
}
template <typename Packet, typename Scalar, std::size_t Size>
EIGENACT_INLINE Packet to_packet(const std::array<Scalar, Size>& lanes) {
  return load<Packet>(lanes.data());
}

}  // namespace detail

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

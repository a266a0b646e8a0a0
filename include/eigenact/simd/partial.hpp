// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet.hpp>

// Registers of which only the first lanes are in memory, and halves of registers.

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

namespace detail {

// Ones, then as many zeros: the mask of n lanes begins n before the zeros.
template <typename Integer, int Size>
inline constexpr auto kLaneMasks = [] {
  std::array<Integer, std::size_t(2) * Size> masks{};
  for (std::size_t i = 0; i < Size; ++i) masks[i] = Integer(-1);
  return masks;
}();

#ifdef EIGEN_VECTORIZE_AVX
template <typename Integer, int Size>
EIGENACT_INLINE __m256i lane_mask(int lanes) {
  const Integer* masks = kLaneMasks<Integer, Size>.data() + (Size - lanes);
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(masks));
}
#endif

}  // namespace detail

/// The first lanes from memory, zeros in the others.
template <typename Packet, typename Scalar>
EIGENACT_INLINE Packet load_partial(const Scalar* data, int lanes) {
#ifdef EIGEN_VECTORIZE_AVX
  if constexpr (std::is_same_v<Packet, __m256>)
    return _mm256_maskload_ps(data, detail::lane_mask<std::int32_t, 8>(lanes));
  else if constexpr (std::is_same_v<Packet, __m256d>)
    return _mm256_maskload_pd(data, detail::lane_mask<std::int64_t, 4>(lanes));
  else
#endif
#ifdef EIGEN_VECTORIZE_AVX512
      if constexpr (std::is_same_v<Packet, __m512>)
    return _mm512_maskz_loadu_ps(static_cast<__mmask16>((1 << lanes) - 1), data);
  else if constexpr (std::is_same_v<Packet, __m512d>)
    return _mm512_maskz_loadu_pd(static_cast<__mmask8>((1 << lanes) - 1), data);
  else
#endif
  {
    std::array<Scalar, size_of<Packet>> buffer;
    for (int i = 0; i < size_of<Packet>; ++i)
      buffer[static_cast<std::size_t>(i)] = i < lanes ? data[i] : Scalar(0);
    return detail::to_packet<Packet>(buffer);
  }
}

/// Writes the first lanes; one by one, because masked stores take some 20 cycles on some
/// processors.
template <typename Packet, typename Scalar>
EIGENACT_INLINE void store_partial(Scalar* data, const Packet& packet, int lanes) {
  const auto buffer = detail::to_array(packet);
  for (int i = 0; i < lanes; ++i) data[i] = buffer[static_cast<std::size_t>(i)];
}

/// The first half of the lanes, and the others.
template <typename Half, typename Packet>
EIGENACT_INLINE std::array<Half, 2> halves(const Packet& packet) {
#ifdef EIGEN_VECTORIZE_SSE2
  if constexpr (std::is_same_v<Packet, __m128d> && std::is_same_v<Half, double>)
    return {_mm_cvtsd_f64(packet), _mm_cvtsd_f64(_mm_unpackhi_pd(packet, packet))};
#endif
#ifdef EIGEN_VECTORIZE_AVX
  if constexpr (std::is_same_v<Packet, __m256d> && std::is_same_v<Half, __m128d>)
    return {_mm256_castpd256_pd128(packet), _mm256_extractf128_pd(packet, 1)};
#endif
#ifdef EIGEN_VECTORIZE_AVX512
  if constexpr (std::is_same_v<Packet, __m512d> && std::is_same_v<Half, __m256d>)
    return {_mm512_castpd512_pd256(packet), _mm512_maskz_extractf64x4_pd(0xF, packet, 1)};
#endif
  const auto lanes = detail::to_array(packet);
  return {load<Half>(lanes.data()), load<Half>(lanes.data() + size_of<Half>)};
}

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

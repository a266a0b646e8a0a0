// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet.hpp>

// Eigen::half and Eigen::bfloat16 registers <-> float registers, one conversion each way. Eigen 3.4
// never uses the F16C instructions with g++, hence our own.

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

/// The 16-bit floats of one register as one register of as many floats where there is one.
template <typename Halves>
using floats_for = sized_packet_of<float, size_of<Halves>>;

template <typename Halves>
EIGENACT_INLINE floats_for<Halves> to_floats(const Halves& halves) {
  using Scalar = scalar_of<Halves>;
  std::array<Scalar, size_of<Halves>> lanes;
  Eigen::internal::pstoreu(lanes.data(), halves);
  std::array<float, size_of<Halves>> floats;
  for (std::size_t i = 0; i < lanes.size(); ++i) floats[i] = static_cast<float>(lanes[i]);
  return detail::to_packet<floats_for<Halves>>(floats);
}

template <typename Halves, typename Floats>
EIGENACT_INLINE Halves from_floats(const Floats& floats) {
  using Scalar = scalar_of<Halves>;
  const auto lanes = detail::to_array(floats);
  std::array<Scalar, size_of<Halves>> halves;
  for (std::size_t i = 0; i < lanes.size(); ++i) halves[i] = static_cast<Scalar>(lanes[i]);
  return detail::to_packet<Halves>(halves);
}

#if defined(EIGEN_VECTORIZE_AVX)
EIGENACT_INLINE __m256 to_floats(const Eigen::internal::Packet8bf& x) {
  return Eigen::internal::Bf16ToF32(x);
}
EIGENACT_INLINE __m256 to_floats(const Eigen::internal::Packet8h& x) {
#ifdef __F16C__
  return _mm256_cvtph_ps(x);
#else
  return Eigen::internal::half2float(x);
#endif
}

template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet8bf>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m256& x) {
  return Eigen::internal::F32ToBf16(x);
}
template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet8h>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m256& x) {
#ifdef __F16C__
  return Halves(_mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
#else
  return Eigen::internal::float2half(x);
#endif
}
#endif

#if defined(EIGEN_VECTORIZE_AVX512)
EIGENACT_INLINE __m512 to_floats(const Eigen::internal::Packet16bf& x) {
  return Eigen::internal::Bf16ToF32(x);
}
EIGENACT_INLINE __m512 to_floats(const Eigen::internal::Packet16h& x) {
  return Eigen::internal::half2float(x);
}

template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet16bf>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m512& x) {
  return Eigen::internal::F32ToBf16(x);
}
template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet16h>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m512& x) {
  return Eigen::internal::float2half(x);
}
#endif

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/two.hpp>

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
// Four floats to bfloat16 in the low halves of four integers, to nearest even. Not the instruction
// of AVX-512 BF16, which flushes subnormal numbers. A NaN needs no care, here and below: it comes
// from a 16-bit float or is the processor's own, so that its lower half is 0 and nothing carries.
EIGENACT_INLINE __m128i bfloat16_bits(const __m128& x) {
  const __m128i bits = _mm_castps_si128(x);
  const __m128i odd = _mm_and_si128(_mm_srli_epi32(bits, 16), _mm_set1_epi32(1));
  const __m128i rounded = _mm_add_epi32(bits, _mm_add_epi32(odd, _mm_set1_epi32(0x7FFF)));
  return _mm_srli_epi32(rounded, 16);
}

#ifdef EIGEN_VECTORIZE_AVX2
// The same for eight floats, in the upper halves.
EIGENACT_INLINE __m256i rounded_to_bfloat16(const __m256& x) {
  const __m256i bits = _mm256_castps_si256(x);
  // -1 where what stays is even: a comparison in place of a shift, which takes less time
  const __m256i odd = _mm256_and_si256(bits, _mm256_set1_epi32(0x10000));
  const __m256i even = _mm256_cmpeq_epi32(odd, _mm256_setzero_si256());
  return _mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x8000)), even);
}
#endif

EIGENACT_INLINE __m256 to_floats(const Eigen::internal::Packet8bf& x) {
  return Eigen::internal::Bf16ToF32(x);
}
// clang would compare halves in place of the floats that they became, one by one.
template <typename Floats>
EIGENACT_INLINE Floats converted(Floats floats) {
#ifdef __clang__
  __asm__("" : "+v"(floats));
#endif
  return floats;
}

EIGENACT_INLINE __m256 to_floats(const Eigen::internal::Packet8h& x) {
#ifdef __F16C__
  return converted(_mm256_cvtph_ps(x));
#else
  return Eigen::internal::half2float(x);
#endif
}

template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet8bf>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m256& x) {
#ifdef EIGEN_VECTORIZE_AVX2
  // the upper halves of the integers, together in each half of the register, then side by side
  const __m256i order =
      _mm256_setr_epi8(2, 3, 6, 7, 10, 11, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, 2, 3, 6, 7, 10,
                       11, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m256i high = _mm256_shuffle_epi8(rounded_to_bfloat16(x), order);
  return Halves(_mm256_castsi256_si128(_mm256_permute4x64_epi64(high, 0x08)));
#else
  return Halves(_mm_packus_epi32(bfloat16_bits(_mm256_castps256_ps128(x)),
                                 bfloat16_bits(_mm256_extractf128_ps(x, 1))));
#endif
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
  return converted(_mm512_maskz_cvtph_ps(0xFFFF, x));
}

template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet16bf>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m512& x) {
  const __m512i bits = _mm512_castps_si512(x);
  const __m512i odd =
      _mm512_and_si512(_mm512_maskz_srli_epi32(0xFFFF, bits, 16), _mm512_set1_epi32(1));
  const __m512i rounded = _mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7FFF)));
  return Halves(_mm512_maskz_cvtepi32_epi16(0xFFFF, _mm512_maskz_srli_epi32(0xFFFF, rounded, 16)));
}
template <typename Halves,
          std::enable_if_t<std::is_same_v<Halves, Eigen::internal::Packet16h>, int> = 0>
EIGENACT_INLINE Halves from_floats(const __m512& x) {
  return Halves(_mm512_maskz_cvtps_ph(0xFFFF, x, _MM_FROUND_TO_NEAREST_INT));
}
#endif

/// Twice as many 16-bit floats as a register of Eigen's holds as two registers of float, in any
/// order of the lanes, and back in the same.
template <typename Scalar>
EIGENACT_INLINE auto load_two_of_floats(const Scalar* data) {
  using Halves = packet_of<Scalar>;
  return Two<floats_for<Halves>>{to_floats(load<Halves>(data)),
                                 to_floats(load<Halves>(data + size_of<Halves>))};
}
template <typename Scalar, typename Floats>
EIGENACT_INLINE void store_two_of_floats(Scalar* data, const Two<Floats>& x) {
  using Halves = packet_of<Scalar>;
  store(data, from_floats<Halves>(x.first));
  store(data + size_of<Halves>, from_floats<Halves>(x.second));
}

#if defined(EIGEN_VECTORIZE_AVX2) && !defined(EIGEN_VECTORIZE_AVX512)
// A bfloat16 is the upper half of a float: of each pair the second lies where it is needed, the
// first comes there by a shift.
EIGENACT_INLINE Two<__m256> load_two_of_floats(const Eigen::bfloat16* data) {
  const __m256i pairs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data));
  return {_mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16)),
          _mm256_castsi256_ps(_mm256_and_si256(pairs, _mm256_set1_epi32(-0x10000)))};
}
EIGENACT_INLINE void store_two_of_floats(Eigen::bfloat16* data, const Two<__m256>& x) {
  const __m256i first = _mm256_srli_epi32(rounded_to_bfloat16(x.first), 16);
  const __m256i pairs = _mm256_blend_epi16(first, rounded_to_bfloat16(x.second), 0xAA);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(data), pairs);
}
#endif

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

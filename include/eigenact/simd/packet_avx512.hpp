// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet_x86.hpp>

#ifdef EIGEN_VECTORIZE_AVX512

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

// Masks have registers of their own.
EIGENACT_INLINE __mmask16 less(const __m512& a, const __m512& b) {
  return _mm512_cmp_ps_mask(a, opaque(b), _CMP_LT_OQ);
}
EIGENACT_INLINE __mmask8 less(const __m512d& a, const __m512d& b) {
  return _mm512_cmp_pd_mask(a, opaque(b), _CMP_LT_OQ);
}
EIGENACT_INLINE __mmask16 less_or_equal(const __m512& a, const __m512& b) {
  return _mm512_cmp_ps_mask(a, opaque(b), _CMP_LE_OQ);
}
EIGENACT_INLINE __mmask8 less_or_equal(const __m512d& a, const __m512d& b) {
  return _mm512_cmp_pd_mask(a, opaque(b), _CMP_LE_OQ);
}
EIGENACT_INLINE __mmask16 equal(const __m512& a, const __m512& b) {
  return _mm512_cmp_ps_mask(a, opaque(b), _CMP_EQ_OQ);
}
EIGENACT_INLINE __mmask8 equal(const __m512d& a, const __m512d& b) {
  return _mm512_cmp_pd_mask(a, opaque(b), _CMP_EQ_OQ);
}
EIGENACT_INLINE __mmask16 both(__mmask16 a, __mmask16 b) { return static_cast<__mmask16>(a & b); }
EIGENACT_INLINE __mmask8 both(__mmask8 a, __mmask8 b) { return static_cast<__mmask8>(a & b); }
EIGENACT_INLINE __mmask16 either(__mmask16 a, __mmask16 b) { return static_cast<__mmask16>(a | b); }
EIGENACT_INLINE __mmask8 either(__mmask8 a, __mmask8 b) { return static_cast<__mmask8>(a | b); }
EIGENACT_INLINE __m512 choose(__mmask16 mask, const __m512& a, const __m512& b) {
  return _mm512_mask_blend_ps(mask, b, a);
}
EIGENACT_INLINE __m512d choose(__mmask8 mask, const __m512d& a, const __m512d& b) {
  return _mm512_mask_blend_pd(mask, b, a);
}
EIGENACT_INLINE __m512 masked(__mmask16 mask, const __m512& a) {
  return _mm512_maskz_mov_ps(mask, a);
}
EIGENACT_INLINE __m512d masked(__mmask8 mask, const __m512d& a) {
  return _mm512_maskz_mov_pd(mask, a);
}
EIGENACT_INLINE bool any_lane(__mmask16 mask) { return mask != 0; }
EIGENACT_INLINE bool any_lane(__mmask8 mask) { return mask != 0; }
EIGENACT_INLINE bool all_lanes(__mmask16 mask) { return mask == 0xFFFF; }
EIGENACT_INLINE bool all_lanes(__mmask8 mask) { return mask == 0xFF; }

// The zero-masked forms, with every lane on: g++ 12 warns of uninitialised values inside the
// others.
template <int Count>
EIGENACT_INLINE __m512d shift_left(const __m512d& x) {
  return _mm512_castsi512_pd(_mm512_maskz_slli_epi64(0xFF, _mm512_castpd_si512(x), Count));
}

EIGENACT_INLINE std::array<__m512, 2> two_powers(const __m512& x) {
  const __m512i bits = _mm512_add_epi32(_mm512_castps_si512(x), _mm512_set1_epi32(127));
  const __m512i half = _mm512_maskz_srli_epi32(0xFFFF, bits, 1);
  const __m512i rest = _mm512_sub_epi32(bits, half);
  return {_mm512_castsi512_ps(_mm512_maskz_slli_epi32(0xFFFF, half, 23)),
          _mm512_castsi512_ps(_mm512_maskz_slli_epi32(0xFFFF, rest, 23))};
}
EIGENACT_INLINE std::array<__m512d, 2> two_powers(const __m512d& x) {
  const __m512i bits = _mm512_add_epi64(_mm512_castpd_si512(x), _mm512_set1_epi64(1023));
  const __m512i half = _mm512_maskz_srli_epi64(0xFF, bits, 1);
  const __m512i rest = _mm512_sub_epi64(bits, half);
  return {_mm512_castsi512_pd(_mm512_maskz_slli_epi64(0xFF, half, 52)),
          _mm512_castsi512_pd(_mm512_maskz_slli_epi64(0xFF, rest, 52))};
}

EIGENACT_INLINE __m512 add_to_exponent(const __m512& x, const __m512& n) {
  const __m512i shifted = _mm512_maskz_slli_epi32(0xFFFF, _mm512_castps_si512(n), 23);
  return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(x), shifted));
}
EIGENACT_INLINE __m512d add_to_exponent(const __m512d& x, const __m512d& n) {
  const __m512i shifted = _mm512_maskz_slli_epi64(0xFF, _mm512_castpd_si512(n), 52);
  return _mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(x), shifted));
}

template <typename Doubles, std::enable_if_t<size_of<Doubles> == 8, int> = 0>
EIGENACT_INLINE auto widen(const __m256& x) {
  return std::array<Doubles, 1>{_mm512_maskz_cvtps_pd(0xFF, x)};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m512d, 1>& x) {
  return _mm512_maskz_cvtpd_ps(0xFF, x[0]);
}

template <typename Doubles>
EIGENACT_INLINE auto widen(const __m512& x) {
  const __m256 high = _mm256_castpd_ps(_mm512_maskz_extractf64x4_pd(0xFF, _mm512_castps_pd(x), 1));
  return std::array<Doubles, 2>{_mm512_maskz_cvtps_pd(0xFF, _mm512_castps512_ps256(x)),
                                _mm512_maskz_cvtps_pd(0xFF, high)};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m512d, 2>& x) {
  const __m512d low = _mm512_castps_pd(_mm512_castps256_ps512(_mm512_maskz_cvtpd_ps(0xFF, x[0])));
  return _mm512_castpd_ps(
      _mm512_maskz_insertf64x4(0xFF, low, _mm256_castps_pd(_mm512_maskz_cvtpd_ps(0xFF, x[1])), 1));
}

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

#endif

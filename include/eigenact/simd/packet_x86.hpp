// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

template <int Count>
EIGENACT_INLINE __m128d shift_left(const __m128d& x) {
  return _mm_castsi128_pd(_mm_slli_epi64(_mm_castpd_si128(x), Count));
}

EIGENACT_INLINE bool any_lane(const __m128& mask) { return _mm_movemask_ps(mask) != 0; }
EIGENACT_INLINE bool any_lane(const __m128d& mask) { return _mm_movemask_pd(mask) != 0; }
EIGENACT_INLINE bool all_lanes(const __m128& mask) { return _mm_movemask_ps(mask) == 0xF; }
EIGENACT_INLINE bool all_lanes(const __m128d& mask) { return _mm_movemask_pd(mask) == 0x3; }

template <typename Doubles, std::enable_if_t<size_of<Doubles> == 2, int> = 0>
EIGENACT_INLINE auto widen(const __m128& x) {
  return std::array<Doubles, 2>{_mm_cvtps_pd(x), _mm_cvtps_pd(_mm_movehl_ps(x, x))};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m128d, 2>& x) {
  return _mm_movelh_ps(_mm_cvtpd_ps(x[0]), _mm_cvtpd_ps(x[1]));
}

// The instruction itself, where Eigen 3.4 takes an estimate and a step of Newton's.
EIGENACT_INLINE __m128 square_root(const __m128& x) { return _mm_sqrt_ps(x); }
EIGENACT_INLINE __m128d square_root(const __m128d& x) { return _mm_sqrt_pd(x); }
#ifdef EIGEN_VECTORIZE_AVX
EIGENACT_INLINE __m256 square_root(const __m256& x) { return _mm256_sqrt_ps(x); }
EIGENACT_INLINE __m256d square_root(const __m256d& x) { return _mm256_sqrt_pd(x); }
#endif
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512 square_root(const __m512& x) { return _mm512_maskz_sqrt_ps(0xFFFF, x); }
EIGENACT_INLINE __m512d square_root(const __m512d& x) { return _mm512_maskz_sqrt_pd(0xFF, x); }
#endif

#ifdef EIGENACT_GUARDED
#ifdef EIGEN_VECTORIZE_AVX
template <typename Packet>
EIGENACT_INLINE Packet quotient_of_floats(const Packet& a, const Packet& b) {
  Packet result;
  __asm__("vdivps %2, %1, %0" : "=v"(result) : "v"(a), "v"(b));
  return result;
}
EIGENACT_INLINE __m128 quotient(const __m128& a, const __m128& b) {
  return quotient_of_floats(a, b);
}
EIGENACT_INLINE __m256 quotient(const __m256& a, const __m256& b) {
  return quotient_of_floats(a, b);
}
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512 quotient(const __m512& a, const __m512& b) {
  return quotient_of_floats(a, b);
}
#endif
#else
EIGENACT_INLINE __m128 quotient(__m128 a, const __m128& b) {
  __asm__("divps %1, %0" : "+x"(a) : "x"(b));
  return a;
}
#endif
#endif

#ifdef EIGEN_VECTORIZE_AVX
template <int Count>
EIGENACT_INLINE __m256d shift_left(const __m256d& x) {
#ifdef EIGEN_VECTORIZE_AVX2
  return _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(x), Count));
#else
  const __m128d low = shift_left<Count>(_mm256_castpd256_pd128(x));
  return _mm256_insertf128_pd(_mm256_castpd128_pd256(low),
                              shift_left<Count>(_mm256_extractf128_pd(x, 1)), 1);
#endif
}

EIGENACT_INLINE bool any_lane(const __m256& mask) { return _mm256_movemask_ps(mask) != 0; }
EIGENACT_INLINE bool any_lane(const __m256d& mask) { return _mm256_movemask_pd(mask) != 0; }
EIGENACT_INLINE bool all_lanes(const __m256& mask) { return _mm256_movemask_ps(mask) == 0xFF; }
EIGENACT_INLINE bool all_lanes(const __m256d& mask) { return _mm256_movemask_pd(mask) == 0xF; }

template <typename Doubles, std::enable_if_t<size_of<Doubles> == 4, int> = 0>
EIGENACT_INLINE auto widen(const __m256& x) {
  return std::array<Doubles, 2>{_mm256_cvtps_pd(_mm256_castps256_ps128(x)),
                                _mm256_cvtps_pd(_mm256_extractf128_ps(x, 1))};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m256d, 2>& x) {
  return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm256_cvtpd_ps(x[0])), _mm256_cvtpd_ps(x[1]),
                              1);
}

// Half registers widen to one full register of doubles.
template <typename Doubles, std::enable_if_t<size_of<Doubles> == 4, int> = 0>
EIGENACT_INLINE auto widen(const __m128& x) {
  return std::array<Doubles, 1>{_mm256_cvtps_pd(x)};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m256d, 1>& x) {
  return _mm256_cvtpd_ps(x[0]);
}
#endif

#ifdef EIGEN_VECTORIZE_AVX512
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
#endif

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

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

EIGENACT_INLINE std::array<__m128, 2> two_powers(const __m128& x) {
  const __m128i bits = _mm_add_epi32(_mm_castps_si128(x), _mm_set1_epi32(127));
  const __m128i half = _mm_srli_epi32(bits, 1), rest = _mm_sub_epi32(bits, half);
  return {_mm_castsi128_ps(_mm_slli_epi32(half, 23)), _mm_castsi128_ps(_mm_slli_epi32(rest, 23))};
}
EIGENACT_INLINE std::array<__m128d, 2> two_powers(const __m128d& x) {
  const __m128i bits = _mm_add_epi64(_mm_castpd_si128(x), _mm_set1_epi64x(1023));
  const __m128i half = _mm_srli_epi64(bits, 1), rest = _mm_sub_epi64(bits, half);
  return {_mm_castsi128_pd(_mm_slli_epi64(half, 52)), _mm_castsi128_pd(_mm_slli_epi64(rest, 52))};
}

EIGENACT_INLINE __m128 add_to_exponent(const __m128& x, const __m128& n) {
  return _mm_castsi128_ps(
      _mm_add_epi32(_mm_castps_si128(x), _mm_slli_epi32(_mm_castps_si128(n), 23)));
}
EIGENACT_INLINE __m128d add_to_exponent(const __m128d& x, const __m128d& n) {
  return _mm_castsi128_pd(
      _mm_add_epi64(_mm_castpd_si128(x), _mm_slli_epi64(_mm_castpd_si128(n), 52)));
}

EIGENACT_INLINE bool any_lane(const __m128& mask) { return _mm_movemask_ps(mask) != 0; }
EIGENACT_INLINE bool any_lane(const __m128d& mask) { return _mm_movemask_pd(mask) != 0; }
EIGENACT_INLINE bool all_lanes(const __m128& mask) { return _mm_movemask_ps(mask) == 0xF; }
EIGENACT_INLINE bool all_lanes(const __m128d& mask) { return _mm_movemask_pd(mask) == 0x3; }

// The instructions themselves: Eigen's functions take estimates, of which subnormals give 0 and
// infinity NaN. Those of floats stand below where -ffast-math would take estimates too.
EIGENACT_INLINE __m128d square_root(const __m128d& x) { return _mm_sqrt_pd(x); }
#ifdef EIGEN_VECTORIZE_AVX
EIGENACT_INLINE __m256d square_root(const __m256d& x) { return _mm256_sqrt_pd(x); }
#endif
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512d square_root(const __m512d& x) { return _mm512_maskz_sqrt_pd(0xFF, x); }
#endif
#ifndef EIGENACT_GUARDED
EIGENACT_INLINE __m128 square_root(const __m128& x) { return _mm_sqrt_ps(x); }
#ifdef EIGEN_VECTORIZE_AVX
EIGENACT_INLINE __m256 square_root(const __m256& x) { return _mm256_sqrt_ps(x); }
#endif
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512 square_root(const __m512& x) { return _mm512_maskz_sqrt_ps(0xFFFF, x); }
#endif
#endif

#if defined(__GNUC__) && !defined(__clang__) && defined(EIGEN_VECTORIZE_FMA)
// The instructions themselves: g++ contracts Eigen's product, which it sees as an operator.
EIGENACT_INLINE __m128 product(const __m128& a, const __m128& b) {
  return __builtin_ia32_mulps(a, b);
}
EIGENACT_INLINE __m128d product(const __m128d& a, const __m128d& b) {
  return __builtin_ia32_mulpd(a, b);
}
EIGENACT_INLINE __m256 product(const __m256& a, const __m256& b) {
  return __builtin_ia32_mulps256(a, b);
}
EIGENACT_INLINE __m256d product(const __m256d& a, const __m256d& b) {
  return __builtin_ia32_mulpd256(a, b);
}
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512 product(const __m512& a, const __m512& b) {
  return _mm512_maskz_mul_round_ps(0xFFFF, a, b, _MM_FROUND_CUR_DIRECTION);
}
EIGENACT_INLINE __m512d product(const __m512d& a, const __m512d& b) {
  return _mm512_maskz_mul_round_pd(0xFF, a, b, _MM_FROUND_CUR_DIRECTION);
}
#endif
#endif

#if defined(__clang__) && defined(EIGEN_VECTORIZE_FMA) && !defined(EIGENACT_GUARDED)
// Eigen gives clang one form of the instruction as assembly: it takes no operand from memory, no
// negation, and costs moves.
EIGENACT_INLINE __m256 fused(const __m256& a, const __m256& b, const __m256& c) {
  return _mm256_fmadd_ps(a, b, c);
}
EIGENACT_INLINE __m256d fused(const __m256d& a, const __m256d& b, const __m256d& c) {
  return _mm256_fmadd_pd(a, b, c);
}
#endif

template <typename Doubles, std::enable_if_t<size_of<Doubles> == 2, int> = 0>
EIGENACT_INLINE auto widen(const __m128& x) {
  return std::array<Doubles, 2>{_mm_cvtps_pd(x), _mm_cvtps_pd(_mm_movehl_ps(x, x))};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<__m128d, 2>& x) {
  return _mm_movelh_ps(_mm_cvtpd_ps(x[0]), _mm_cvtpd_ps(x[1]));
}

#ifdef EIGENACT_GUARDED
#ifdef EIGEN_VECTORIZE_AVX
template <typename Packet>
EIGENACT_INLINE Packet quotient_of_floats(const Packet& a, const Packet& b) {
  Packet result;
  __asm__("vdivps %2, %1, %0" : "=v"(result) : "v"(a), "v"(b));
  return result;
}
template <typename Packet>
EIGENACT_INLINE Packet square_root_of_floats(const Packet& x) {
  Packet result;
  __asm__("vsqrtps %1, %0" : "=v"(result) : "v"(x));
  return result;
}
EIGENACT_INLINE __m128 quotient(const __m128& a, const __m128& b) {
  return quotient_of_floats(a, b);
}
EIGENACT_INLINE __m128 square_root(const __m128& x) { return square_root_of_floats(x); }
EIGENACT_INLINE __m256 square_root(const __m256& x) { return square_root_of_floats(x); }
EIGENACT_INLINE __m256 quotient(const __m256& a, const __m256& b) {
  return quotient_of_floats(a, b);
}
#ifdef EIGEN_VECTORIZE_AVX512
EIGENACT_INLINE __m512 quotient(const __m512& a, const __m512& b) {
  return quotient_of_floats(a, b);
}
EIGENACT_INLINE __m512 square_root(const __m512& x) { return square_root_of_floats(x); }
#endif
#else
EIGENACT_INLINE __m128 quotient(__m128 a, const __m128& b) {
  __asm__("divps %1, %0" : "+x"(a) : "x"(b));
  return a;
}
EIGENACT_INLINE __m128 square_root(const __m128& x) {
  __m128 result;
  __asm__("sqrtps %1, %0" : "=x"(result) : "x"(x));
  return result;
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

#ifdef EIGEN_VECTORIZE_AVX2
EIGENACT_INLINE std::array<__m256, 2> two_powers(const __m256& x) {
  const __m256i bits = _mm256_add_epi32(_mm256_castps_si256(x), _mm256_set1_epi32(127));
  const __m256i half = _mm256_srli_epi32(bits, 1), rest = _mm256_sub_epi32(bits, half);
  return {_mm256_castsi256_ps(_mm256_slli_epi32(half, 23)),
          _mm256_castsi256_ps(_mm256_slli_epi32(rest, 23))};
}
EIGENACT_INLINE std::array<__m256d, 2> two_powers(const __m256d& x) {
  const __m256i bits = _mm256_add_epi64(_mm256_castpd_si256(x), _mm256_set1_epi64x(1023));
  const __m256i half = _mm256_srli_epi64(bits, 1), rest = _mm256_sub_epi64(bits, half);
  return {_mm256_castsi256_pd(_mm256_slli_epi64(half, 52)),
          _mm256_castsi256_pd(_mm256_slli_epi64(rest, 52))};
}
EIGENACT_INLINE __m256 add_to_exponent(const __m256& x, const __m256& n) {
  return _mm256_castsi256_ps(
      _mm256_add_epi32(_mm256_castps_si256(x), _mm256_slli_epi32(_mm256_castps_si256(n), 23)));
}
EIGENACT_INLINE __m256d add_to_exponent(const __m256d& x, const __m256d& n) {
  return _mm256_castsi256_pd(
      _mm256_add_epi64(_mm256_castpd_si256(x), _mm256_slli_epi64(_mm256_castpd_si256(n), 52)));
}
#else
EIGENACT_INLINE std::array<__m256, 2> two_powers(const __m256& x) {
  const auto low = two_powers(_mm256_castps256_ps128(x));
  const auto high = two_powers(_mm256_extractf128_ps(x, 1));
  return {_mm256_insertf128_ps(_mm256_castps128_ps256(low[0]), high[0], 1),
          _mm256_insertf128_ps(_mm256_castps128_ps256(low[1]), high[1], 1)};
}
EIGENACT_INLINE std::array<__m256d, 2> two_powers(const __m256d& x) {
  const auto low = two_powers(_mm256_castpd256_pd128(x));
  const auto high = two_powers(_mm256_extractf128_pd(x, 1));
  return {_mm256_insertf128_pd(_mm256_castpd128_pd256(low[0]), high[0], 1),
          _mm256_insertf128_pd(_mm256_castpd128_pd256(low[1]), high[1], 1)};
}
EIGENACT_INLINE __m256 add_to_exponent(const __m256& x, const __m256& n) {
  const __m128 low = add_to_exponent(_mm256_castps256_ps128(x), _mm256_castps256_ps128(n));
  const __m128 high = add_to_exponent(_mm256_extractf128_ps(x, 1), _mm256_extractf128_ps(n, 1));
  return _mm256_insertf128_ps(_mm256_castps128_ps256(low), high, 1);
}
EIGENACT_INLINE __m256d add_to_exponent(const __m256d& x, const __m256d& n) {
  const __m128d low = add_to_exponent(_mm256_castpd256_pd128(x), _mm256_castpd256_pd128(n));
  const __m128d high = add_to_exponent(_mm256_extractf128_pd(x, 1), _mm256_extractf128_pd(n, 1));
  return _mm256_insertf128_pd(_mm256_castpd128_pd256(low), high, 1);
}
#endif

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

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

#include <eigenact/simd/packet_avx512.hpp>

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::simd {

template <int Count>
EIGENACT_INLINE float64x2_t shift_left(const float64x2_t& x) {
  return vreinterpretq_f64_s64(vshlq_n_s64(vreinterpretq_s64_f64(x), Count));
}

EIGENACT_INLINE std::array<float32x4_t, 2> two_powers(const float32x4_t& x) {
  const uint32x4_t bits = vaddq_u32(vreinterpretq_u32_f32(x), vdupq_n_u32(127));
  const uint32x4_t half = vshrq_n_u32(bits, 1), rest = vsubq_u32(bits, half);
  return {vreinterpretq_f32_u32(vshlq_n_u32(half, 23)),
          vreinterpretq_f32_u32(vshlq_n_u32(rest, 23))};
}
EIGENACT_INLINE std::array<float64x2_t, 2> two_powers(const float64x2_t& x) {
  const uint64x2_t bits = vaddq_u64(vreinterpretq_u64_f64(x), vdupq_n_u64(1023));
  const uint64x2_t half = vshrq_n_u64(bits, 1), rest = vsubq_u64(bits, half);
  return {vreinterpretq_f64_u64(vshlq_n_u64(half, 52)),
          vreinterpretq_f64_u64(vshlq_n_u64(rest, 52))};
}

EIGENACT_INLINE float32x4_t add_to_exponent(const float32x4_t& x, const float32x4_t& n) {
  const uint32x4_t shifted = vshlq_n_u32(vreinterpretq_u32_f32(n), 23);
  return vreinterpretq_f32_u32(vaddq_u32(vreinterpretq_u32_f32(x), shifted));
}
EIGENACT_INLINE float64x2_t add_to_exponent(const float64x2_t& x, const float64x2_t& n) {
  const uint64x2_t shifted = vshlq_n_u64(vreinterpretq_u64_f64(n), 52);
  return vreinterpretq_f64_u64(vaddq_u64(vreinterpretq_u64_f64(x), shifted));
}

EIGENACT_INLINE float32x4_t square_root(const float32x4_t& x) { return vsqrtq_f32(x); }
EIGENACT_INLINE float64x2_t square_root(const float64x2_t& x) { return vsqrtq_f64(x); }

template <typename Doubles>
EIGENACT_INLINE auto widen(const float32x4_t& x) {
  return std::array<Doubles, 2>{vcvt_f64_f32(vget_low_f32(x)), vcvt_high_f64_f32(x)};
}

template <typename Floats>
EIGENACT_INLINE Floats narrow(const std::array<float64x2_t, 2>& x) {
  return vcvt_high_f32_f64(vcvt_f32_f64(x[0]), x[1]);
}

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

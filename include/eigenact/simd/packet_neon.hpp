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

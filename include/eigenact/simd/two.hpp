// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/packet.hpp>

EIGENACT_PACKETS_BEGIN

// Two registers as one: every operation on both, one after the other, so that the processor has a
// second chain of operations at hand while the first waits.

namespace eigenact::simd {

/// x 2^n, n in the low bits as in two_powers().
template <typename Packet>
EIGENACT_INLINE Packet times_two_powers(const Packet& x, const Packet& n) {
  const auto powers = two_powers(n);
  return opaque(product(opaque(product(x, powers[0])), powers[1]));
}

// For each of these a function that calls it for both registers.
#define EIGENACT_UNARY_ON_TWO(function)                        \
  template <typename P>                                        \
  EIGENACT_INLINE auto function(const Two<P>& a) {             \
    using Result = decltype(function(a.first));                \
    return Two<Result>{function(a.first), function(a.second)}; \
  }
#define EIGENACT_BINARY_ON_TWO(function)                                          \
  template <typename P>                                                           \
  EIGENACT_INLINE auto function(const Two<P>& a, const Two<P>& b) {               \
    using Result = decltype(function(a.first, b.first));                          \
    return Two<Result>{function(a.first, b.first), function(a.second, b.second)}; \
  }
EIGENACT_UNARY_ON_TWO(opaque)
EIGENACT_UNARY_ON_TWO(negative)
EIGENACT_UNARY_ON_TWO(square_root)
EIGENACT_UNARY_ON_TWO(absolute)
EIGENACT_UNARY_ON_TWO(nearest_integer)
EIGENACT_UNARY_ON_TWO(integer_below)
EIGENACT_BINARY_ON_TWO(sum)
EIGENACT_BINARY_ON_TWO(difference)
EIGENACT_BINARY_ON_TWO(product)
EIGENACT_BINARY_ON_TWO(quotient)
EIGENACT_BINARY_ON_TWO(less)
EIGENACT_BINARY_ON_TWO(less_or_equal)
EIGENACT_BINARY_ON_TWO(equal)
EIGENACT_BINARY_ON_TWO(both)
EIGENACT_BINARY_ON_TWO(either)
EIGENACT_BINARY_ON_TWO(exclusive)
EIGENACT_BINARY_ON_TWO(lesser)
EIGENACT_BINARY_ON_TWO(greater)
EIGENACT_BINARY_ON_TWO(add_to_exponent)
EIGENACT_BINARY_ON_TWO(times_two_powers)
#undef EIGENACT_UNARY_ON_TWO
#undef EIGENACT_BINARY_ON_TWO

template <typename P>
EIGENACT_INLINE Two<P> fused(const Two<P>& a, const Two<P>& b, const Two<P>& c) {
  return {fused(a.first, b.first, c.first), fused(a.second, b.second, c.second)};
}
// Where masks have registers of their own, and where not.
template <typename Bits, typename P>
EIGENACT_INLINE Two<P> choose(const Two<Bits>& mask, const Two<P>& a, const Two<P>& b) {
  return {choose(mask.first, a.first, b.first), choose(mask.second, a.second, b.second)};
}
template <typename P>
EIGENACT_INLINE Two<P> choose(const Two<P>& mask, const Two<P>& a, const Two<P>& b) {
  return {choose(mask.first, a.first, b.first), choose(mask.second, a.second, b.second)};
}
template <typename Bits, typename P>
EIGENACT_INLINE Two<P> masked(const Two<Bits>& mask, const Two<P>& a) {
  return {masked(mask.first, a.first), masked(mask.second, a.second)};
}
template <typename P>
EIGENACT_INLINE Two<P> masked(const Two<P>& mask, const Two<P>& a) {
  return {masked(mask.first, a.first), masked(mask.second, a.second)};
}

template <int Count, typename P>
EIGENACT_INLINE Two<P> shift_left(const Two<P>& x) {
  return {shift_left<Count>(x.first), shift_left<Count>(x.second)};
}

template <typename P>
EIGENACT_INLINE Two<P> fraction_and_exponent(const Two<P>& x, Two<P>& exponent) {
  return {fraction_and_exponent(x.first, exponent.first),
          fraction_and_exponent(x.second, exponent.second)};
}

/// A register of floats as two registers of double at a time, and back.
template <typename Doubles, typename Floats>
EIGENACT_INLINE auto widen_by_two(const Floats& floats) {
  if constexpr (is_two<Floats>) {
    return std::array{widen_by_two<Doubles>(floats.first)[0],
                      widen_by_two<Doubles>(floats.second)[0]};
  } else {
    const auto parts = widen<Doubles>(floats);
    return std::array{Two<Doubles>{parts[0], parts[1]}};
  }
}
template <typename Floats, typename Doubles, std::size_t Parts>
EIGENACT_INLINE Floats narrow(const std::array<Two<Doubles>, Parts>& doubles) {
  if constexpr (is_two<Floats>) {
    using One = decltype(Floats::first);
    return {narrow<One>(std::array{doubles[0]}), narrow<One>(std::array{doubles[1]})};
  } else {
    return narrow<Floats>(std::array{doubles[0].first, doubles[0].second});
  }
}

/// Floats in memory as two registers of double, and back.
template <typename Doubles>
EIGENACT_INLINE Two<Doubles> load_as_doubles(const float* data) {
#ifdef EIGEN_VECTORIZE_AVX
  if constexpr (std::is_same_v<Doubles, __m256d>)
    return {_mm256_cvtps_pd(_mm_loadu_ps(data)), _mm256_cvtps_pd(_mm_loadu_ps(data + 4))};
#endif
  return widen_by_two<Doubles>(load<packet_of<float>>(data))[0];
}
template <typename Doubles>
EIGENACT_INLINE void store_as_floats(float* data, const Two<Doubles>& doubles) {
#ifdef EIGEN_VECTORIZE_AVX
  if constexpr (std::is_same_v<Doubles, __m256d>) {
    _mm_storeu_ps(data, _mm256_cvtpd_ps(doubles.first));
    return _mm_storeu_ps(data + 4, _mm256_cvtpd_ps(doubles.second));
  }
#endif
  store(data, narrow<packet_of<float>>(std::array{doubles}));
}

template <typename P>
EIGENACT_INLINE bool any_lane(const Two<P>& mask) {
  return any_lane(either(mask.first, mask.second));
}
template <typename P>
EIGENACT_INLINE bool all_lanes(const Two<P>& mask) {
  return all_lanes(both(mask.first, mask.second));
}

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <eigenact/simd/packet.hpp>
#include <limits>

// Comparisons of numbers that stand where there are no registers, by their bits: -ffast-math takes
// every number for finite, and so none for NaN, nor for the truth that has all its bits set.

namespace eigenact::simd {

namespace detail {

template <typename Scalar>
using IntegerLike = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;

template <typename Scalar>
EIGENACT_INLINE auto bits_of(const Scalar& x) {
  return Eigen::numext::bit_cast<IntegerLike<Scalar>>(hidden(x));
}
template <typename Scalar>
EIGENACT_INLINE Scalar truth(bool value) {
  return hidden(Eigen::numext::bit_cast<Scalar>(static_cast<IntegerLike<Scalar>>(-value)));
}

/// Numbers as integers in the same order; both zeros are 0.
template <typename Scalar>
struct Ordered {
  using Bits = IntegerLike<Scalar>;
  Bits place;

  explicit EIGENACT_INLINE Ordered(const Scalar& x) : place(bits_of(x)) {
    if (place < 0) place = std::numeric_limits<Bits>::min() - place;
  }
  EIGENACT_INLINE bool is_nan() const {
    constexpr Bits infinity = sizeof(Scalar) == 4 ? Bits(0x7F800000) : Bits(0x7FF0000000000000);
    return place > infinity || place < -infinity;
  }
};

/// compare(a, b) of the places of a and b, false if one is NaN.
template <typename Scalar, typename Compare>
EIGENACT_INLINE Scalar compared(const Scalar& a, const Scalar& b, const Compare& compare) {
  const Ordered<Scalar> left(a), right(b);
  return truth<Scalar>(!left.is_nan() && !right.is_nan() && compare(left.place, right.place));
}

}  // namespace detail

#define EIGENACT_FOR_NUMBERS(Scalar)                                                        \
  EIGENACT_INLINE Scalar less(const Scalar& a, const Scalar& b) {                           \
    return detail::compared(a, b, [](auto left, auto right) { return left < right; });      \
  }                                                                                         \
  EIGENACT_INLINE Scalar less_or_equal(const Scalar& a, const Scalar& b) {                  \
    return detail::compared(a, b, [](auto left, auto right) { return left <= right; });     \
  }                                                                                         \
  EIGENACT_INLINE Scalar equal(const Scalar& a, const Scalar& b) {                          \
    return detail::compared(a, b, [](auto left, auto right) { return left == right; });     \
  }                                                                                         \
  EIGENACT_INLINE bool any_lane(const Scalar& mask) { return detail::bits_of(mask) != 0; }  \
  EIGENACT_INLINE bool all_lanes(const Scalar& mask) { return detail::bits_of(mask) != 0; } \
  EIGENACT_INLINE Scalar choose(const Scalar& mask, const Scalar& a, const Scalar& b) {     \
    return any_lane(mask) ? a : b;                                                          \
  }
EIGENACT_FOR_NUMBERS(float)
EIGENACT_FOR_NUMBERS(double)
#undef EIGENACT_FOR_NUMBERS

}  // namespace eigenact::simd

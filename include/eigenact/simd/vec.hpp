// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/simd/constant.hpp>
#include <eigenact/simd/two.hpp>
#include <limits>
#include <type_traits>

EIGENACT_PACKETS_BEGIN

namespace eigenact {

/// One truth per lane of a Vec, in the form that select() takes.
template <typename Scalar, int Size>
struct Mask {
  using Packet = simd::sized_packet_of<Scalar, Size>;
  using Bits = decltype(simd::less(std::declval<Packet>(), std::declval<Packet>()));
  Bits bits;

  friend EIGENACT_INLINE Mask operator&(const Mask& a, const Mask& b) {
    return {simd::both(a.bits, b.bits)};
  }
  friend EIGENACT_INLINE Mask operator|(const Mask& a, const Mask& b) {
    return {simd::either(a.bits, b.bits)};
  }
  /// Whether any lane is true, whether all are.
  friend EIGENACT_INLINE bool any(const Mask& a) { return simd::any_lane(a.bits); }
  friend EIGENACT_INLINE bool all(const Mask& a) { return simd::all_lanes(a.bits); }
};

/// A register of floats or doubles with the operators a formula is written in. Every operation is
/// rounded by itself, whatever the surroundings: `a * b + c` is never contracted, mul_add() always
/// fuses where the target can. So an element has the same bits in every register width and
/// position.
template <typename S, int Size, Grade G>
struct Vec {
  using Scalar = S;
  using Packet = simd::sized_packet_of<Scalar, Size>;
  static constexpr Grade grade = G;
  static constexpr int size = Size;

  Packet packet;

  Vec() = default;
  template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
  EIGENACT_INLINE Vec(Number number) : packet(simd::filled<Packet>(static_cast<Scalar>(number))) {}
  EIGENACT_INLINE Vec(const Constant& constant) : Vec(constant.hi) {}
  static EIGENACT_INLINE Vec of(const Packet& packet) {
    Vec result;
    result.packet = packet;
    return result;
  }
  /// The result of an operation, as it was rounded.
  static EIGENACT_INLINE Vec rounded(const Packet& packet) { return of(simd::opaque(packet)); }
  EIGENACT_INLINE Scalar first() const { return simd::first_lane(packet); }

  friend EIGENACT_INLINE Vec operator+(const Vec& a, const Vec& b) {
    return rounded(simd::sum(a.packet, b.packet));
  }
  friend EIGENACT_INLINE Vec operator-(const Vec& a, const Vec& b) {
    return rounded(simd::difference(a.packet, b.packet));
  }
  friend EIGENACT_INLINE Vec operator*(const Vec& a, const Vec& b) {
    return rounded(simd::product(a.packet, b.packet));
  }
  friend EIGENACT_INLINE Vec operator/(const Vec& a, const Vec& b) {
    return rounded(simd::quotient(a.packet, b.packet));
  }
  friend EIGENACT_INLINE Vec operator-(const Vec& a) {
    if constexpr (simd::is_guarded)
      return of(simd::exclusive(a.packet, Vec(-0.0).packet));
    else
      return of(simd::negative(a.packet));
  }

  friend EIGENACT_INLINE Mask<S, Size> operator<(const Vec& a, const Vec& b) {
    return {simd::less(a.packet, b.packet)};
  }
  friend EIGENACT_INLINE Mask<S, Size> operator<=(const Vec& a, const Vec& b) {
    return {simd::less_or_equal(a.packet, b.packet)};
  }
  friend EIGENACT_INLINE Mask<S, Size> operator>(const Vec& a, const Vec& b) { return b < a; }
  friend EIGENACT_INLINE Mask<S, Size> operator>=(const Vec& a, const Vec& b) { return b <= a; }
  friend EIGENACT_INLINE Mask<S, Size> operator==(const Vec& a, const Vec& b) {
    return {simd::equal(a.packet, b.packet)};
  }

  /// mask ? a : b in every lane.
  friend EIGENACT_INLINE Vec select(const Mask<S, Size>& mask, const Vec& a, const Vec& b) {
    return of(simd::choose(mask.bits, a.packet, b.packet));
  }
  /// mask ? a : 0 in every lane.
  friend EIGENACT_INLINE Vec masked(const Mask<S, Size>& mask, const Vec& a) {
    return of(simd::masked(mask.bits, a.packet));
  }
  /// mask ? -a : a in every lane.
  friend EIGENACT_INLINE Vec negate_where(const Mask<S, Size>& mask, const Vec& a) {
    return of(simd::exclusive(a.packet, simd::masked(mask.bits, Vec(-0.0).packet)));
  }
  /// a * b + c, rounded once where the target has a fused operation.
  friend EIGENACT_INLINE Vec mul_add(const Vec& a, const Vec& b, const Vec& c) {
    if constexpr (simd::emulates_fma) {
      const auto x = simd::detail::to_array(a.packet), y = simd::detail::to_array(b.packet);
      auto sum = simd::detail::to_array(c.packet);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = std::fma(x[i], y[i], sum[i]);
      return of(simd::detail::to_packet<Packet>(sum));
    } else if constexpr (!simd::target_has_fma) {
      return rounded(simd::sum(simd::opaque(simd::product(a.packet, b.packet)), c.packet));
    } else {
      return rounded(simd::fused(a.packet, b.packet, c.packet));
    }
  }
};

namespace simd {

/// The value type of one element: the same arithmetic as in an array's registers.
template <typename Scalar, Grade G>
using Lane = Vec<Scalar, lane_size<Scalar>, G>;

template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> abs(const Vec<S, Size, G>& x) {
  return Vec<S, Size, G>::of(absolute(x.packet));
}

/// -|x|, in one operation.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> minus_abs(const Vec<S, Size, G>& x) {
  return Vec<S, Size, G>::of(either(x.packet, Vec<S, Size, G>(-0.0).packet));
}

template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> sqrt(const Vec<S, Size, G>& x) {
  return Vec<S, Size, G>::rounded(square_root(x.packet));
}

/// The lesser of x and limit; NaN in x stays NaN.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> min(const Vec<S, Size, G>& x, const Vec<S, Size, G>& limit) {
  if constexpr (is_guarded) return select(x > limit, limit, x);
  return Vec<S, Size, G>::of(lesser(x.packet, limit.packet));
}

/// The greater of x and limit; NaN in x stays NaN.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> max(const Vec<S, Size, G>& x, const Vec<S, Size, G>& limit) {
  if constexpr (is_guarded) return select(x < limit, limit, x);
  return Vec<S, Size, G>::of(greater(x.packet, limit.packet));
}

/// magnitude (>= 0) with the sign of x, zeros included.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> with_sign_of(const Vec<S, Size, G>& magnitude,
                                             const Vec<S, Size, G>& x) {
  const auto sign = both(x.packet, Vec<S, Size, G>(-0.0).packet);
  return Vec<S, Size, G>::of(either(magnitude.packet, sign));
}

/// x rounded to an integer, halves to even; a zero has the sign of x.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> round_to_even(const Vec<S, Size, G>& x) {
  return with_sign_of(Vec<S, Size, G>::of(nearest_integer(x.packet)), x);
}

/// The greatest integer that is not above x; a zero has the sign of x.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> floor(const Vec<S, Size, G>& x) {
  return with_sign_of(Vec<S, Size, G>::of(integer_below(x.packet)), x);
}

/// y, negated in the lanes where the sign of x is set.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> negate_as(const Vec<S, Size, G>& y, const Vec<S, Size, G>& x) {
  const auto sign = both(x.packet, Vec<S, Size, G>(-0.0).packet);
  return Vec<S, Size, G>::of(exclusive(y.packet, sign));
}

/// 2^n where the low bits of x hold n plus the exponent bias.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> low_bits_to_exponent(const Vec<S, Size, G>& x) {
  return Vec<S, Size, G>::of(shift_left<(sizeof(S) == 4 ? 23 : 52)>(x.packet));
}

/// Infinity, and a NaN. Where arithmetic is guarded they come from their bits, at run time: a
/// literal may become anything there (clang 17).
template <typename V>
EIGENACT_INLINE V infinity() {
  if constexpr (!is_guarded) return V(std::numeric_limits<double>::infinity());
  const V exponent(sizeof(typename V::Scalar) == 4 ? 0x1.8p23 + 0xFF : 0x1.8p52 + 0x7FF);
  return low_bits_to_exponent(V::rounded(exponent.packet));
}
template <typename V>
EIGENACT_INLINE V not_a_number() {
  if constexpr (!is_guarded) return V(std::numeric_limits<double>::quiet_NaN());
  constexpr bool is_float = sizeof(typename V::Scalar) == 4;
  const V bits(is_float ? 0x1.8p23 + 0x1FF : 0x1.8p52 + 0xFFF);
  return V::of(shift_left<(is_float ? 22 : 51)>(opaque(bits.packet)));
}

/// x 2^n where the low bits of `n` hold n: an addition of integers, for x other than 0 and a result
/// in the range of normal numbers.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> scaled_by_low_bits(const Vec<S, Size, G>& x,
                                                   const Vec<S, Size, G>& n) {
  return Vec<S, Size, G>::of(add_to_exponent(x.packet, n.packet));
}

/// x 2^n for a constant n, in the same way.
template <int n, typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> times_power(const Vec<S, Size, G>& x) {
  return scaled_by_low_bits(x, Vec<S, Size, G>((sizeof(S) == 4 ? 0x1.8p23 : 0x1.8p52) + n));
}

/// The same for every x and for n up to twice the exponent range: two multiplications.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> times_power_of_low_bits(const Vec<S, Size, G>& x,
                                                        const Vec<S, Size, G>& n) {
  return Vec<S, Size, G>::of(times_two_powers(x.packet, n.packet));
}

/// y, negated in the lanes where the lowest bit of x is set.
template <typename S, int Size, Grade G>
EIGENACT_INLINE Vec<S, Size, G> negate_if_odd(const Vec<S, Size, G>& y, const Vec<S, Size, G>& x) {
  const auto sign = shift_left<(sizeof(S) == 4 ? 31 : 63)>(x.packet);
  return Vec<S, Size, G>::of(exclusive(y.packet, sign));
}

/// f(lane) in the lanes where mask is true, y in the others; f is not called when no lane is.
template <typename S, int Size, Grade G, typename Function>
EIGENACT_INLINE Vec<S, Size, G> where(const Mask<S, Size>& mask, const Vec<S, Size, G>& x,
                                      const Vec<S, Size, G>& y, Function&& f) {
  if (EIGEN_PREDICT_TRUE(!any(mask))) return y;
  return select(mask, Vec<S, Size, G>::of(for_each_lane(x.packet, f)), y);
}

}  // namespace simd

/// The grade a value type stands for.
template <typename V>
inline constexpr Grade grade_of = V::grade;
template <typename S, int Size, Grade G>
inline constexpr Grade grade_of<Vec<S, Size, G>> = G;

}  // namespace eigenact

EIGENACT_PACKETS_END

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <eigenact/simd/registers.hpp>
#include <utility>

EIGENACT_PACKETS_BEGIN

// What Eigen's packet functions do not offer on every target and in every version: the exponent
// field of a double, float <-> double registers. A plain loop over the lanes serves the targets not
// named here.

namespace eigenact::simd {

/// The register whose lanes are f(lane) of `packet`: for the rare lanes that need a library
/// function.
template <typename Packet, typename Function>
inline Packet for_each_lane(const Packet& packet, Function&& f) {
  auto lanes = detail::to_array(packet);
  for (auto& lane : lanes) lane = f(lane);
  return detail::to_packet<Packet>(lanes);
}

/// The bits of each lane shifted left: brings the low bits into the exponent field or the sign.
template <int Count, typename Packet>
EIGENACT_INLINE Packet shift_left(const Packet& packet) {
  using Scalar = scalar_of<Packet>;
  if constexpr (sizeof(Scalar) == 4 && size_of < Packet >> 1) {
    using Integers = typename Eigen::internal::unpacket_traits<Packet>::integer_packet;
    using namespace Eigen::internal;
    return preinterpret<Packet>(plogical_shift_left<Count>(preinterpret<Integers>(packet)));
  } else {
    using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
    return for_each_lane(packet, [](Scalar lane) {
      Bits bits;
      std::memcpy(&bits, &lane, sizeof bits);
      bits <<= Count;
      std::memcpy(&lane, &bits, sizeof bits);
      return lane;
    });
  }
}

/// The bits of x as an integer plus those of n shifted into the exponent field: x 2^n, where the
/// low bits of n hold an integer, for x other than 0 and a result in the range of normal numbers.
template <typename Packet>
EIGENACT_INLINE Packet add_to_exponent(const Packet& x, const Packet& n) {
  using Scalar = scalar_of<Packet>;
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
  const auto power = shift_left<(sizeof(Scalar) == 4 ? 23 : 52)>(n);
  auto lanes = detail::to_array(x);
  const auto powers = detail::to_array(power);
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    Bits bits, more;
    std::memcpy(&bits, &lanes[i], sizeof bits);
    std::memcpy(&more, &powers[i], sizeof more);
    bits += more;
    std::memcpy(&lanes[i], &bits, sizeof bits);
  }
  return detail::to_packet<Packet>(lanes);
}

/// Two powers of two whose product is 2^n, as far apart as one step at most, where the low bits of
/// each lane hold n plus the exponent bias: n may leave the exponent range, to twice its size.
template <typename Packet>
EIGENACT_INLINE std::array<Packet, 2> two_powers(const Packet& packet) {
  using Scalar = scalar_of<Packet>;
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
  constexpr int fraction = sizeof(Scalar) == 4 ? 23 : 52, bias = sizeof(Scalar) == 4 ? 127 : 1023;
  const auto part = [](bool is_first) {
    return [is_first](Scalar lane) {
      Bits bits;
      std::memcpy(&bits, &lane, sizeof bits);
      bits += bias;
      bits = (is_first ? bits >> 1 : bits - (bits >> 1)) << fraction;
      std::memcpy(&lane, &bits, sizeof bits);
      return lane;
    };
  };
  return {for_each_lane(packet, part(true)), for_each_lane(packet, part(false))};
}

// clang tells no macro of some flags (-fassociative-math, ...), but its operators obey pragmas
// where they stand; Eigen's functions stand elsewhere.
#if defined(__clang__) && EIGEN_ARCH_i386_OR_x86_64
#if defined(__FMA__) && __has_builtin(__arithmetic_fence)
#define EIGENACT_FENCE  // hides a product for less than an asm statement does
#endif
#pragma float_control(precise, on, push)
#define EIGENACT_OPERATION(eigen_function, a, operation, b) \
  _Pragma("clang fp contract(off)") return a operation b
#else
#define EIGENACT_OPERATION(eigen_function, a, operation, b) \
  return Eigen::internal::eigen_function(a, b)
#endif
template <typename Packet>
EIGENACT_INLINE Packet sum(const Packet& a, const Packet& b) {
  EIGENACT_OPERATION(padd, a, +, b);
}
template <typename Packet>
EIGENACT_INLINE Packet difference(const Packet& a, const Packet& b) {
  EIGENACT_OPERATION(psub, a, -, b);
}
/// a * b, which the compiler may contract.
template <typename Packet>
EIGENACT_INLINE Packet loose_product(const Packet& a, const Packet& b) {
  EIGENACT_OPERATION(pmul, a, *, b);
}
/// a * b, never contracted into a fused operation.
template <typename Packet>
EIGENACT_INLINE Packet product(const Packet& a, const Packet& b) {
#ifdef EIGENACT_FENCE
  _Pragma("clang fp reassociate(on)") return __arithmetic_fence(loose_product(a, b));
#else
  if constexpr (compiler_contracts)
    return hidden(loose_product(a, b));
  else
    return loose_product(a, b);
#endif
}
/// a * b + c, where the target has an instruction for it.
template <typename Packet>
EIGENACT_INLINE Packet fused(const Packet& a, const Packet& b, const Packet& c) {
  if constexpr (target_has_fma && size_of<Packet> == 1)  // of numbers Eigen's rounds the product
    return std::fma(a, b, c);
  else
    return Eigen::internal::pmadd(a, b, c);
}
/// -x, which compilers merge into the operation it is an operand of.
template <typename Packet>
EIGENACT_INLINE Packet negative(const Packet& x) {
  return -x;
}
/// a / b. The division itself, where -ffast-math would take an estimate of 1 / b.
template <typename Packet>
EIGENACT_INLINE Packet quotient(const Packet& a, const Packet& b) {
  EIGENACT_OPERATION(pdiv, a, /, opaque(b));
}
#undef EIGENACT_OPERATION
#undef EIGENACT_FENCE
#if defined(__clang__) && EIGEN_ARCH_i386_OR_x86_64
#pragma float_control(pop)
#endif

/// The square root, correctly rounded: Eigen's psqrt may be an estimate, with 0 for subnormals, and
/// so may be that of float with -ffast-math.
template <typename Packet>
EIGENACT_INLINE Packet square_root(const Packet& packet) {
  using Scalar = scalar_of<Packet>;
  return for_each_lane(packet, [](Scalar lane) {
    return static_cast<Scalar>(opaque(std::sqrt(opaque(static_cast<double>(lane)))));
  });
}

// Comparisons, lane by lane. A truth is a lane of all or no bits where the target has no registers
// of their own for it.
template <typename Packet>
EIGENACT_INLINE Packet less(const Packet& a, const Packet& b) {
  return opaque(Eigen::internal::pcmp_lt(a, opaque(b)));
}
template <typename Packet>
EIGENACT_INLINE Packet less_or_equal(const Packet& a, const Packet& b) {
  return opaque(Eigen::internal::pcmp_le(a, opaque(b)));
}
template <typename Packet>
EIGENACT_INLINE Packet equal(const Packet& a, const Packet& b) {
  return opaque(Eigen::internal::pcmp_eq(a, opaque(b)));
}
template <typename Packet>
EIGENACT_INLINE Packet both(const Packet& a, const Packet& b) {
  return Eigen::internal::pand(a, b);
}
template <typename Packet>
EIGENACT_INLINE Packet either(const Packet& a, const Packet& b) {
  return Eigen::internal::por(a, b);
}
/// mask ? a : b in every lane.
template <typename Packet>
EIGENACT_INLINE Packet choose(const Packet& mask, const Packet& a, const Packet& b) {
  return Eigen::internal::pselect(mask, a, b);
}
/// mask ? a : 0 in every lane.
template <typename Packet>
EIGENACT_INLINE Packet masked(const Packet& mask, const Packet& a) {
  return Eigen::internal::pand(mask, a);
}
template <typename Packet>
EIGENACT_INLINE Packet exclusive(const Packet& a, const Packet& b) {
  return Eigen::internal::pxor(a, b);
}
/// |x|; the lesser and the greater of x and limit, of a NaN in x that.
template <typename Packet>
EIGENACT_INLINE Packet absolute(const Packet& x) {
  return Eigen::internal::pabs(x);
}
template <typename Packet>
EIGENACT_INLINE Packet lesser(const Packet& x, const Packet& limit) {
  return Eigen::internal::pmin(x, limit);
}
template <typename Packet>
EIGENACT_INLINE Packet greater(const Packet& x, const Packet& limit) {
  return Eigen::internal::pmax(x, limit);
}
template <typename Packet>
EIGENACT_INLINE Packet nearest_integer(const Packet& x) {
  return Eigen::internal::print(x);
}
template <typename Packet>
EIGENACT_INLINE Packet integer_below(const Packet& x) {
  return Eigen::internal::pfloor(x);
}
template <typename Packet>
EIGENACT_INLINE Packet fraction_and_exponent(const Packet& x, Packet& exponent) {
  return Eigen::internal::pfrexp(x, exponent);
}
/// Whether any lane is true, whether all are.
template <typename Packet>
EIGENACT_INLINE bool any_lane(const Packet& mask) {
  const Packet ones = Eigen::internal::pset1<Packet>(scalar_of<Packet>(1));
  const Packet none = Eigen::internal::pzero(ones);
  return Eigen::internal::predux_max(Eigen::internal::pselect(mask, ones, none)) > 0;
}
template <typename Packet>
EIGENACT_INLINE bool all_lanes(const Packet& mask) {
  const Packet ones = Eigen::internal::pset1<Packet>(scalar_of<Packet>(1));
  const Packet none = Eigen::internal::pzero(ones);
  return Eigen::internal::predux_min(Eigen::internal::pselect(mask, ones, none)) > 0;
}

/// The floats of one register as the doubles of one or more registers, and back (rounded to
/// nearest).
template <typename Doubles, typename Floats>
EIGENACT_INLINE auto widen(const Floats& floats) {
  constexpr std::size_t size = size_of<Doubles>, parts = size_of<Floats> / size;
  const auto lanes = detail::to_array(floats);
  std::array<Doubles, parts> result;
  for (std::size_t part = 0; part < parts; ++part) {
    std::array<double, size> wide;
    for (std::size_t i = 0; i < size; ++i) wide[i] = static_cast<double>(lanes[part * size + i]);
    result[part] = detail::to_packet<Doubles>(wide);
  }
  return result;
}

template <typename Floats, typename Doubles, std::size_t Parts>
EIGENACT_INLINE Floats narrow(const std::array<Doubles, Parts>& doubles) {
  std::array<float, size_of<Floats>> lanes;
  for (std::size_t part = 0; part < Parts; ++part) {
    const auto wide = detail::to_array(doubles[part]);
    for (std::size_t i = 0; i < wide.size(); ++i)
      lanes[part * wide.size() + i] = static_cast<float>(wide[i]);
  }
  return detail::to_packet<Floats>(lanes);
}

}  // namespace eigenact::simd

EIGENACT_PACKETS_END

#ifdef EIGENACT_GUARDED
#include <eigenact/simd/packet_number.hpp>
#endif
#if defined(EIGEN_VECTORIZE_SSE2) || defined(EIGEN_VECTORIZE_SSE)
#include <eigenact/simd/packet_x86.hpp>
#elif defined(EIGEN_VECTORIZE_NEON) && defined(__aarch64__)
#include <eigenact/simd/packet_neon.hpp>
#endif

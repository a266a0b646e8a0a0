// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/trigonometric.hpp>
#include <type_traits>

namespace eigenact::math {

// Sine and cosine of frequency * x + phase, many of them for one x. The angle is taken in half
// turns, frequency / pi in two parts: the whole turns then leave it exactly, so that its error is a
// unit or two of 1 whatever its size, where frequency * x in radians would have one of its own.

/// The numbers of an angle in a table: frequency / pi (two parts), phase / pi less whole half
/// turns, the number that rounds to whole half turns and adds those of the phase, frequency, phase.
inline constexpr int kAngleSize = 6;

/// The largest |frequency x / pi| that the registers of T take; beyond, a library function does.
template <typename T>
inline constexpr double reach_of_half_turns = sizeof(T) == 4 ? 0x1p21 : 0x1p50;

/// The largest |x| that every frequency up to `highest` takes.
template <typename T>
T reach(double highest) {
  const double x = reach_of_half_turns<T> * pi.hi / highest;
  return x < std::numeric_limits<T>::max() ? static_cast<T>(x) : std::numeric_limits<T>::max();
}

/// Writes frequency / pi and phase / pi of an angle.
template <typename T>
void make_half_turns(const Constant& slope, const Constant& start, T* angle) {
  angle[0] = static_cast<T>(slope.hi);
  angle[1] = static_cast<T>((slope.hi - static_cast<double>(angle[0])) + slope.lo);
  const double whole = std::rint(start.hi), odd = whole - 2 * std::floor(whole / 2);
  angle[2] = static_cast<T>((start.hi - whole) + start.lo);
  angle[3] = static_cast<T>((sizeof(T) == 4 ? 0x1.8p23 : 0x1.8p52) + odd);
}

/// Writes the numbers of an angle.
template <typename T>
void make_angle(double frequency, double phase, T* angle) {
  const auto in_half_turns = [](double x) {
    const double high = x * inverse_pi.hi;
    return Constant(high, std::fma(x, inverse_pi.hi, -high) + x * inverse_pi.lo);
  };
  make_half_turns(in_half_turns(frequency), in_half_turns(phase), angle);
  angle[4] = static_cast<T>(frequency);
  angle[5] = static_cast<T>(phase);
}

namespace detail {

// sin(pi r) = pi r + r^3 p(r^2), |r| <= 1/2: the polynomial of sine with the powers of pi in it.
template <Grade G>
struct HalfTurnCoefficients {
  static constexpr std::size_t size = std::size(SinCoefficients<G>::polynomial);
  Constant polynomial[size];
  constexpr HalfTurnCoefficients() : polynomial{} {
    double power = pi.hi;
    for (std::size_t i = 0; i < size; ++i) {
      power *= pi.hi * pi.hi;
      polynomial[i] = Constant(SinCoefficients<G>::polynomial[i].hi * power);
    }
  }
};
template <Grade G>
inline constexpr HalfTurnCoefficients<G> half_turn_coefficients;

template <typename V>
EIGENACT_INLINE V sine_of_half_turns(const V& r) {
  constexpr auto& table = half_turn_coefficients<grade_of<V>>.polynomial;
  // pi as the arithmetic has it, and the rest
  constexpr double head = static_cast<double>(static_cast<typename V::Scalar>(pi.hi));
  constexpr double rest = (pi.hi - head) + pi.lo;
  const V u = r * r, bend = mul_add(u, polynomial_from<0>(u, table), V(rest));
  return mul_add(r, V(head), r * bend);
}

// sin(frequency x + phase); the product as z + rest without rounding error, in three steps because
// none of its parts need be small beside another.
inline long double library_wave(long double x, long double frequency, long double phase) {
  const long double z = frequency * x, rest = std::fma(frequency, x, -z);
  const long double sz = library(::sinl, z), cz = library(::cosl, z);
  const long double sr = library(::sinl, rest), cr = library(::cosl, rest);
  return (sz * cr + cz * sr) * library(::cosl, phase) +
         (cz * cr - sz * sr) * library(::sinl, phase);
}

}  // namespace detail

/// sin and cos of the angle at x, which share the reduction.
/// Error: 3 units of 2^-24 (float), 2^-53 (double). NaN at infinity.
/// @tparam Far  whether x may be out of reach in some lanes; see in_reach().
template <typename V, bool Far = false>
class Wave {
  using T = typename V::Scalar;

 public:
  EIGENACT_INLINE Wave(const V& x, const T* angle) : x_(x), angle_(angle) {
    const V slope(angle[0]), shift(angle[2]), magic(angle[3]);
    turns_ = mul_add(x, slope, shift) + magic;
    const V n = turns_ - magic;
    V low = mul_add(x, V(angle[1]), shift);
    if constexpr (!simd::has_fma) low = low + simd::product_error(x, slope, V(x * slope));
    rest_ = mul_add(x, slope, -n) + low;
  }

  EIGENACT_INLINE V sin() const {
    return near_or(simd::negate_if_odd(detail::sine_of_half_turns(rest_), turns_), 0);
  }
  EIGENACT_INLINE V cos() const {
    const V y = detail::sine_of_half_turns(V(V(0.5) - abs(rest_)));
    return near_or(simd::negate_if_odd(y, turns_), 1);
  }

 private:
  // y, or the library's function in the lanes out of reach.
  EIGENACT_INLINE V near_or(const V& y, int quarter_turns) const {
    if constexpr (Far) {
      const auto limit = V(reach_of_half_turns<T>);
      const auto nearby = abs(V(x_ * V(angle_[0]))) <= limit;
      const auto far_out = select(nearby, V(0), V(1)) > V(0);  // NaN too
      return simd::where(far_out, x_, y, [this, quarter_turns](T lane) {
        const auto shift = quarter_turns * static_cast<long double>(half_pi);
        return static_cast<T>(
            detail::library_wave(lane, angle_[4], static_cast<long double>(angle_[5]) + shift));
      });
    }
    return y;
  }

  V x_, turns_, rest_;
  const T* angle_;
};

namespace detail {

template <typename V, typename F>
EIGENACT_NOINLINE auto out_of_reach(const V x, const F& f) {
  return f(x, std::true_type());
}

}  // namespace detail

/// f(x, far): far tells the Waves in it whether a lane of x may be beyond `reach`, which is
/// reach() of the highest frequency.
template <typename V, typename F>
EIGENACT_INLINE auto in_reach(const V& x, typename V::Scalar reach, const F& f) {
  if (EIGEN_PREDICT_TRUE(all(abs(x) <= V(reach)))) return f(x, std::false_type());
  return detail::out_of_reach(x, f);
}

}  // namespace eigenact::math

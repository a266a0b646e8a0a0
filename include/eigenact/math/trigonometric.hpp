// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/math/exp.hpp>

namespace eigenact::math {

namespace detail {

// Up to here n pi is exact in the parts of pi; beyond, a library function takes the lane.
template <typename V>
inline constexpr double sine_limit = grade_of<V> == Grade::Single ? (simd::has_fma ? 6000 : 3000)
                                                                  : 3.2e6;

// The polynomial p of sin r = r + r u p(u), u = r^2.
template <typename V>
EIGENACT_INLINE V sine_polynomial(const V& u) {
  return polynomial<4>(u, SinCoefficients<table_of<grade_of<V>>>::polynomial);
}

// sin r in float and double, rounded once less than r (1 + u p(u)); of -0 it may be 0, and it may
// exceed 1 by a unit.
template <typename V>
EIGENACT_INLINE V sine_of_reduced(const V& r, const V& u) {
  if constexpr (grade_of<V> == Grade::Double) {
    // the first term is rounded with the rest alone
    constexpr auto& table = SinCoefficients<Grade::Double>::polynomial;
    return mul_add(r, mul_add(u, V(table[0]), (u * u) * polynomial_in_two<1>(u, table)), r);
  } else {
    return mul_add(r * u, sine_polynomial(u), r);
  }
}

/// x - n pi; but for pairs with one rounding.
template <typename V, typename W>
EIGENACT_INLINE V less_multiples_of_pi(const V& x, const W& n) {
  constexpr Grade G = grade_of<V>;
  if constexpr (simd::has_fma && !is_twofold<V>) {
    return reduced(x, n, FusedPiParts<G>::parts);
  } else if constexpr (G == Grade::Double) {
    constexpr auto& parts = PiParts<G>::parts;
    const V first = mul_add(n, W(-parts[0]), x), step = n * W(parts[1]), sum = first - step;
    const V error = (first - sum) - step;
    return mul_add(n, W(-parts[3]), sum - mul_add(n, W(parts[2]), -error));
  } else {
    return reduced(x, n, PiParts<table_of<G>>::parts);
  }
}

/// sin(x + shift pi), shift = 0, 1/4 or 1/2; anything for x beyond sine_limit.
template <typename V>
EIGENACT_INLINE V shifted_sine(const V& x, double shift) {
  using W = Register<V>;
  const W magic(rounding_magic<W>), turns(inverse_pi);
  const W t =
      shift == 0 ? mul_add(leading(x), turns, magic) : mul_add(leading(x), turns, W(shift)) + magic;
  const W n = (t - magic) - W(shift);
  const V r = less_multiples_of_pi(x, n), u = r * r;
  if constexpr (is_twofold<V>) {
    const V y = r * mul_add(u, sine_polynomial(u), V(1));
    return {simd::negate_if_odd(y.hi, t), simd::negate_if_odd(y.lo, t)};
  } else if constexpr (grade_of<V> == Grade::Medium) {
    return simd::negate_if_odd(r * mul_add(u, sine_polynomial(u), V(1)), t);
  } else {
    const V y = simd::with_sign_of(sine_of_reduced(r, u), r);
    return clamp(simd::negate_if_odd(y, t), V(-1), V(1));
  }
}

// False for NaN and infinities.
template <typename W, typename V>
EIGENACT_INLINE auto near_enough_for_sine(const W& x, const V&) {
  return abs(x) <= W(sine_limit<V>);
}

// The library's sine and cosine, of double or, where twice its precision is wanted, long double.
struct LibrarySine {
  static double value(double x) { return library(::sin, x); }
  static long double value(long double x) { return library(::sinl, x); }
  static long double slope(long double x) { return library(::cosl, x); }
};
struct LibraryCosine {
  static double value(double x) { return library(::cos, x); }
  static long double value(long double x) { return library(::cosl, x); }
  static long double slope(long double x) { return -library(::sinl, x); }
};
struct LibrarySinePlusQuarterPi {  // a sum, which may cancel
  static long double factor() { return static_cast<long double>(sqrt_half); }
  static long double value(long double x) {
    const long double s = library(::sinl, x), c = library(::cosl, x), sum = s + c;
    const bool cancels = sum * sum < 0.25L;  // then from (s + c) (s - c) = -cos(2 x)
    return (cancels ? -library(::cosl, 2 * x) / (s - c) : sum) * factor();
  }
  static long double slope(long double x) {
    return (library(::cosl, x) - library(::sinl, x)) * factor();
  }
};

// f(x) lane by lane, to the digits of long double, of which the argument may have more:
// f(head + rest) = f(head) cos(rest) + f'(head) sin(rest).
template <typename Library, typename V, Grade G>
EIGENACT_NOINLINE Twofold<V, G> library_lanes(const Twofold<V, G>& x) {
  auto hi = simd::detail::to_array(x.hi.packet), lo = simd::detail::to_array(x.lo.packet);
  for (std::size_t i = 0; i < hi.size(); ++i) {
    const auto first = static_cast<long double>(hi[i]), second = static_cast<long double>(lo[i]);
    const volatile long double sum = first + second, moved = sum - first;  // with -ffast-math too
    const long double head = sum, rest = second - moved;
    const long double exact =
        Library::value(head) * library(::cosl, rest) + Library::slope(head) * library(::sinl, rest);
    hi[i] = simd::opaque(static_cast<double>(exact));
    lo[i] = static_cast<double>(exact - static_cast<long double>(hi[i]));
  }
  using Packet = typename V::Packet;
  return {V::of(simd::detail::to_packet<Packet>(hi)), V::of(simd::detail::to_packet<Packet>(lo))};
}

// y, but the library's f(x) in the far lanes.
template <typename Library, typename V>
EIGENACT_INLINE V with_far_lanes(const V& x, const V& y) {
  using S = typename Register<V>::Scalar;
  const auto nearby = near_enough_for_sine(leading(x), x);
  if (EIGEN_PREDICT_TRUE(all(nearby))) return y;
  if constexpr (is_twofold<V>)
    return select(nearby, y, library_lanes<Library>(x));
  else
    return select(nearby, y, V::of(simd::for_each_lane(x.packet, [](S lane) {
                    return static_cast<S>(Library::value(static_cast<double>(lane)));
                  })));
}

}  // namespace detail

/// sin x, for every finite x; NaN at infinity.
template <typename V>
EIGENACT_INLINE V sin(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::sin(x);
  } else {
    return detail::with_far_lanes<detail::LibrarySine>(x, detail::shifted_sine(x, 0));
  }
}
inline constexpr Bounds sin_bounds{1.8, 0.55, 2, 0.56, 0.55};

/// cos x, for every finite x; NaN at infinity.
template <typename V>
EIGENACT_INLINE V cos(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::cos(x);
  } else {
    return detail::with_far_lanes<detail::LibraryCosine>(x, detail::shifted_sine(x, 0.5));
  }
}
inline constexpr Bounds cos_bounds{2.3, 0.55, 2, 0.56, 0.55};

/// sin(x + pi / 4), for every finite x: 1 + sin(2 x) = 2 sin(x + pi / 4)^2 does not cancel.
template <typename V>
EIGENACT_INLINE V sin_plus_quarter_pi(const V& x) {
  if constexpr (is_foreign<V>) {
    return (foreign::sin(x) + foreign::cos(x)) * V(sqrt_half);
  } else {
    return detail::with_far_lanes<detail::LibrarySinePlusQuarterPi>(x,
                                                                    detail::shifted_sine(x, 0.25));
  }
}

namespace detail {

// f(a x); of long double, which has the range but not the digits of the product of two doubles,
// with the rounding error of the product.
template <typename Library, typename V, typename F>
EIGENACT_INLINE V of_product(const V& a, const V& x, const F& f) {
  if constexpr (std::is_same_v<V, Number<long double>>) {
    const long double z = a.value * x.value, rest = std::fma(a.value, x.value, -z);
    return V(Library::value(z) * library(::cosl, rest) + Library::slope(z) * library(::sinl, rest));
  } else {
    return f(V(a * x));
  }
}

}  // namespace detail

/// sin(a x), cos(a x), sin(a x + pi / 4).
template <typename V>
EIGENACT_INLINE V sin_of_product(const V& a, const V& x) {
  return detail::of_product<detail::LibrarySine>(a, x, [](const V& z) { return sin(z); });
}
template <typename V>
EIGENACT_INLINE V cos_of_product(const V& a, const V& x) {
  return detail::of_product<detail::LibraryCosine>(a, x, [](const V& z) { return cos(z); });
}
template <typename V>
EIGENACT_INLINE V sin_plus_quarter_pi_of_product(const V& a, const V& x) {
  return detail::of_product<detail::LibrarySinePlusQuarterPi>(
      a, x, [](const V& z) { return sin_plus_quarter_pi(z); });
}

/// atan x. Range [-pi / 2, pi / 2].
template <typename V>
EIGENACT_INLINE V atan(const V& x) {
  if constexpr (is_foreign<V>) {
    return foreign::atan(x);
  } else {
    using Table = AtanCoefficients<detail::wide_table_of<grade_of<V>>>;
    // tan(pi / 8) and tan(3 pi / 8) part the three ranges
    const V y = abs(x);
    const auto middle = y > V(0.41421356), high = y > V(2.4142135);
    const V numerator = select(high, V(-1), select(middle, y - V(1), y));
    const V denominator = select(high, y, select(middle, y + V(1), V(1)));
    const V base = select(high, V(half_pi), select(middle, V(half_pi) * V(0.5), V(0)));
    const V t = numerator / denominator, u = t * t;
    if constexpr (grade_of<V> == Grade::Double) {
      const V low = select(high, V(half_pi.lo), select(middle, V(half_pi.lo / 2), V(0)));
      return with_sign_of(V(base + (t + mul_add(t * u, polynomial<6>(u, Table::polynomial), low))),
                          x);
    }
    return with_sign_of(V(base + (t + t * u * polynomial<6>(u, Table::polynomial))), x);
  }
}
inline constexpr Bounds atan_bounds{0, 0.56, 1.9, 0.55, 0.54};

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/simd/number.hpp>
#include <eigenact/simd/twofold.hpp>
#include <limits>
#include <utility>

namespace eigenact {

namespace math {

/// Max errors of a kernel in ULP of its result, as the tests assert them: in float registers
/// (Fast), in double registers rounded to float (Precise), in double registers, in double-double
/// rounded to double (Precise), in compensated pairs rounded to double (Fast).
struct Bounds {
  double single, medium, plain_double, twofold, compensated;
};

template <typename V>
inline constexpr bool is_foreign = grade_of<V> == Grade::Foreign;

namespace detail {

template <typename V>
EIGENACT_INLINE const V& leading(const V& x) {
  return x;
}
template <typename V, Grade G>
EIGENACT_INLINE const V& leading(const Twofold<V, G>& x) {
  return x.hi;
}

}  // namespace detail

template <typename V>
EIGENACT_INLINE V abs(const V& x) {
  if constexpr (std::is_same_v<V, Number<long double>>) {
    return V(std::abs(x.value));
  } else if constexpr (is_foreign<V>) {
    return select(x < V(0), V(-x), x);
  } else {
    return simd::abs(x);
  }
}

/// -|x|.
template <typename V>
EIGENACT_INLINE V minus_abs(const V& x) {
  if constexpr (is_foreign<V>) {
    return -abs(x);
  } else {
    return simd::minus_abs(x);
  }
}

template <typename V>
EIGENACT_INLINE V sqrt(const V& x) {
  if constexpr (is_foreign<V>) {
    using std::sqrt;
    return V(decltype(x.value)(sqrt(x.value)));
  } else {
    return simd::sqrt(x);
  }
}

/// The lesser of x and limit; NaN in x stays NaN.
template <typename V>
EIGENACT_INLINE V min(const V& x, const V& limit) {
  if constexpr (is_foreign<V>) {
    return select(limit < x, limit, x);
  } else {
    return simd::min(x, limit);
  }
}

/// The greater of x and limit; NaN in x stays NaN.
template <typename V>
EIGENACT_INLINE V max(const V& x, const V& limit) {
  if constexpr (is_foreign<V>) {
    return select(x < limit, limit, x);
  } else {
    return simd::max(x, limit);
  }
}

template <typename V>
EIGENACT_INLINE V clamp(const V& x, const V& low, const V& high) {
  return min(max(x, low), high);
}

/// magnitude (>= 0) with the sign of x.
template <typename V>
EIGENACT_INLINE V with_sign_of(const V& magnitude, const V& x) {
  if constexpr (std::is_same_v<V, Number<long double>>) {
    return V(std::copysign(magnitude.value, x.value));
  } else if constexpr (is_foreign<V>) {
    return select(x < V(0), V(-magnitude), magnitude);
  } else {
    return simd::with_sign_of(magnitude, x);
  }
}

/// 0, of which -ffast-math does not know: x + 0 is 0 for -0, and 0 - x is 0 for 0.
template <typename V>
EIGENACT_INLINE V zero() {
  if constexpr (is_foreign<V>) {
    return V::rounded(decltype(V::value)(0));
  } else {
    using W = std::decay_t<decltype(detail::leading(std::declval<V>()))>;
    return V(W::rounded(W(0).packet));
  }
}

/// NaN where x is NaN, else y: for the steps, which would forget it.
template <typename V>
EIGENACT_INLINE V nan_as(const V& x, const V& y) {
  return select(x == x, y, x);
}

/// x, but no less than where every e^x has long gone to zero: 0 * infinity stays out of products
/// such as x e^x, whose limit at -infinity is -0.
template <typename V>
EIGENACT_INLINE V left_clamped(const V& x) {
  return max(x, V(is_foreign<V> ? -32768 : -2048));
}

/// The same for e^(rate x).
template <typename V>
EIGENACT_INLINE V left_clamped(const V& x, const V& rate) {
  const V limit(is_foreign<V> ? -32768 : -2048), size = abs(rate);
  return select(size == V(0), x, max(x, V(limit / size)));
}

/// The largest finite number of x's type.
template <typename T>
Number<T> highest_of(const Number<T>&) {
  return Number<T>(T(Eigen::NumTraits<T>::highest()));
}

template <typename V>
EIGENACT_INLINE V infinity() {
  if constexpr (is_foreign<V>)
    return V(simd::infinity<simd::Lane<double, Grade::Single>>().first());
  else if constexpr (is_twofold<V>)
    return V(simd::infinity<decltype(V::hi)>());
  else
    return simd::infinity<V>();
}

/// Whether x is neither infinite nor NaN.
template <typename V>
EIGENACT_INLINE auto is_finite(const V& x) {
  if constexpr (is_foreign<V>) {
    const V highest = highest_of(x);
    return (x >= -highest) & (x <= highest);
  } else {
    return abs(x) <= V(std::numeric_limits<typename V::Scalar>::max());
  }
}

/// a x, which is 0 for a = 0 whatever x: a parameter of 0 switches a term off, at infinity too.
template <typename V>
EIGENACT_INLINE V product(const V& a, const V& x) {
  const V limit = select(a == V(0), V(0x1p100), infinity<V>());
  return a * clamp(x, V(-limit), limit);
}

/// The same for x <= 0, in fewer operations.
template <typename V>
EIGENACT_INLINE V product_of_low(const V& a, const V& x) {
  return a * max(x, select(a == V(0), V(-0x1p100), V(-infinity<V>())));
}

template <typename V>
EIGENACT_INLINE V square(const V& x) {
  return x * x;
}

namespace detail {

// Registers of double for the arithmetic of a Twofold, the value type itself otherwise.
template <typename V>
struct RegisterOf {
  using type = V;
};
template <typename V, Grade G>
struct RegisterOf<Twofold<V, G>> {
  using type = V;
};
template <typename V>
using Register = typename RegisterOf<V>::type;

// The tables exist for the arithmetics that results are rounded from: compensated arithmetic takes
// those of plain double, or, with plain double, those of double-double where there are no others.
template <Grade G>
inline constexpr Grade table_of = G == Grade::Compensated ? Grade::Double : G;
template <Grade G>
inline constexpr Grade wide_table_of =
    G == Grade::Compensated || G == Grade::Double ? Grade::Twofold : G;

}  // namespace detail

/// x, of a sum whose terms may have cancelled: of the Compensated grade then the low half may be
/// the larger.
template <typename V>
EIGENACT_INLINE V normalized(const V& x) {
  if constexpr (grade_of<V> == Grade::Compensated) return V::sum(x.hi, x.lo);
  return x;
}

/// f(x...) with all digits that the registers have, in the Medium and the Compensated grade too:
/// where the error of a result grows, or terms cancel.
template <typename F, typename V, typename... P>
EIGENACT_INLINE V with_all_digits(const F& f, const V& x, const P&... p) {
  if constexpr (grade_of<V> == Grade::Medium) {
    using Accurate = Vec<typename V::Scalar, V::size, Grade::Double>;
    return V::of(f(Accurate::of(x.packet), Accurate::of(p.packet)...).packet);
  } else if constexpr (grade_of<V> == Grade::Compensated) {
    using Accurate = Twofold<detail::Register<V>>;
    const auto y = f(Accurate(x.hi, x.lo), Accurate(p.hi, p.lo)...);
    return {y.hi, y.lo};
  } else {
    return f(x, p...);
  }
}

}  // namespace math
}  // namespace eigenact

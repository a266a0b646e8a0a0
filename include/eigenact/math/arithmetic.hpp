// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <eigenact/simd/twofold.hpp>
#include <limits>
#include <utility>

namespace eigenact {

/// mask ? a : b for the number types that have no lanes.
template <typename T>
T select(bool mask, const T& a, const T& b) {
  return mask ? a : b;
}

namespace math {

/// Max errors of a kernel in ULP of its result, as the tests assert them: in float registers
/// (Fast), in double registers rounded to float (Precise), in double registers, in double-double
/// rounded to double.
struct Bounds {
  double single, medium, plain_double, twofold;
};

template <typename V>
inline constexpr bool is_foreign = grade_of<V> == Grade::Foreign;

template <typename V>
EIGENACT_INLINE V abs(const V& x) {
  if constexpr (is_foreign<V>) {
    return select(x < V(0), V(-x), x);
  } else {
    return simd::abs(x);
  }
}

template <typename V>
EIGENACT_INLINE V sqrt(const V& x) {
  if constexpr (is_foreign<V>) {
    using std::sqrt;
    return sqrt(x);
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
  if constexpr (is_foreign<V>) {
    return select(x < V(0), V(-magnitude), magnitude);
  } else {
    return simd::with_sign_of(magnitude, x);
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

/// Whether x is neither infinite nor NaN.
template <typename V>
EIGENACT_INLINE auto is_finite(const V& x) {
  if constexpr (is_foreign<V>) {
    const V highest(Eigen::NumTraits<V>::highest());
    return x >= V(-highest) && x <= highest;
  } else {
    return abs(x) < V(std::numeric_limits<double>::infinity());
  }
}

/// a x, which is 0 for a = 0 whatever x: a parameter of 0 switches a term off, at infinity too.
template <typename V>
EIGENACT_INLINE V product(const V& a, const V& x) {
  const V limit = select(a == V(0), V(0x1p100), V(std::numeric_limits<double>::infinity()));
  return a * clamp(x, V(-limit), limit);
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
template <typename V>
struct RegisterOf<Twofold<V>> {
  using type = V;
};
template <typename V>
using Register = typename RegisterOf<V>::type;

template <typename V>
EIGENACT_INLINE const V& leading(const V& x) {
  return x;
}
template <typename V>
EIGENACT_INLINE const V& leading(const Twofold<V>& x) {
  return x.hi;
}

template <typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V horner(const V& x, const Constant (&c)[Size], V sum, std::index_sequence<I...>) {
  ((sum = mul_add(sum, x, V(c[sizeof...(I) - 1 - I]))), ...);
  return sum;
}

// c[First..] by Horner's rule.
template <std::size_t First, typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V horner_from(const V& x, const Constant (&c)[Size], std::index_sequence<I...>) {
  V sum(c[Size - 1]);
  ((sum = mul_add(sum, x, V(c[Size - 2 - I]))), ...);
  return sum;
}

}  // namespace detail

/// c[0] + c[1] x + c[2] x^2 + ... In double-double arithmetic the terms from `Plain` on, which
/// matter little, are summed in double.
template <std::size_t Plain, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial(const V& x, const Constant (&c)[Size]) {
  if constexpr (grade_of<V> != Grade::Twofold || Plain >= Size) {
    return detail::horner_from<0>(x, c, std::make_index_sequence<Size - 1>());
  } else {
    const auto rest =
        detail::horner_from<Plain>(x.hi, c, std::make_index_sequence<Size - 1 - Plain>());
    return detail::horner(x, c, V(rest), std::make_index_sequence<Plain>());
  }
}

/// Evaluates f in the wider arithmetic of x's type and rounds: double-double for double registers.
template <typename S, int Size, typename Function>
EIGENACT_INLINE Vec<S, Size, Grade::Double> in_twofold(const Vec<S, Size, Grade::Double>& x,
                                                       Function&& f) {
  return f(Twofold<Vec<S, Size, Grade::Double>>(x)).rounded();
}

}  // namespace math
}  // namespace eigenact

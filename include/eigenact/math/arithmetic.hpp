// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
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

template <typename V>
EIGENACT_INLINE V abs(const V& x) {
  if constexpr (is_foreign<V>) {
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

/// The largest finite number of x's type.
template <typename T>
Number<T> highest_of(const Number<T>&) {
  return Number<T>(T(Eigen::NumTraits<T>::highest()));
}

/// Whether x is neither infinite nor NaN.
template <typename V>
EIGENACT_INLINE auto is_finite(const V& x) {
  if constexpr (is_foreign<V>) {
    const V highest = highest_of(x);
    return (x >= -highest) & (x <= highest);
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

template <typename V>
EIGENACT_INLINE const V& leading(const V& x) {
  return x;
}
template <typename V, Grade G>
EIGENACT_INLINE const V& leading(const Twofold<V, G>& x) {
  return x.hi;
}

constexpr std::size_t floor_log2(std::size_t n) { return n < 2 ? 0 : 1 + floor_log2(n / 2); }

template <typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V horner(const V& x, const Constant (&c)[Size], V sum, std::index_sequence<I...>) {
  ((sum = mul_add(sum, x, V(c[sizeof...(I) - 1 - I]))), ...);
  return sum;
}

// The same, for terms that decrease.
template <typename V>
EIGENACT_INLINE V compensated_step(const V& sum, const V& x, const Constant& c) {
  const V s = V::ordered_mul_add(sum.hi, x.hi, c.hi);
  return {s.hi,
          s.lo + mul_add(sum.lo, x.hi, mul_add(sum.hi, x.lo, std::decay_t<decltype(x.hi)>(c.lo)))};
}
template <typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V compensated_horner(const V& x, const Constant (&c)[Size], V sum,
                                     std::index_sequence<I...>) {
  ((sum = compensated_step(sum, x, c[sizeof...(I) - 1 - I])), ...);
  return sum;
}

// The last terms of c, one more than there are indices, by Horner's rule.
template <typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V horner_from(const V& x, const Constant (&c)[Size], std::index_sequence<I...>) {
  V sum(c[Size - 1]);
  ((sum = mul_add(sum, x, V(c[Size - 2 - I]))), ...);
  return sum;
}

}  // namespace detail

namespace detail {

// The terms of c from First to First + Count; squarings[i] is x^(2^i).
template <std::size_t First, std::size_t Count, typename V, std::size_t Size, std::size_t Squarings>
EIGENACT_INLINE V tree(const std::array<V, Squarings>& squarings, const Constant (&c)[Size]) {
  if constexpr (Count == 1) {
    return V(c[First]);
  } else {
    constexpr std::size_t level = floor_log2(Count - 1), half = std::size_t(1) << level;
    return mul_add(tree<First + half, Count - half>(squarings, c), squarings[level],
                   tree<First, half>(squarings, c));
  }
}

}  // namespace detail

/// c[First] + c[First + 1] x + ... in a tree (Estrin's scheme): a few operations more than by
/// Horner's rule, but few that wait for each other.
template <std::size_t First, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_in_tree(const V& x, const Constant (&c)[Size]) {
  std::array<V, detail::floor_log2(Size - First - 1) + 1> squarings{x};
  for (std::size_t i = 1; i < squarings.size(); ++i)
    squarings[i] = squarings[i - 1] * squarings[i - 1];
  return detail::tree<First, Size - First>(squarings, c);
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

/// c[0] + c[1] x + c[2] x^2 + ... In double-double arithmetic the terms from `Plain` on, which
/// matter little, are summed in double.
template <std::size_t Plain, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial(const V& x, const Constant (&c)[Size]) {
  if constexpr (grade_of<V> == Grade::Compensated) {
    static_assert(Plain < Size);
    const auto rest = polynomial_in_tree<Plain>(x.hi, c);
    return detail::compensated_horner(x, c, V(rest), std::make_index_sequence<Plain>());
  } else if constexpr (grade_of<V> != Grade::Twofold || Plain >= Size) {
    return detail::horner_from(x, c, std::make_index_sequence<Size - 1>());
  } else {
    const auto rest = detail::horner_from(x.hi, c, std::make_index_sequence<Size - 1 - Plain>());
    return detail::horner(x, c, V(rest), std::make_index_sequence<Plain>());
  }
}

/// c[First] + c[First + 1] x + ...
template <std::size_t First, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_from(const V& x, const Constant (&c)[Size]) {
  return detail::horner_from(x, c, std::make_index_sequence<Size - 1 - First>());
}

/// The same for nine coefficients in a tree: half the steps that wait for each other, two
/// operations more.
template <typename V>
EIGENACT_INLINE V polynomial_by_halves(const V& x, const Constant (&c)[9]) {
  const V x2 = x * x;
  const V even = mul_add(mul_add(mul_add(V(c[8]), x2, V(c[6])), x2, V(c[4])), x2, V(c[2]));
  const V odd = mul_add(mul_add(mul_add(V(c[7]), x2, V(c[5])), x2, V(c[3])), x2, V(c[1]));
  return mul_add(mul_add(even, x, odd), x, V(c[0]));
}

namespace detail {

template <typename V, std::size_t Size, std::size_t... I>
EIGENACT_INLINE V horner_at_minus(const V& x, const Constant (&c)[Size],
                                  std::index_sequence<I...>) {
  const auto term = [&c](std::size_t i) { return V(i % 2 == 0 ? c[i].hi : -c[i].hi); };
  V sum = term(Size - 1);
  ((sum = mul_add(sum, x, term(Size - 2 - I))), ...);
  return sum;
}

}  // namespace detail

/// c[0] - c[1] x + c[2] x^2 - ..., without a negation of x.
template <typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_at_minus(const V& x, const Constant (&c)[Size]) {
  return detail::horner_at_minus(x, c, std::make_index_sequence<Size - 1>());
}

}  // namespace math
}  // namespace eigenact

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <eigenact/math/arithmetic.hpp>

namespace eigenact::math {

namespace detail {

template <typename V, std::size_t Size, std::size_t... K>
EIGENACT_INLINE V horner(const V& x, const Constant (&c)[Size], V sum, std::index_sequence<K...>) {
  ((sum = mul_add(sum, x, V(c[sizeof...(K) - 1 - K]))), ...);
  return sum;
}

// The same, for terms that decrease.
template <typename V>
EIGENACT_INLINE V compensated_step(const V& sum, const V& x, const Constant& c) {
  const V s = V::ordered_mul_add(sum.hi, x.hi, c.hi);
  return {s.hi,
          s.lo + mul_add(sum.lo, x.hi, mul_add(sum.hi, x.lo, std::decay_t<decltype(x.hi)>(c.lo)))};
}
template <typename V, std::size_t Size, std::size_t... K>
EIGENACT_INLINE V compensated_horner(const V& x, const Constant (&c)[Size], V sum,
                                     std::index_sequence<K...>) {
  ((sum = compensated_step(sum, x, c[sizeof...(K) - 1 - K])), ...);
  return sum;
}

// The last terms of c, one more than there are indices, by Horner's rule.
template <typename V, std::size_t Size, std::size_t... K>
EIGENACT_INLINE V horner_from(const V& x, const Constant (&c)[Size], std::index_sequence<K...>) {
  V sum(c[Size - 1]);
  ((sum = mul_add(sum, x, V(c[Size - 2 - K]))), ...);
  return sum;
}

// The terms of c from First to First + Count. (The powers are no array: compilers keep one in
// memory whose elements are two registers each.)
template <std::size_t First, std::size_t Count, typename V, std::size_t Size>
EIGENACT_INLINE V tree(const V& x, const V& x2, const V& x4, const V& x8, const V& x16,
                       const Constant (&c)[Size]) {
  if constexpr (Count == 1) {
    return V(c[First]);
  } else {
    constexpr std::size_t half = Count > 16  ? 16
                                 : Count > 8 ? 8
                                 : Count > 4 ? 4
                                 : Count > 2 ? 2
                                             : 1;
    const V& power = half == 16 ? x16 : half == 8 ? x8 : half == 4 ? x4 : half == 2 ? x2 : x;
    return mul_add(tree<First + half, Count - half>(x, x2, x4, x8, x16, c), power,
                   tree<First, half>(x, x2, x4, x8, x16, c));
  }
}

}  // namespace detail

/// c[First] + c[First + 1] x + ... in a tree (Estrin's scheme): a few operations more than by
/// Horner's rule, but few that wait for each other.
template <std::size_t First, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_in_tree(const V& x, const Constant (&c)[Size]) {
  static_assert(Size - First <= 32);
  const V x2 = x * x, x4 = x2 * x2, x8 = x4 * x4, x16 = x8 * x8;
  return detail::tree<First, Size - First>(x, x2, x4, x8, x16, c);
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

/// c[0] + c[1] x + ..., whose last coefficient is 1.
template <typename V, std::size_t Size>
EIGENACT_INLINE V monic_polynomial(const V& x, const Constant (&c)[Size]) {
  return detail::horner(x, c, x + V(c[Size - 2]), std::make_index_sequence<Size - 2>());
}

/// The quotient of a table, the last coefficient of the denominator being 1.
template <typename Table, typename V>
EIGENACT_INLINE V monic_quotient(const V& x) {
  return polynomial_from<0>(x, Table::numerator) / monic_polynomial(x, Table::denominator);
}

/// c[0] + c[1] x + ... for nine coefficients in a tree: half the steps that wait for each other,
/// two operations more.
template <typename V>
EIGENACT_INLINE V polynomial_by_halves(const V& x, const Constant (&c)[9]) {
  const V x2 = x * x;
  const V even = mul_add(mul_add(mul_add(V(c[8]), x2, V(c[6])), x2, V(c[4])), x2, V(c[2]));
  const V odd = mul_add(mul_add(mul_add(V(c[7]), x2, V(c[5])), x2, V(c[3])), x2, V(c[1]));
  return mul_add(mul_add(even, x, odd), x, V(c[0]));
}

/// A factor of compile time.
template <int Numerator, int Denominator = 1>
struct Factor {
  static constexpr double value = static_cast<double>(Numerator) / Denominator;
  template <std::size_t Exponent>
  static constexpr double power() {
    if constexpr (Exponent == 0)
      return 1;
    else
      return value * power<Exponent - 1>();
  }
};

namespace detail {

template <typename F, typename V, std::size_t Size, std::size_t... K>
EIGENACT_INLINE V horner_at_multiple(const V& x, const Constant (&c)[Size], double unit,
                                     std::index_sequence<K...>) {
  V sum(unit * c[Size - 1].hi * F::template power<Size - 1>());
  ((sum = mul_add(sum, x, V(unit * c[Size - 2 - K].hi * F::template power<Size - 2 - K>()))), ...);
  return sum;
}

}  // namespace detail

/// unit (c[0] + c[1] (F x) + c[2] (F x)^2 + ...) for a Factor F, without multiplications by those:
/// for powers of two and their negatives, the same bits.
template <typename F, typename V, std::size_t Size>
EIGENACT_INLINE V polynomial_at_multiple(const V& x, const Constant (&c)[Size], double unit = 1) {
  return detail::horner_at_multiple<F>(x, c, unit, std::make_index_sequence<Size - 1>());
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

namespace eigenact::math {

/// f(x, p) in compensated pairs; in plain double where those have no result.
template <typename F, typename V>
EIGENACT_NOINLINE V in_pairs(const F& f, const V& x, const V& p) {
  using Pair = Twofold<V, Grade::Compensated>;
  const V y = f(Pair(x), Pair(p)).rounded(), size = abs(y);
  const auto usual = (abs(x) < V(0x1p960)) & (size > V(0)) & is_finite(y);
  return all(usual) ? y : select(usual, y, f(x, p));
}

/// f(x, p); in double, where the rounding of p x or x / p would grow, in pairs unless p is 1.
template <typename F, typename V>
EIGENACT_INLINE V in_pairs_unless_one(const F& f, const V& x, const V& p) {
  if constexpr (grade_of<V> == Grade::Double)
    return EIGEN_PREDICT_TRUE(all(p == V(1))) ? f(x, V(1)) : in_pairs(f, x, p);
  return f(x, p);
}

/// 1 / sqrt(x).
template <typename V>
EIGENACT_INLINE V reciprocal_sqrt(const V& x) {
  if constexpr (is_twofold<V>) {  // the products of subnormals have no digits for their errors
    using W = detail::Register<V>;
    const auto tiny = detail::leading(x) < W(0x1p-900);
    return V(1) / sqrt(V(x * select(tiny, W(0x1p200), W(1)))) * select(tiny, W(0x1p100), W(1));
  }
  const V y = V(1) / sqrt(x);
  if constexpr (grade_of<V> == Grade::Double) {  // one step of Newton's for the two roundings
    const V root = x * y, square = root * y;
    const V rest = ((V(1) - square) - simd::product_error(root, y, square)) -
                   simd::product_error(x, y, root) * y;
    return select(abs(rest) < V(1), mul_add(V(0.5) * y, rest, y), y);
  }
  return y;
}

}  // namespace eigenact::math

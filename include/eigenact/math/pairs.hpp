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
  if constexpr (grade_of<V> == Grade::Double) {
    const auto is_one = p == V(1);
    if (EIGEN_PREDICT_TRUE(all(is_one))) return f(x, V(1));
    const V y = in_pairs(f, x, p);
    return any(is_one) ? select(is_one, f(x, V(1)), y) : y;
  }
  return f(x, p);
}

}  // namespace eigenact::math

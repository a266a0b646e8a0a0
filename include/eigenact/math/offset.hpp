// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

// Functions with a trained offset, which has a zero wherever its graph crosses the axis: there the
// terms cancel, and their rounding errors are all that is left.

namespace eigenact::math {

/// offset + near, or, where far holds, (offset + end) - tail: near tends to end, which offset may
/// cancel, and tail = end - near to 0.
template <typename V, typename Mask>
EIGENACT_INLINE V offset_sum(const V& offset, const V& nearby, const V& end, const V& tail,
                             const Mask& far_out) {
  const V base = select(offset == V(0), V(-0.0), offset);  // which keeps the sign of zero
  return select(far_out, (offset + end) - tail, base + nearby);
}

/// f(x, p...), a sum with the given offset, in the arithmetic that leaves enough digits where the
/// sum cancels: float has all of them, in double the error is one of the offset.
template <typename F, typename V, typename... P>
EIGENACT_INLINE V where_terms_cancel(const F& f, const V& offset, const V& x, const P&... p) {
  if constexpr (grade_of<V> == Grade::Medium) {
    using Accurate = Vec<typename V::Scalar, V::size, Grade::Double>;
    using Pair = Twofold<Accurate>;
    const V y = with_all_digits(f, x, p...);
    const auto cancelled = abs(y) < V(0x1p-20) * abs(offset);
    if (EIGEN_PREDICT_TRUE(!any(cancelled))) return y;
    const auto pair = f(Pair(Accurate::of(x.packet)), Pair(Accurate::of(p.packet))...);
    const V exact = V::of(pair.rounded().packet);  // NaN for an infinite x
    return select(cancelled & is_finite(exact), exact, y);
  } else {
    return with_all_digits(f, x, p...);
  }
}

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

namespace eigenact::math {

/// The double next to x, for a comparison with it.
template <typename V>
EIGENACT_INLINE V nearest(const V& x) {
  if constexpr (is_twofold<V>)
    return V(x.rounded());
  else if constexpr (std::is_same_v<V, Number<long double>>)
    return V(static_cast<double>(x.value));
  else
    return x;
}

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

namespace detail {

// f of double registers of the Medium grade, in compensated pairs.
template <typename F, typename V, typename... P>
EIGENACT_NOINLINE V medium_in_pairs(const F& f, const V& x, const P&... p) {
  using Register = Vec<double, V::size, Grade::Double>;
  using Pair = Twofold<Register, Grade::Compensated>;
  return V::of(f(Pair(Register::of(x.packet)), Pair(Register::of(p.packet))...).rounded().packet);
}

}  // namespace detail

/// f(x, p...), a sum with terms of about the given size. Where it is far smaller they have
/// cancelled, and the Medium grade takes it in pairs; the others hold their bound by its
/// definition.
template <typename F, typename V, typename... P>
EIGENACT_INLINE V cancelling(const F& f, const V& size, const V& x, const P&... p) {
  const V y = f(x, p...);
  if constexpr (grade_of<V> == Grade::Medium) {
    const auto cancelled = abs(y) < V(0.0625) * size;
    if (EIGEN_PREDICT_FALSE(any(cancelled)))
      return select(cancelled, detail::medium_in_pairs(f, x, p...), y);
  }
  return y;
}

}  // namespace eigenact::math

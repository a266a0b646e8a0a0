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
  if constexpr (grade_of<V> == Grade::Double) {
    const auto is_one = p == V(1);
    if (EIGEN_PREDICT_TRUE(all(is_one))) return f(x, V(1));
    const V y = in_pairs(f, x, p);
    return any(is_one) ? select(is_one, f(x, V(1)), y) : y;
  }
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

namespace detail {

template <typename F, typename V, typename Mask, typename... P>
EIGENACT_NOINLINE V in_double_double(const F& f, const V& y, const Mask& lost, const P&... p) {
  return select(lost, f(p...).value.rounded(), y);
}

}  // namespace detail

/// A sum of terms, and the size of the largest of them or more.
template <typename V>
struct TermSum {
  V value, size;
};

/// The value of f(x, p...), a TermSum; in double-double where the terms cancel. HasRoot: in the
/// Medium grade near_root() sees to that.
template <bool HasRoot = false, typename F, typename V, typename... P>
EIGENACT_INLINE V sum_of_terms(const F& f, const V& x, const P&... p) {
  if constexpr (grade_of<V> == Grade::Medium && !HasRoot) {
    using Accurate = Vec<typename V::Scalar, V::size, Grade::Double>;
    const auto y = f(Accurate::of(x.packet), Accurate::of(p.packet)...);
    const auto lost = abs(y.value) < y.size * Accurate(0x1p-20);
    if (EIGEN_PREDICT_TRUE(!any(lost))) return V::of(y.value.packet);
    return V::of(detail::in_double_double(f, y.value, lost,
                                          Twofold<Accurate>(Accurate::of(x.packet)),
                                          Twofold<Accurate>(Accurate::of(p.packet))...)
                     .packet);
  } else if constexpr (grade_of<V> == Grade::Compensated) {
    using W = detail::Register<V>;
    const auto y = f(x, p...);
    const auto lost = abs(y.value.hi) < y.size.hi * W(0.125);
    if (!any(lost)) return y.value;
    const auto exact = f(Twofold<W>(x.hi, x.lo), Twofold<W>(p.hi, p.lo)...).value;
    return select(lost, V(exact.hi, exact.lo), y.value);
  } else {
    return f(x, p...).value;
  }
}

/// 1 - w^2, w = m (1 - a) x limited to [-200, 200]. In long double the rounding errors of w are
/// taken back, which are what is left next to w = 1.
template <typename V>
EIGENACT_INLINE V one_less_square_of_product(const V& m, const V& a, const V& x) {
  const V d = V(1) - a, p = m * d, w = product(p, x), c = clamp(w, V(-200), V(200));
  if constexpr (std::is_same_v<V, Number<long double>>) {
    const V back = d - V(1), d_error = (V(1) - (d - back)) - (a + back);
    const V p_error = V(std::fma(m.value, d.value, -p.value)) + m * d_error;
    const V w_error = V(std::fma(p.value, x.value, -w.value)) + p_error * x;
    const V nearby = (V(1) - w) * (V(1) + w) - V(2) * (w * w_error);
    return select(abs(w) < V(2), nearby, V(1) - c * c);
  } else {
    return V(1) - c * c;
  }
}

}  // namespace eigenact::math

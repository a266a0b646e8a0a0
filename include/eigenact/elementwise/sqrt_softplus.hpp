// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Square root of softplus: sqrt(log(1 + e^x)), the score of the experts of DeepSeek-V4.
/// Range [0, inf), monotone.
/// Source: Hugging Face (sqrtsoftplus).
struct SqrtSoftplus {
  static constexpr Facts facts = Facts("sqrt_softplus")
                                     .formula("sqrt(max(x, 0) + log1p(exp(-abs(x))))")
                                     .reference("Hugging Face, sqrtsoftplus")
                                     .found_in("Hugging Face")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    const Parts<V> p(x);
    return select(x < V(0), math::weighted_exp(p.root, p.half), p.root);
  }
  template <typename V>
  static V derivative(const V& x) {
    const Parts<V> p(x);
    // 1 / (2 sqrt(softplus)), without a subnormal quotient
    const V slope = p.s * math::sqrt(V(V(0x1p198) / p.softplus)) * V(0x1p-100);
    return select(x < V(0), math::weighted_exp(slope, p.half), slope);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const Parts<V> p(x);
    const V left = (p.softplus + p.softplus - V(1)) * p.s * p.s / p.softplus / p.root * V(0.25);
    const V product = V(2) * math::min(p.softplus, V(2048)) * p.e;
    const V right = (product - V(1)) * p.s * p.s * V(0.25) / p.softplus / p.root;
    return math::near_root(x, math::sqrt_softplus_bend_root,
                           select(x < V(0), math::weighted_exp(left, p.half), right));
  }

 private:
  /// e = e^-|x|, s = 1 / (1 + e), half = min(x, 0) / 2; softplus and its root, on the left over e^x
  /// and e^half.
  template <typename V>
  struct Parts {
    V e, s, half, softplus, root;
    explicit Parts(const V& x)
        : e(math::exp(math::minus_abs(x))),
          s(V(1) / (V(1) + e)),
          half(V(0.5) * math::min(x, V(0))),
          softplus(select(x < V(0), quotient(e), x + math::log1p_of_fraction(e))),
          root(math::sqrt(softplus)) {}
    static V quotient(const V& e) {
      const V c = math::max(e, V(0x1p-200));  // log(1 + c) / c is 1 there
      return math::log1p_of_fraction(c) / c;
    }
  };
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SqrtSoftplus);

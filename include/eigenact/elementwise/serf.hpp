// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Serf: x erf(log(1 + e^x)).
/// Range [-0.348437, inf), minimum at x = -1.193060. serf(-inf) = -0.
/// Source: Nag & Bhattacharyya 2021, arXiv:2108.09598.
struct Serf {
  static constexpr Facts facts = Facts("serf")
                                     .formula("x * erf(log1p(exp(x)))")
                                     .reference("Nag & Bhattacharyya 2021, arXiv:2108.09598")
                                     .derivative_root("-1.193059968928187966183286");

  template <typename V>
  static V value(const V& x) {
    const V e = decay(x), y = x * math::erf(softplus(x, e));
    return select(x < V(0), math::weighted_exp(math::bounded(V(y / e)), x), y);
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = limited(x);
    const V sum = math::sum_of_terms([](const auto& z) { return slope_terms(z); }, c);
    return select(x < V(0), math::weighted_exp(sum, c), sum);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = limited(x), e = decay(c), s = softplus(c, e), y = V(1) / (V(1) + e);
    const auto left = x < V(0);
    const V tilt = select(left, V(1), e) - V(2) * s * select(left, e, V(1));
    const V bend = math::weighted_exp(V(V(erf_slope) * y * (V(2) + c * tilt * y)),
                                      V(math::min(c, V(0)) - s * s));
    return math::near_root(x, math::serf_left_bend_root,
                           math::near_root(x, math::serf_right_bend_root, bend));
  }

 private:
  static constexpr Constant erf_slope = 1.1283791670955125738962_c;  // 2 / sqrt(pi)

  // Of the slope, on the left but for a factor e^x.
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x) {
    const V e = decay(x), s = softplus(x, e), y = math::erf(s), high = select(x < V(0), y / e, y);
    return {high + math::weighted_exp(V(V(erf_slope) * x / (V(1) + e)), V(-(s * s))), high};
  }
  template <typename V>
  static V limited(const V& x) {
    return math::min(math::left_clamped(x), V(40));
  }
  // e^-|x|, never 0, so that it can divide.
  template <typename V>
  static V decay(const V& x) {
    return math::max(math::exp_of_low(math::minus_abs(x)), V(0x1p-900));
  }
  template <typename V>
  static V softplus(const V& x, const V& e) {
    return math::max(x, V(0)) + math::log1p_of_fraction(e);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Serf);

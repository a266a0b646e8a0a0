// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// A power: alpha x^beta, as C's pow() has it: x < 0 gives NaN unless beta is an integer.
/// @param alpha  factor: any finite number, 1 by default.
/// @param beta  exponent: any finite number, 1 by default. Its gradient is that of the positive x;
///     an x < 0, which has no power for the exponents around beta, adds 0.
/// Source: classic; oneDNN's eltwise_pow.
struct Power {
  static constexpr Facts facts =
      Facts("power")
          .formula("alpha * x^beta")
          .reference("classic")
          .also_called("pow")
          .found_in("oneDNN")
          .parameter("alpha", 1)
          .parameter("beta", 1)
          .kink("0", "alpha * beta == 0 ? 0 : alpha * beta * 0^(beta - 1)");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    return power(alpha, x, beta, 0);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    return power(V(alpha * beta), x, beta, 1);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    return power(V(alpha * beta * (beta - V(1))), x, beta, 2);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const auto to_alpha = [](const auto& y, const auto& p) { return plain_power(y, p); };
    const auto to_beta = [&alpha](const auto& y, const auto& p) {
      return power_times_log(y, p, alpha);
    };
    const V slope = math::in_pairs_unless_one(to_beta, math::abs(x), beta);
    return gradients(math::in_pairs_unless_one(to_alpha, x, beta),
                     select(x > V(0), slope, math::nan_as(x, V(0))));
  }

 private:
  template <typename V>
  static V plain_power(const V& x, const V& beta) {
    return power(V(1), x, beta, 0);
  }
  // alpha x^beta log(x) for x > 0, where alpha may be a register and the rest pairs.
  template <typename V, typename P>
  static V power_times_log(const V& x, const V& beta, const P& alpha) {
    const V log_x = math::accurate_log(x);
    return math::weighted_power(math::bounded(V(V(alpha) * log_x)), x, beta, log_x);
  }
  // Of a number that differentiates, not where it only passes by 0.
  template <typename V>
  static auto is_zero(const V& p) {
    if constexpr (math::is_foreign<V>)
      return (p >= V(0)) & (p <= V(0));
    else
      return p == V(0);
  }
  // weight x^(beta - less).
  template <typename V>
  static V power(const V& weight, const V& x, const V& beta, int less) {
    const V size = math::abs(x) + math::zero<V>(), p = beta - V(less);
    const V usual = math::weighted_power(weight, size, p, math::accurate_log(size));
    const V y = math::nan_as(x, select(is_zero(p), weight, usual));
    // the sign from beta itself: beta - less may be rounded; that of a zero counts for the value
    const auto b = math::detail::leading(beta), half = decltype(b)(0.5) * b;
    const V side = less == 0 ? math::with_sign_of(V(1), x) : x;
    const auto negative = half - math::floor(half) == decltype(b)(less % 2 == 0 ? 0.5 : 0);
    const V left = select((side < V(0)) & negative, -y, y);
    return select(x < V(0), math::defined_from_zero(V(math::floor(b) - b), left), left);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Power);

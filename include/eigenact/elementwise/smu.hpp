// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SMU, the smooth maximum unit: ((1 + alpha) x + (1 - alpha) x erf(mu (1 - alpha) x)) / 2, a
/// smooth max(x, alpha x).
/// @param alpha  slope on the left, any finite number, starts at 0.25.
/// @param mu  sharpness, any finite number, starts at 65504, the largest half (the paper's is
///     1000000).
/// Source: Biswas et al. 2022, arXiv:2111.04682.
struct SMU {
  static constexpr Facts facts =
      Facts("smu")
          .formula("x * (erfc(-mu * (1 - alpha) * x) + alpha * erfc(mu * (1 - alpha) * x)) / 2")
          .reference("Biswas et al. 2022, arXiv:2111.04682")
          .also_called("smooth maximum unit")
          .parameter("alpha", 0.25)
          .parameter("mu", 65504);

  template <typename V>
  static V value(const V& x, const V& alpha, const V& mu) {
    const V sum =
        math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, x, alpha, mu);
    return select(math::abs(x) > V(0), sum / part_of(x), x * (V(1) + alpha));  // the sign of a zero
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& mu) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, alpha, mu);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& mu) {
    const V turn =
        math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, x, alpha, mu);
    const V d = V(1) - alpha;
    return math::weighted_normal_pdf(V(V(sqrt_2) * mu * (d * d) * turn), argument(x, alpha, mu));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& mu) {
    const V z = argument(x, alpha, mu), size = (V(1) - alpha) * x, part = part_of(x);
    const V slope = math::weighted_normal_cdf(V(part * x), V(-z)) -
                    math::weighted_normal_pdf(math::bounded(V(part * x * z)), z);
    return gradients(V(slope / part),
                     math::weighted_normal_pdf(math::bounded(V(V(sqrt_2) * (size * size))), z));
  }

 private:
  template <typename V>
  static math::TermSum<V> bend_terms(const V& x, const V& alpha, const V& mu) {
    return {V(2) * math::one_less_square_of_product(mu, alpha, x), V(2)};
  }
  // Factor of a huge x, so that no term of a sum overflows.
  template <typename V>
  static V part_of(const V& x) {
    return select(math::abs(x) > V(0x1p700), V(0x1p-200), V(1));
  }
  template <typename V>
  static math::TermSum<V> value_terms(const V& y, const V& a, const V& m) {
    const V z = argument(y, a, m), part = part_of(y);
    const V high = math::weighted_normal_cdf(V(part * y), z),
            low = math::weighted_normal_cdf(math::product(V(part * a), y), V(-z));
    return math::TermSum<V>{high + low, math::abs(high)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& y, const V& a, const V& m) {
    const V z = argument(y, a, m), c = math::clamp(z, V(-200), V(200));
    const V high = math::normal_cdf(z), low = math::weighted_normal_cdf(a, V(-z)),
            turn = math::weighted_normal_pdf(V((V(1) - a) * c), z);
    return math::TermSum<V>{high + low + turn, high + math::abs(low) + math::abs(turn)};
  }
  static constexpr Constant sqrt_2 = 1.4142135623730950488017_c;

  // erf(z / sqrt 2) is that of the formula.
  template <typename V>
  static V argument(const V& x, const V& alpha, const V& mu) {
    return math::product(V(V(sqrt_2) * mu * (V(1) - alpha)), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SMU);

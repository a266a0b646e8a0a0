// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Soft exponential, between logarithm, line and exponential: -log(1 - alpha (x + alpha)) / alpha
/// for alpha < 0, x for alpha = 0, (e^(alpha x) - 1) / alpha + alpha for alpha > 0.
/// Monotone. For alpha < 0 it has a value above x = 1 / alpha - alpha only: -inf there, NaN below.
/// @param alpha  any finite number, starts at 0.
/// Source: Godfrey & Gashler 2015, arXiv:1602.01321.
struct SoftExponential {
  static constexpr Facts facts = Facts("soft_exponential")
                                     .formula(
                                         "alpha < 0 ? -log1p(-alpha * (x + alpha)) / alpha : "
                                         "alpha > 0 ? expm1(alpha * x) / alpha + alpha : x")
                                     .reference("Godfrey & Gashler 2015, arXiv:1602.01321")
                                     .parameter("alpha", 0);

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V above = math::sum_of_terms([](const auto&... v) { return power_side(v...); }, x, alpha);
    return select(alpha < V(0), logarithm_side(x, alpha), select(alpha > V(0), above, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    return select(alpha < V(0), logarithm_slope(x, alpha), math::exp(math::product(alpha, x)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    const V slope = logarithm_slope(x, alpha);
    return select(alpha < V(0), alpha * slope * slope,
                  math::weighted_exp(alpha, math::product(alpha, x)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    return gradients(select(alpha < V(0), logarithm_gradient(x, alpha), power_gradient(x, alpha)));
  }

 private:
  // For alpha > 0. Where alpha x is small, the sum of x and alpha, which may be 0, comes first.
  template <typename V>
  static math::TermSum<V> power_side(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), c = math::clamp(z, V(-0.5), V(0.5));
    const V nearby = (x + alpha) + x * c * math::expm1_remainder(c);
    const V base = (alpha - V(1)) * (alpha + V(1)) / alpha;
    return {select(math::abs(z) < V(0.5), nearby, math::weighted_exp(V(V(1) / alpha), z) + base),
            alpha};
  }
  template <typename V>
  static V power_gradient(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), c = math::clamp(z, V(-0.5), V(0.5));
    const V nearby = x * x * (V(1) - (V(1) - c) * math::expm1_remainder(c));
    const V factor = V(1) / alpha / alpha;
    const V far_out = math::weighted_exp(V((math::left_clamped(z) - V(1)) * factor), z) + factor;
    return V(1) + select(math::abs(z) < V(0.5), nearby, far_out);
  }

  // For alpha < 0. The argument of log1p may underflow.
  template <typename V>
  static V logarithm_side(const V& x, const V& alpha) {
    const V w = -alpha * (x + alpha);
    return select(math::abs(w) < V(0x1p-60), x + alpha, -math::log1p(w) / alpha);
  }
  template <typename V>
  static V logarithm_slope(const V& x, const V& alpha) {
    const V t = math::normalized(V(V(1) - alpha * (x + alpha)));
    return select(t <= V(0), math::sqrt(V(-1)), V(1) / t);
  }
  template <typename V>
  static V logarithm_gradient(const V& x, const V& alpha) {
    const V y = x + alpha, w = -alpha * y, c = math::clamp(w, V(-0.0625), V(0.0625));
    constexpr int terms = 15;  // of log(1 + w) - w / (1 + w)
    V nearby(0);
    for (int k = terms; k > 1; --k) nearby = V((k - 1.0) / k) - c * nearby;
    const auto slope_at = [](const auto& p, const auto& q) { return logarithm_slope(p, q); };
    const V slope = math::in_pairs_unless_one(slope_at, x, alpha);  // 1 / (1 + w)
    const V far_out = (math::log1p(w) - V(1) + slope) / alpha / alpha;
    return slope + select(math::abs(w) < V(0.0625), y * y * nearby, far_out);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SoftExponential);

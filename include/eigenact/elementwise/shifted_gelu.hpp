// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// GELU with a trained normal distribution, GELU(mu, sigma): x Phi((x - mu) / sigma), Phi the
/// distribution function of the standard normal distribution.
/// shifted_gelu(-inf) = -0.
/// @param mu  any finite number, starts at 0.
/// @param sigma  finite and at least 2^-40, starts at 1.
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
struct ShiftedGELU {
  static constexpr Interval scale{0x1p-40, kLargest, "finite and at least 2^-40"};
  static constexpr Facts facts = Facts("shifted_gelu")
                                     .formula("x * erfc(-(x - mu) / (sigma * sqrt(2))) / 2")
                                     .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
                                     .parameter("mu", 0)
                                     .parameter("sigma", 1, scale);

  template <typename V>
  static V value(const V& x, const V& mu, const V& sigma) {
    const V y = math::weighted_normal_cdf(x, V((x - mu) / sigma));
    return select(math::abs(x) > V(0), y, x);  // the sign of a zero
  }
  template <typename V>
  static V derivative(const V& x, const V& mu, const V& sigma) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, mu, sigma);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& mu, const V& sigma) {
    const V turn =
        math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, x, mu, sigma);
    return math::weighted_normal_pdf(math::bounded(V(turn / sigma)), V((x - mu) / sigma));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& mu, const V& sigma) {
    const V z = (x - mu) / sigma, y = x / sigma;
    return gradients(math::weighted_normal_pdf(math::bounded(V(-y)), z),
                     math::weighted_normal_pdf(math::bounded(V(-y * z)), z));
  }

 private:
  template <typename V>
  static math::TermSum<V> bend_terms(const V& x, const V& mu, const V& sigma) {
    return {V(2) - x / sigma * ((x - mu) / sigma), V(2)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& y, const V& m, const V& s) {
    const V z = (y - m) / s, cdf = math::normal_cdf(z);
    return math::TermSum<V>{cdf + math::weighted_normal_pdf(math::bounded(V(y / s)), z), cdf};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ShiftedGELU);

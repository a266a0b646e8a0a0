// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// xIELU, the expanded integral of ELU: alpha_p x^2 + beta x for x > 0,
/// alpha_n (e^min(x, eps) - 1 - x) + beta x otherwise. The clamp at eps is that of the authors'
/// code, of Hugging Face and of ggml; with eps = 0 there is none. It leaves a jump of alpha_n eps
/// at 0. The derivative at eps is alpha_n (e^eps - 1) + beta, at 0 that of the left side.
/// @param alpha_p  factor of the right side, 0.8 by default: the effective one, softplus of the
///     number that is trained in the paper.
/// @param alpha_n  factor of the left side, 0.8 by default: the effective one, beta + softplus of
/// the
///     number that is trained in the paper.
/// @param beta  slope, 0.5 by default.
/// @param eps  end of the exponential side, -1e-6 by default. All four may be any finite numbers.
/// Source: Huang & Schlag 2024, arXiv:2411.13010.
struct XIELU {
  static constexpr Facts facts =
      Facts("xielu")
          .formula(
              "x > 0 ? alpha_p * x^2 + beta * x : "
              "alpha_n * (expm1(min(x, eps)) - x) + beta * x")
          .reference("Huang & Schlag 2024, arXiv:2411.13010")
          .found_in("ggml, Hugging Face")
          .parameter("alpha_p", 0.8)
          .parameter("alpha_n", 0.8)
          .parameter("beta", 0.5)
          .parameter("eps", -1e-6)
          .derivative_root("log1p(-beta / alpha_n)")
          .derivative_root("beta / alpha_p < 0 ? -beta / (2 * alpha_p) : 10^300")
          .kink("min(eps, 0)", "alpha_n * expm1(min(eps, 0)) + beta")
          .kink("0", "beta - alpha_n");

  template <typename V>
  static V value(const V& x, const V& alpha_p, const V& alpha_n, const V& beta, const V& eps) {
    const V right = math::product(V(math::product(alpha_p, x) + beta), x);
    const V left =
        math::sum_of_terms([](const auto&... v) { return left_side(v...); }, x, alpha_n, beta, eps);
    return select(x > V(0), right, left);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha_p, const V& alpha_n, const V& beta, const V& eps) {
    const V curved = math::sum_of_terms([](const auto&... v) { return left_slope(v...); },
                                        math::min(x, V(0)), alpha_n, beta);
    const V left = select(x > eps, beta - alpha_n, curved);
    return select(x > V(0), V(2) * math::product(alpha_p, x) + beta, left);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha_p, const V& alpha_n, const V&,
                             const V& eps) {
    const V left = select(x > eps, V(0), math::weighted_exp(alpha_n, math::min(x, V(0))));
    return select(x > V(0), V(2) * alpha_p, left);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&, const V& alpha_n, const V&, const V& eps) {
    const auto right = x > V(0);
    const V edge = select(x > eps, math::weighted_exp(alpha_n, math::min(eps, V(0))), V(0));
    return gradients(select(right, x * x, V(0)), select(right, V(0), expm1_less(x, eps)), x,
                     select(right, V(0), edge));
  }

 private:
  // e^min(x, eps) - 1 - x for x <= 0.
  template <typename V>
  static V expm1_less(const V& x, const V& eps) {
    const V c = math::min(math::min(x, eps), V(0)), n = math::max(c, V(-0.5));
    const V nearby = n * n * math::expm1_remainder(n) + (c - x);
    return select(c > V(-0.5), nearby, math::exp(c) - (V(1) + x));
  }
  // The sum of the two lines comes first where the exponential has gone, and they may cancel.
  template <typename V>
  static math::TermSum<V> left_side(const V& x, const V& alpha_n, const V& beta, const V& eps) {
    const V c = math::min(math::min(x, eps), V(0));
    const V nearby = alpha_n * expm1_less(x, eps) + beta * x;
    const V far_out = alpha_n * math::expm1(c) + math::product(V(beta - alpha_n), x);
    const V y = select((c > V(-0.5)) | (x > V(-2)), nearby, far_out);
    return {select((x == V(0)) & (c == V(0)), beta * x, y),  // keeps the sign of zero
            math::abs(alpha_n) * math::min(V(1), math::abs(x))};
  }
  template <typename V>
  static math::TermSum<V> left_slope(const V& x, const V& alpha_n, const V& beta) {
    const V nearby = alpha_n * math::expm1(x) + beta;
    return {select(x > V(-0.7), nearby, (beta - alpha_n) + math::weighted_exp(alpha_n, x)),
            math::abs(beta)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(XIELU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/elementwise/erf.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ErfAct: x erf(alpha e^(beta x)).
/// erf_act(-inf) = -0 for a positive beta.
/// @param alpha  between 2^-40 and 2^40, starts at 0.75; it shifts the step by -log(alpha) / beta.
/// @param beta  any finite number, starts at 0.75.
/// Source: Biswas et al. 2022, arXiv:2109.04386.
struct ErfAct {
  static constexpr Interval scale{0x1p-40, 0x1p40, "between 2^-40 and 2^40"};
  static constexpr Facts facts = Facts("erf_act")
                                     .formula("x * erf(alpha * exp(beta * x))")
                                     .reference("Biswas et al. 2022, arXiv:2109.04386")
                                     .parameter("alpha", 0.75, scale)
                                     .parameter("beta", 0.75);

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const V c = math::exp_argument(math::product(beta, x)), e = math::weighted_exp(alpha, c);
    const V smaller =
        math::weighted_exp(math::bounded(math::product(V(V(Erf::slope) * alpha), x)), c);
    return select(is_small(e), smaller, x * math::erf(e));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    const V c = math::exp_argument(math::product(beta, x));
    const V sum =
        math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, alpha, beta);
    const V weight = V(Erf::slope) * alpha * (V(1) + math::left_clamped(c));
    return select(is_small(math::weighted_exp(alpha, c)), math::weighted_exp(weight, c), sum);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    const Parts<V> p(math::product(beta, x), alpha);
    const V turn =
        math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, p.z, alpha);
    return math::weighted_exp(V(V(Erf::slope) * (alpha * beta) * turn), p.exponent());
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const V k = Parts<V>(math::product(beta, x), alpha).exponent(), weight = V(Erf::slope) * x;
    return gradients(math::damped(weight, k), math::damped(V(alpha * weight * x), k));
  }

 private:
  // Where erf(e) is Erf::slope e to all digits.
  template <typename V>
  static auto is_small(const V& e) {
    return math::abs(e) < V(0x1p-500);
  }
  // z = beta x, limited, and e = alpha e^z.
  template <typename V>
  struct Parts {
    V z, e;
    Parts(const V& product, const V& alpha)
        : z(math::exp_argument(product)), e(math::accurate_weighted_exp(alpha, z)) {}
    // z - e^2
    V exponent() const { return select(math::abs(e) > V(50), V(-3000), z - e * e); }
  };
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z, const V& alpha) {
    const V e = math::clamp(math::weighted_exp(alpha, z), V(-50), V(50));
    return {V(2) + math::left_clamped(z) * (V(1) - V(2) * (e * e)), V(2)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x, const V& alpha, const V& beta) {
    const V z = math::exp_argument(math::product(beta, x));
    const V e = math::clamp(math::weighted_exp(alpha, z), V(-30), V(30)), y = math::erf(e);
    const V turn = math::weighted_exp(V(V(Erf::slope) * math::left_clamped(z) * e), V(-(e * e)));
    return {y + turn, math::abs(y)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(ErfAct);

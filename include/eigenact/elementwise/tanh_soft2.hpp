// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// TanhSoft-2: x tanh(beta e^(gamma x)). beta = gamma = 1 is TeLU.
/// tanh_soft2(-inf) = -0 for a positive gamma.
/// @param beta  from 2^-100 to 2^100, which is a shift of x by up to 69 / gamma; starts at 0.75.
/// @param gamma  any finite number, starts at 1.
/// Source: Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355.
struct TanhSoft2 {
  static constexpr Facts facts =
      Facts("tanh_soft2")
          .formula("x * tanh(beta * exp(gamma * x))")
          .reference("Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355")
          .parameter("beta", 0.75, {0x1p-100, 0x1p100, "between 2^-100 and 2^100"})
          .parameter("gamma", 1);

  template <typename V>
  static V value(const V& x, const V& beta, const V& gamma) {
    const V c = math::exp_argument(math::product(gamma, x)), e = math::weighted_exp(beta, c);
    const V smaller = math::weighted_exp(math::bounded(math::product(beta, x)), c);
    return select(is_small(e), smaller, x * math::tanh(e));
  }
  template <typename V>
  static V derivative(const V& x, const V& beta, const V& gamma) {
    const V c = math::exp_argument(math::product(gamma, x));
    const V sum =
        math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, beta, gamma);
    const V weight = beta * (V(1) + math::left_clamped(c));
    return select(is_small(math::weighted_exp(beta, c)), math::weighted_exp(weight, c), sum);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& beta, const V& gamma) {
    const Parts<V> p(math::product(gamma, x), beta);
    const V turn = math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, p.z, beta);
    return math::weighted_exp(V(beta * gamma * turn * p.weight()), p.exponent());
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& beta, const V& gamma) {
    const Parts<V> p(math::product(gamma, x), beta);
    const V weight = V(0.25) * p.weight() * x, k = p.exponent() + V(2) * V(math::ln2);
    return gradients(math::damped(weight, k), math::damped(V(beta * weight * x), k));
  }

 private:
  // Where tanh is its argument to all digits.
  template <typename V>
  static auto is_small(const V& e) {
    return math::abs(e) < V(0x1p-500);
  }
  // z = gamma x, limited, and e = beta e^z; e^z (1 - tanh(e)^2) = weight() e^exponent().
  template <typename V>
  struct Parts {
    V z, e;
    Parts(const V& product, const V& beta)
        : z(math::exp_argument(product)), e(math::accurate_weighted_exp(beta, z)) {}
    V weight() const {
      const V s = V(1) + math::exp_of_low(V(V(2) * math::minus_abs(e)));
      return V(4) / (s * s);
    }
    V exponent() const {
      return select(math::abs(e) > V(1000), V(math::is_foreign<V> ? -30000 : -3000),
                    z + V(2) * math::minus_abs(e));
    }
  };
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z, const V& beta) {
    const V e = math::clamp(math::weighted_exp(beta, z), V(-1000), V(1000));
    return {V(2) + math::left_clamped(z) * (V(1) - V(2) * (e * math::tanh(e))), V(2)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x, const V& beta, const V& gamma) {
    const V z = math::exp_argument(math::product(gamma, x));
    const V e = math::clamp(math::weighted_exp(beta, z), V(-400), V(400)), y = math::tanh(e);
    return {y + math::weighted_sech_squared(V(math::left_clamped(z) * e), e), math::abs(y)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(TanhSoft2);

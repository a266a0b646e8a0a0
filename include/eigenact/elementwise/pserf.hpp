// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/elementwise/erf.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Pserf: x erf(gamma log(1 + e^(delta x))). gamma = delta = 1 is Serf.
/// pserf(-inf) = -0 for a positive delta.
/// @param gamma  between 2^-40 and 2^40, starts at 1.25; it shifts the step like log(gamma) /
/// delta.
/// @param delta  any finite number, starts at 0.85.
/// Source: Biswas et al. 2022, arXiv:2109.04386.
struct Pserf {
  static constexpr Interval scale{0x1p-40, 0x1p40, "between 2^-40 and 2^40"};
  static constexpr Facts facts = Facts("pserf")
                                     .formula("x * erf(gamma * log1p(exp(delta * x)))")
                                     .reference("Biswas et al. 2022, arXiv:2109.04386")
                                     .parameter("gamma", 1.25, scale)
                                     .parameter("delta", 0.85);

  template <typename V>
  static V value(const V& x, const V& gamma, const V& delta) {
    const V z = math::product(delta, x);
    const Parts<V> p(z, gamma);
    const V y = math::erf(p.w);
    return select(p.left, math::weighted_exp(math::bounded(V(y / p.e * x)), z),
                  math::product(y, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& gamma, const V& delta) {
    const V z = math::product(delta, x);
    const V sum = math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, z, gamma);
    return select(z < V(0), math::weighted_exp(math::bounded(sum), z), sum);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& gamma, const V& delta) {
    const V z = math::product(delta, x);
    const V turn = math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, z, gamma);
    return math::with_all_digits([](const auto&... v) { return bend(v...); }, turn, z, gamma,
                                 delta);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& gamma, const V& delta) {
    const V z = math::product(delta, x);
    const Parts<V> p(z, gamma);
    const V k = math::min(math::left_clamped(z), V(0)) - math::square(limited(p.w));
    const V height = V(Erf::slope) * select(p.left, p.softplus / p.e, p.softplus);
    return gradients(math::damped(V(height * x), k),
                     math::damped(V(V(Erf::slope) * gamma * (x * x) / (V(1) + p.e)), k));
  }

 private:
  // e = e^-|z|, never 0, so that it can divide, and w = gamma softplus(z).
  template <typename V>
  struct Parts {
    decltype(V(0) < V(0)) left;
    V e, softplus, w;
    Parts(const V& z, const V& gamma)
        : left(z < V(0)),
          e(math::max(math::exp_of_low(math::minus_abs(z)), V(0x1p-500))),
          softplus(math::max(z, V(0)) + math::log1p_of_fraction(e)),
          w(math::product(gamma, softplus)) {}
  };
  // Beyond, erf is +-1 and its slope 0.
  template <typename V>
  static V limited(const V& w) {
    return math::clamp(w, V(-200), V(200));
  }
  // Of the slope, on the left but for a factor e^z.
  template <typename V>
  static math::TermSum<V> slope_terms(const V& z, const V& gamma) {
    const V c = math::bounded(math::left_clamped(z));
    const Parts<V> p(c, gamma);
    const V w = limited(p.w), y = math::erf(w), high = select(p.left, y / p.e, y);
    const V weight = V(Erf::slope) * math::bounded(V(gamma * c)) / (V(1) + p.e);
    return {high + math::weighted_exp(weight, V(-(w * w))), math::abs(high)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z, const V& gamma) {
    const V c = math::bounded(math::left_clamped(z));
    const Parts<V> p(c, gamma);
    const V fall =
        select(p.left, V(1), p.e) - V(2) * limited(p.w) * gamma * select(p.left, p.e, V(1));
    return {V(2) + c * fall / (V(1) + p.e), V(2)};
  }
  template <typename V>
  static V bend(const V& turn, const V& z, const V& gamma, const V& delta) {
    const Parts<V> p(z, gamma);
    const V w = limited(p.w), weight = V(Erf::slope) * gamma * delta * turn / (V(1) + p.e);
    return math::weighted_exp(math::bounded(weight),
                              V(math::min(math::left_clamped(z), V(0)) - w * w));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Pserf);

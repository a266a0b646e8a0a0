// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// TanhSoft-1: tanh(alpha x) log(1 + e^x).
/// tanh_soft1(-inf) = -0 for a positive alpha.
/// @param alpha  any finite number, starts at 0.87.
/// Source: Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355.
struct TanhSoft1 {
  static constexpr Facts facts =
      Facts("tanh_soft1")
          .formula("tanh(alpha * x) * (max(x, 0) + log1p(exp(-abs(x))))")
          .reference("Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355")
          .parameter("alpha", 0.87);

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V e = decay(x), y = math::product(math::tanh(math::product(alpha, x)), softplus(x, e));
    return select(x < V(0), math::weighted_exp(y, x), y);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    const V sum = math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, alpha);
    return select(x < V(0), math::weighted_exp(sum, x), sum);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    const V sum = math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, x, alpha);
    return select(x < V(0), math::weighted_exp(sum, x), sum);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), weight = x * math::softplus(x);
    return gradients(
        math::weighted_sech_squared(select(z == V(0), weight, math::bounded(weight)), z));
  }

 private:
  // e^-|x|, never 0, so that it can divide.
  template <typename V>
  static V decay(const V& x) {
    return math::max(math::exp_of_low(math::minus_abs(x)), V(0x1p-900));
  }
  // log(1 + e^x), on the left but for a factor e^x, as all that follows.
  template <typename V>
  static V softplus(const V& x, const V& e) {
    const V l = math::log1p_of_fraction(e);
    return select(x < V(0), l / e, x + l);
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), e = decay(x);
    const V weight = math::bounded(math::product(alpha, softplus(x, e)));
    const V rise = math::weighted_sech_squared(weight, z);
    return {rise + math::tanh(z) / (V(1) + e), math::abs(rise)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), t = math::tanh(z), e = decay(x), y = V(1) / (V(1) + e);
    const V fall = t * math::bounded(math::product(alpha, softplus(x, e)));
    const V twice = V(2) * alpha, weight = t * y * y;
    const V nearby = math::weighted_sech_squared(math::bounded(V(twice * (y - fall))), z);
    const V far_out = select(x < V(0), weight, math::weighted_exp(weight, math::minus_abs(x)));
    const V size = math::weighted_sech_squared(math::bounded(V(twice * (y + math::abs(fall)))), z);
    return {nearby + far_out, math::abs(size) + math::abs(far_out)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(TanhSoft1);

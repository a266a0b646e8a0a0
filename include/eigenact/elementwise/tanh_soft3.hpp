// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// TanhSoft-3: log(1 + e^x tanh(alpha x)).
/// tanh_soft3(-inf) = -0.
/// @param alpha  positive and at most 2^100, starts at 0.85. (A negative one gives logarithms of
///     negative numbers.)
/// Source: Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355.
struct TanhSoft3 {
  static constexpr Facts facts =
      Facts("tanh_soft3")
          .formula("x < 700 ? log1p(exp(x) * tanh(alpha * x)) : x + log(tanh(alpha * x) + exp(-x))")
          .reference("Biswas et al. 2021, doi:10.1109/ACCESS.2021.3105355")
          .parameter("alpha", 0.85, {0, 0x1p100, "positive and at most 2^100", false})
          .derivative_root("-asinh(2 * alpha) / (2 * alpha)");

  template <typename V>
  static V value(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), t = math::tanh(z), c = limited(x);
    const V p = math::weighted_exp(t, c), rest = select(t > V(0), x - c, V(-0.0));
    const V nearby = select(math::abs(p) < V(0x1p-200), p, math::log1p(p));
    return select(p < V(-0.4), math::log(denominator(c, z)), rest + nearby);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha) {
    const V z = math::product(alpha, x);
    const V sum = math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, z, alpha);
    const V y = sum / denominator(limited(x), z);
    return select(x < V(0), math::weighted_exp(y, x), y);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha) {
    const V y = math::sum_of_terms([](const auto&... v) { return bend_terms(v...); }, x, alpha);
    return select(x < V(0), math::weighted_exp(y, x), y);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), right = x / (math::tanh(z) + math::exp(V(-x)));
    const V left = math::weighted_exp(V(x / denominator(x, z)), math::min(x, V(0)));
    const V weight = select(x < V(0), left, right);
    return gradients(
        math::weighted_sech_squared(select(z == V(0), weight, math::bounded(weight)), z));
  }

 private:
  template <typename V>
  static V limited(const V& x) {
    return math::min(x, V(math::is_foreign<V> ? 11000 : 600));
  }
  // 1 + e^x tanh(z); on the right but for a factor e^x.
  template <typename V>
  static V denominator(const V& x, const V& z) {
    const V m = math::min(x, V(0)), left = V(2) * math::exp(m) * math::sigmoid(V(z + z));
    return select(x < V(0), left - math::expm1_of_low(m), math::tanh(z) + math::exp(V(-x)));
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& z, const V& alpha) {
    const V t = math::tanh(z);
    return {t + math::weighted_sech_squared(alpha, z), math::abs(t)};
  }
  // On the left but for a factor e^x, and with r = 1 + t, d = 1 - e^x:
  // -2 t - e^x (1 + t^2) = d (1 + t^2) - r^2.
  template <typename V>
  static math::TermSum<V> bend_terms(const V& x, const V& alpha) {
    const V z = math::product(alpha, x), t = math::tanh(z), y = V(1) / denominator(limited(x), z);
    const V twice = V(2) * math::weighted_sech_squared(alpha, z), s = t + twice;
    const V q = math::weighted_sech_squared(V(alpha * alpha), z), both = q * (V(1) + t * t);
    const V m = math::minus_abs(x), r = V(2) * math::sigmoid(V(z + z)), d = -math::expm1_of_low(m);
    const V rise = both * d * y * y, fall = q * r * r * y * y, bow = both * y * y;
    const V nearby = s * y * y, far_out = math::weighted_exp(V((s - V(2) * t * q) * y * y), m);
    const V size = (math::abs(t) + twice) * y * y;
    return {select(x < V(0), nearby + (rise - fall), far_out - bow),
            select(x < V(0), size + rise + fall, size * math::exp_of_low(m) + bow)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(TanhSoft3);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Mish: x tanh(log(1 + e^x)) = x n / (n + 2) with n = e^x (e^x + 2).
/// Range [-0.308843, inf), minimum at x = -1.192431. mish(-inf) = -0.
/// Source: Misra 2019, arXiv:1908.08681.
struct Mish {
  static constexpr Facts facts =
      Facts("mish")
          .formula("x * tanh(log1p(exp(x)))")
          .reference("Misra 2019, arXiv:1908.08681")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, mlpack, NNlib, timm, Hugging Face, TF Addons")
          .derivative_root("-1.192431214515495212137588")
          .fast_in_float(kValue | kDerivative)
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    if constexpr (grade_of<V> == Grade::Double) return math::detail::mish(x);
    if constexpr (grade_of<V> == Grade::Single) {
      const V c = math::clamp(x, V(math::detail::half_limit), V(math::detail::tanh_softplus_limit));
      return select(x > V(10), x, math::weighted_tanh_softplus(c, c));
    }
    const V low = math::left_clamped(x), c = math::min(low, V(30));
    if constexpr (grade_of<V> == Grade::Medium) return math::detail::WideMish<V>(c).value(low);
    return select(x > V(30), x, math::weighted_tanh_softplus(c, c));
  }
  template <typename V>
  static V derivative(const V& x) {
    if constexpr (grade_of<V> == Grade::Single) return math::weighted_tanh_softplus_slope(x);
    if constexpr (grade_of<V> == Grade::Double) return math::detail::mish_slope(x);
    const V c = math::min(math::left_clamped(x), V(30));
    if constexpr (grade_of<V> == Grade::Medium) return math::detail::WideMish<V>(c).slope();
    const V e = math::exp_of_low(c), m = e * (e + V(2)) + V(2);
    const V weight = (e + V(2) + V(4) * c * (V(1) + e) / m) / m;
    return select(x > V(30), V(1), math::weighted_exp_of_low(weight, c));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V e = math::exp_of_low(math::minus_abs(x));  // in e^x on the left, in e^-x on the right
    const auto right = x > V(0);
    const V m = select(right, V(1) + e * (V(2) + V(2) * e), V(2) + e * (V(2) + e));
    const V bend = select(right, e * (e * (e + V(1)) * V(2) - V(3)) - V(2),
                          V(2) + e * (V(2) - e * (V(3) + V(2) * e)));
    const V weight = (V(8) * (V(1) + e) * m + V(4) * x * bend) / (m * m * m);
    const V usual = math::weighted_exp(math::bounded(weight), select(right, V(-2) * x, x));
    return math::near_root(x, math::mish_left_bend_root,
                           math::near_root(x, math::mish_right_bend_root, usual));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Mish);

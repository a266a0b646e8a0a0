// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// GELU by the tanh approximation: x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3), which
/// is x (1 + tanh u) / 2 without its cancellation.
/// Range [-0.170041, inf), minimum at x = -0.752461; at most 4.73e-4 from GELU. PyTorch's
/// approximate="tanh".
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
struct GELUTanh {
  static constexpr Facts facts =
      Facts("gelu_tanh")
          .formula("x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x^3)))")
          .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
          .derivative_root("-0.752461422071016258487954")
          .fast_in_double(kValue | kDerivative);

  /// 2 u, and its first two derivatives.
  template <typename V>
  static V twice_u(const V& x) {
    return V(slope) * (x + V(0.044715_c) * (x * x * x));
  }
  template <typename V>
  static V twice_u_slope(const V& x) {
    return V(slope) * (V(1) + V(0.134145_c) * (x * x));
  }
  /// x (slope + times 0.044715 slope x^2) at -|x| in double, with its rounding error: -|2 u| for
  /// times = 1, -|x (2 u)'| for times = 3.
  template <typename V>
  static EIGENACT_INLINE auto minus_cubic(const V& x, double times) {
    using Pair = Twofold<V, Grade::Compensated>;
    const V c = math::max(math::minus_abs(x), V(-1000)), factor(times * cubic.hi);
    const Pair square = Pair::product(c, c);
    // slope_head is short enough for the differences of ordered_mul_add() to be exact
    const Pair sum = Pair::ordered_mul_add(factor, square.hi, V(slope_head));
    const V low = mul_add(V(times * cubic.lo), square.hi, V(slope_rest));
    const Pair product = Pair::product(c, sum.hi);
    const V rest = mul_add(c, sum.lo + mul_add(factor, square.lo, low), product.lo);
    return Pair(product.hi, rest);
  }
  template <typename V>
  using Exponential = math::detail::LowExponential<V>;
  static constexpr double slope_head = 0x1.9884533d43p+0, slope_rest = 0x1.942343f2cf14p-42;
  static constexpr Constant cubic{0x1.2444f2a4d8b4bp-4, -0x1.6c843a29d1c7p-61};  // 0.044715 slope
  static constexpr Constant slope = 1.5957691216057307117598_c;                  // 2 sqrt(2 / pi)

  template <typename V>
  static V value(const V& x) {
    if constexpr (grade_of<V> == Grade::Double) {
      const auto z = minus_cubic(x, 1);
      const Exponential<V> e(math::max(z.hi, V(math::detail::low_limit<V>)));
      return math::detail::sigmoid_times(x, e, e.less_one(z.lo));
    }
    return math::weighted_sigmoid(x, twice_u(x));
  }
  template <typename V>
  static V derivative(const V& x) {
    if constexpr (grade_of<V> == Grade::Double) {
      const auto z = minus_cubic(x, 1), sum = minus_cubic(x, 3);
      const auto w =
          std::decay_t<decltype(sum)>::ordered_sum(sum.hi, sum.lo);  // a low part that is small
      const Exponential<V> e(math::max(z.hi, V(math::detail::low_limit<V>)));
      return math::detail::sigmoid_times_slope(x, w.hi, w.lo, e, e.less_one(z.lo));
    }
    const V c = math::clamp(x, V(-1000), V(1000)), u = twice_u(c);
    return math::near_root(x, math::gelu_tanh_slope_root,
                           math::sigmoid_and_slope(V(1), V(c * twice_u_slope(c)), u));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::clamp(x, V(-1000), V(1000)), u = twice_u(c), du = twice_u_slope(c);
    const V ddu = V(slope) * V(0.26829_c) * c, tilt = math::sigmoid(V(-u)) - math::sigmoid(u);
    const V weight = V(2) * du + c * (ddu + du * du * tilt);
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(weight, V(-u)), u);
    return math::near_root(math::abs(x), math::gelu_tanh_bend_root, bend);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(GELUTanh);

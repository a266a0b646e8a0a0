// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// AQuLU, the adaptive quadratic linear unit: 0 for x < -b / a, a x^2 + b x up to (1 - b) / a, x
/// above; that is x min(max(a x + b, 0), 1).
/// For 0 < b <= 2: range [-b^2 / (4 a), inf), minimum at x = -b / (2 a). The derivative at -b / a
/// is -b, at (1 - b) / a it is 1. a = 1/6, b = 1/2 is Hardswish but for these.
/// @param a  positive and finite, starts at 0.25.
/// @param b  any finite number, starts at 0.5.
/// Source: Wu, Yu, Zhang & Sui 2023, doi:10.17559/TV-20230614000735.
struct AQuLU {
  static constexpr Facts facts =
      Facts("aqulu")
          .formula("x * min(max(a * x + b, 0), 1)")
          .reference("Wu, Yu, Zhang & Sui 2023, doi:10.17559/TV-20230614000735")
          .also_called("adaptive_quadratic_linear_unit")
          .parameter("a", 0.25, positive)
          .parameter("b", 0.5)
          .derivative_root("-b / (2 * a)")
          .kink("-b / a", "-b")
          .kink("(1 - b) / a", "1")
          .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const Gate<V> gate(x, a, b);
    const V y = x * select(gate.excess < V(0), gate.value, V(1));
    return math::nan_as(x, select(gate.value > V(0), y, V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b) {
    const Gate<V> gate(x, a, b);
    const V slope = math::line(V(V(2) * a), x, b, V(0));
    return math::nan_as(x, select(gate.is_inside(), slope, select(gate.value < V(0), V(0), V(1))));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& b) {
    return math::nan_as(x, select(Gate<V>(x, a, b).is_inside(), V(2) * a, V(0)));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& b) {
    const auto inside = Gate<V>(x, a, b).is_inside();
    const V none = math::nan_as(x, V(0));
    return gradients(select(inside, x * x, none), select(inside, x, none));
  }

 private:
  // a x + b and a x + b - 1, whose signs tell the three pieces apart.
  template <typename V>
  struct Gate {
    V value, excess;
    Gate(const V& x, const V& a, const V& b)
        : value(math::line(a, x, b, V(0))), excess(math::line(a, x, b, V(-1))) {}
    auto is_inside() const { return (value >= V(0)) & (excess < V(0)); }
  };
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(AQuLU);

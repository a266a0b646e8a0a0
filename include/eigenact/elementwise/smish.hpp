// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Smish: alpha x tanh(log(1 + sigmoid(beta x))), which is alpha x s (s + 2) / (s (s + 2) + 2) with
/// s = sigmoid(beta x).
/// Of the default parameters: range [-0.249994, inf), minimum at x = -1.394519, slope 0.6 at
/// infinity. smish(-inf) = -0.
/// @param alpha  any finite number, 1 by default.
/// @param beta  any finite number, 1 by default.
/// Source: Wang, Ren & Wang 2022, doi:10.3390/electronics11040540.
struct Smish {
  static constexpr Facts facts =
      Facts("smish")
          .formula("alpha * x * tanh(log1p(1 / (1 + exp(-beta * x))))")
          .reference("Wang, Ren & Wang 2022, doi:10.3390/electronics11040540")
          .parameter("alpha", 1)
          .parameter("beta", 1)
          .derivative_root("-1.394519301924504084236182 / beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const Gate<V> gate(math::product(beta, x));
    return gate.decayed(math::product(V(alpha * (gate.numerator / gate.denominator)), x));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x);
    const Gate<V> gate(z);
    const V turn = V(4) * gate.minus * gate.slope_numerator();
    const V sum =
        gate.numerator * gate.denominator + select(gate.left, turn, V(-turn * gate.decay));
    const V slope = gate.decayed(V(alpha * sum / (gate.denominator * gate.denominator)));
    return math::near_root(z, math::smish_slope_root, slope, alpha);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x), scale = alpha * beta;
    const Gate<V> gate(z);
    const V e = gate.decay, d = V(6) + select(gate.left, V(10), V(4)) * e;
    // of the logarithm of the slope of the gate, by |z|
    const V fall =
        V(1) + e / (V(1) + e) + e * gate.second() / gate.first() - V(2) * e * d / gate.denominator;
    const V bend =
        math::weighted_exp(V(scale * (V(2) + gate.minus * fall) * gate.slope()), gate.minus);
    return math::near_root(z, math::smish_left_bend_root,
                           math::near_root(z, math::smish_right_bend_root, bend, scale), scale);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const Gate<V> gate(math::product(beta, x));
    const V weight = math::product(alpha, V(x * x)) * gate.slope();
    return gradients(value(x, V(1), beta), math::weighted_exp_of_negative(weight, gate.minus));
  }

 private:
  // tanh(log(1 + sigmoid(z))) = numerator / denominator, times e^-|z| on the left.
  template <typename V>
  struct Gate {
    decltype(V(0) < V(0)) left;
    V minus, decay, numerator, denominator;

    explicit Gate(const V& z)
        : left(z < V(0)),
          minus(math::left_clamped(math::minus_abs(z))),
          decay(math::exp_of_low(minus)) {
      const V e = decay;
      numerator = select(left, V(2) + V(3) * e, V(3) + V(2) * e);
      denominator = select(left, V(2) + e * (V(6) + V(5) * e), V(5) + e * (V(6) + V(2) * e));
    }
    V decayed(const V& weight) const {
      return select(left, math::weighted_exp(math::bounded(weight), minus), weight);
    }
    // 1 + sigmoid(z) = (first() + second() e^-|z|) / (1 + e^-|z|)
    V first() const { return select(left, V(1) + V(2) * decay, V(2) + decay); }
    V second() const { return select(left, V(2), V(1)); }
    V slope_numerator() const { return (V(1) + decay) * first(); }
    // Its slope, but for a factor e^-|z|.
    V slope() const { return V(4) * slope_numerator() / (denominator * denominator); }
  };
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Smish);

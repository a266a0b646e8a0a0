// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Logish: alpha x log(1 + sigmoid(beta x)).
/// Of the default parameters: range [-0.252769, inf), minimum at x = -1.372454, slope log(2) at
/// infinity. logish(-inf) = -0.
/// @param alpha  any finite number, 1 by default.
/// @param beta  any finite number, 1 by default.
/// Source: Zhu et al. 2021, doi:10.1016/j.neucom.2021.06.067.
struct Logish {
  static constexpr Facts facts = Facts("logish")
                                     .formula("alpha * x * log1p(1 / (1 + exp(-beta * x)))")
                                     .reference("Zhu et al. 2021, doi:10.1016/j.neucom.2021.06.067")
                                     .parameter("alpha", 1)
                                     .parameter("beta", 1)
                                     .derivative_root("-1.372454137025692111138063 / beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    const Gate<V> gate(math::product(beta, x));
    return gate.decayed(math::product(V(alpha * gate.height()), x));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x);
    const Gate<V> gate(z);
    const V turn = gate.minus * gate.slope();
    const V sum = gate.height() + select(gate.left, turn, V(-turn * gate.decay));
    return math::near_root(z, math::logish_slope_root, gate.decayed(V(alpha * sum)), alpha);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& beta) {
    const V z = math::product(beta, x), scale = alpha * beta;
    const Gate<V> gate(z);
    const V e = gate.decay, square = e * e;
    // of the logarithm of the slope of the gate, by |z|
    const V fall = select(gate.left, V(1) - V(2) * square, V(2) - square) * gate.slope();
    const V bend =
        math::weighted_exp(V(scale * (V(2) + gate.minus * fall) * gate.slope()), gate.minus);
    return math::near_root(z, math::logish_left_bend_root,
                           math::near_root(z, math::logish_right_bend_root, bend, scale), scale);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const Gate<V> gate(math::product(beta, x));
    const V weight = math::product(alpha, V(x * x)) * gate.slope();
    return gradients(value(x, V(1), beta), math::weighted_exp_of_negative(weight, gate.minus));
  }

 private:
  // log(1 + sigmoid(z))
  template <typename V>
  struct Gate {
    decltype(V(0) < V(0)) left;
    V minus, decay;

    explicit Gate(const V& z)
        : left(z < V(0)),
          minus(math::left_clamped(math::minus_abs(z))),
          decay(math::max(math::exp_of_low(minus), V(0x1p-900))) {}  // to divide by
    // Its value, on the left but for a factor e^-|z|.
    V height() const {
      const V y = V(1) / (V(1) + decay), l = math::log1p_of_fraction(select(left, decay * y, y));
      return select(left, l / decay, l);
    }
    V decayed(const V& weight) const {
      return select(left, math::weighted_exp(math::bounded(weight), minus), weight);
    }
    // Its slope, but for a factor e^-|z|.
    V slope() const {
      return V(1) / ((V(1) + decay) * select(left, V(1) + V(2) * decay, V(2) + decay));
    }
  };
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Logish);

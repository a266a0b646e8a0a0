// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// CosLU, the cosine linear unit: (x + a cos(b x)) sigmoid(x).
/// At -inf it is 0, at inf it is inf; the derivative has no limit there and is NaN.
/// @param a  amplitude, any finite number, starts at 1.
/// @param b  frequency, any finite number, starts at 1.
/// Source: Alkhouly, Mohammed & Hefny 2021, doi:10.1109/ACCESS.2021.3085855.
struct CosLU {
  static constexpr Facts facts =
      Facts("coslu")
          .formula("(x + a * cos(b * x)) / (1 + exp(-x))")
          .reference("Alkhouly, Mohammed & Hefny 2021, doi:10.1109/ACCESS.2021.3085855")
          .also_called("cosine linear unit")
          .parameter("a", 1)
          .parameter("b", 1)
          .oscillating();

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const V c = math::left_clamped(x);
    const V sum = math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, c, a, b);
    const auto oscillates = math::is_finite(x) & (math::abs(a) > V(0));
    return math::weighted_sigmoid(select(oscillates, sum, c), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b) {
    const V sum = math::sum_of_terms([](const auto&... v) { return slope_terms(v...); },
                                     math::left_clamped(x), a, b);
    return math::weighted_sigmoid(sum, x);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& b) {
    const V sum = math::sum_of_terms([](const auto&... v) { return bend_terms(v...); },
                                     math::left_clamped(x), a, b);
    return math::weighted_sigmoid(sum, x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& b) {
    return gradients(math::weighted_sigmoid(math::cos_of_product(b, x), x),
                     math::weighted_sigmoid(V(-a * x * math::sin_of_product(b, x)), x));
  }

 private:
  template <typename V>
  static math::TermSum<V> value_terms(const V& z, const V& p, const V& q) {
    // cos(q z) = 1 - 2 sin(q z / 2)^2, where x may be -a
    const V wave = p * math::cos_of_product(q, z), s = math::sin_of_product(V(V(0.5) * q), z);
    const V swing = V(-2) * p * (s * s), sum = z + p;
    const auto is_near = math::abs(s) < V(0.25);
    return {select(is_near, sum + swing, z + wave), select(is_near, math::abs(sum), math::abs(z))};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& z, const V& p, const V& q) {
    const V wave = p * math::cos_of_product(q, z), slope = p * q * math::sin_of_product(q, z);
    const V turn = math::weighted_sigmoid(V(z + wave), V(-z));
    return math::TermSum<V>{V(1) - slope + turn, V(1) + math::abs(slope) + math::abs(turn)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z, const V& p, const V& q) {
    // next to 0 cos(q z) = 1 - 2 sin(q z / 2)^2, 2 half = 1 + fall, and the rest may be 0
    const auto is_near = math::abs(z) < V(0.5);
    const V s = math::sin_of_product(V(V(0.5) * q), z), dip = V(-2) * p * (s * s);
    const V wave = select(is_near, p + dip, p * math::cos_of_product(q, z)), bend = q * q * wave;
    const V slope = p * q * math::sin_of_product(q, z), twice = V(2) * (V(1) - slope);
    const V fall = select(is_near, -math::tanh(V(V(0.5) * z)), V(1) - V(2) * math::sigmoid(z));
    const V tilt = (z + wave) * fall;
    const V turn = math::weighted_sigmoid(V(twice + tilt), V(-z));
    const V half = math::sigmoid(V(-z)), inner = (math::abs(twice) + math::abs(tilt)) * half;
    const V rest = V(1) - p * q * q, swing = -q * q * dip;
    const V nearby = fall - (V(1) + fall) * slope + tilt * half;
    return {select(is_near, rest + swing + nearby, turn - bend),
            select(is_near, math::abs(rest) + math::abs(swing) + math::abs(slope) + math::abs(fall),
                   math::abs(bend) + inner)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(CosLU);

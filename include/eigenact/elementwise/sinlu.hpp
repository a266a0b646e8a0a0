// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SinLU, the sinu-sigmoidal linear unit: (x + a sin(b x)) sigmoid(x).
/// Of the default parameters: range [-0.497371, inf), minimum at x = -1.082865. At -inf it is 0, at
/// inf it is inf; the derivative has no limit there and is NaN.
/// @param a  amplitude, any finite number, starts at 1.
/// @param b  frequency, any finite number, starts at 1.
/// Source: Paul et al. 2022, doi:10.3390/math10030337.
struct SinLU {
  static constexpr Facts facts = Facts("sinlu")
                                     .formula("(x + a * sin(b * x)) / (1 + exp(-x))")
                                     .reference("Paul et al. 2022, doi:10.3390/math10030337")
                                     .also_called("sinu-sigmoidal linear unit")
                                     .parameter("a", 1)
                                     .parameter("b", 1)
                                     .oscillating();

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const V c = math::left_clamped(x);
    const V sum = math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, c, a, b);
    // at 0 the sum would lose its sign
    const V usual = select(math::abs(x) > V(0), sum, x * (V(1) + a * b));
    return math::weighted_sigmoid(select(math::is_finite(x), usual, c), x);
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
    return gradients(math::weighted_sigmoid(math::sin_of_product(b, x), x),
                     math::weighted_sigmoid(V(a * x * math::cos_of_product(b, x)), x));
  }

 private:
  template <typename V>
  static math::TermSum<V> value_terms(const V& z, const V& p, const V& q) {
    const V wave = p * math::sin_of_product(q, z);
    return math::TermSum<V>{z + wave, math::abs(z)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& z, const V& p, const V& q) {
    const V wave = p * math::sin_of_product(q, z), slope = p * q * math::cos_of_product(q, z);
    const V turn = math::weighted_sigmoid(V(z + wave), V(-z));
    return math::TermSum<V>{V(1) + slope + turn, V(1) + math::abs(slope) + math::abs(turn)};
  }
  template <typename V>
  static math::TermSum<V> bend_terms(const V& z, const V& p, const V& q) {
    const V wave = p * math::sin_of_product(q, z), bend = q * q * wave;
    const V twice = V(2) * (V(1) + p * q * math::cos_of_product(q, z));
    const V tilt = (z + wave) * (V(1) - V(2) * math::sigmoid(z));
    const V turn = math::weighted_sigmoid(V(twice + tilt), V(-z));
    const V inner = (math::abs(twice) + math::abs(tilt)) * math::sigmoid(V(-z));
    return {turn - bend, math::abs(bend) + inner};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SinLU);

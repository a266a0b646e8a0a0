// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ACON-C: (p1 - p2) x sigmoid(beta (p1 - p2) x) + p2 x, a smooth max(p1 x, p2 x).
/// Special cases: p1 = 1, p2 = 0 is Swish (ACON-A), p1 = 1 a smooth PReLU (ACON-B); beta = 0 is the
/// mean of both lines, beta to infinity the larger one.
/// @param p1  any finite number, starts at 1.
/// @param p2  any finite number, starts at 0.25. (The code of the paper draws both from N(0, 1).)
/// @param beta  any finite number, starts at 1.
/// Source: Ma et al. 2021, arXiv:2009.04759.
struct AconC {
  static constexpr Facts facts = Facts("acon_c")
                                     .formula(
                                         "p1 * x / (1 + exp(-beta * (p1 - p2) * x)) + "
                                         "p2 * x / (1 + exp(beta * (p1 - p2) * x))")
                                     .reference("Ma et al. 2021, arXiv:2009.04759")
                                     .also_called("acon")
                                     .parameter("p1", 1)
                                     .parameter("p2", 0.25)
                                     .parameter("beta", 1);

  template <typename V>
  static V value(const V& x, const V& p1, const V& p2, const V& beta) {
    const V sum =
        math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, x, p1, p2, beta);
    const V y = select(is_huge(x), sum + sum, sum);
    return select(math::abs(x) > V(0), y, x * (p1 + p2));  // the sign of a zero
  }
  template <typename V>
  static V derivative(const V& x, const V& p1, const V& p2, const V& beta) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, p1, p2, beta);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& p1, const V& p2, const V& beta) {
    const V z = argument(x, p1, p2, beta), c = math::clamp(z, V(-2048), V(2048)), d = p1 - p2;
    const V scale = beta * d * d, tilt = V(1) - V(2) * math::sigmoid(z);
    const V bend = math::weighted_sigmoid_slope(V(scale * (V(2) + c * tilt)), z);
    return math::near_root(math::abs(z), math::silu_bend_root, bend, scale);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& p1, const V& p2, const V& beta) {
    const V z = argument(x, p1, p2, beta), size = (p1 - p2) * x;
    const V bend = math::weighted_sigmoid(math::weighted_sigmoid(V(size * size), z), V(-z));
    return gradients(x * math::swish_slope(z), x * math::swish_slope(V(-z)), bend);
  }

 private:
  // Where a term may overflow and the sum does not: half of it is formed.
  template <typename V>
  static auto is_huge(const V& x) {
    return math::abs(x) > V(0x1p700);
  }
  template <typename V>
  static math::TermSum<V> value_terms(const V& y, const V& p, const V& q, const V& b) {
    const V z = argument(y, p, q, b), part = select(is_huge(y), V(0.5), V(1));
    const V high = math::weighted_sigmoid(math::product(V(part * p), y), z),
            low = math::weighted_sigmoid(math::product(V(part * q), y), V(-z));
    return math::TermSum<V>{high + low, math::abs(high)};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& y, const V& p, const V& q, const V& b) {
    const V z = argument(y, p, q, b), c = math::clamp(z, V(-2048), V(2048));
    const V high = math::weighted_sigmoid(p, z), low = math::weighted_sigmoid(q, V(-z)),
            turn = math::weighted_sigmoid_slope(V((p - q) * c), z);
    return math::TermSum<V>{high + low + turn, math::abs(high) + math::abs(low) + math::abs(turn)};
  }
  template <typename V>
  static V argument(const V& x, const V& p1, const V& p2, const V& beta) {
    return math::product(V(beta * (p1 - p2)), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(AconC);

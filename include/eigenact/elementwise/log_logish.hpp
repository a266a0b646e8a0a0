// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// LogLogish: x (1 - e^(-e^x)), x weighted by the complementary log-log function.
/// Range [-0.312182, inf), minimum at x = -1.172154. log_logish(-inf) = -0.
/// Source: survey of Kunc & Klema 2024, arXiv:2402.09092.
struct LogLogish {
  static constexpr Facts facts = Facts("log_logish")
                                     .formula("-x * expm1(-exp(x))")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092")
                                     .derivative_root("-1.172153696769533591767697")
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    const V c = math::min(x, V(5)), u = exp_to_divide_by(c);
    const V weight = x * (-math::expm1_of_low(V(-u)) / u);
    return select(x > V(5), x, math::weighted_exp(math::bounded(weight), c));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::min(math::left_clamped(x), V(5));
    const V sum = math::sum_of_terms<true>([](const auto& z) { return slope_terms(z); }, c);
    const V slope = select(x > V(5), V(1), math::weighted_exp(sum, c));
    return math::near_root(x, math::log_logish_slope_root, slope);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::min(math::left_clamped(x), V(8)), u = math::accurate_weighted_exp(V(1), c);
    const V bend = math::weighted_exp(V(V(2) + c * (V(1) - u)), V(c - u));
    return math::near_root(x, math::log_logish_left_bend_root,
                           math::near_root(x, math::log_logish_right_bend_root, bend));
  }

 private:
  template <typename V>
  static V exp_to_divide_by(const V& x) {
    return math::max(math::exp(x), V(0x1p-900));
  }
  // Of the slope, but for a factor e^x.
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x) {
    const V u = exp_to_divide_by(x), rise = -math::expm1_of_low(V(-u)) / u;
    return {rise + x * math::exp_of_low(V(-u)), rise};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LogLogish);

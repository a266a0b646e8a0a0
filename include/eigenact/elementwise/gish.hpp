// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Gish: x log(2 - e^(-e^x)).
/// Range [-0.278159, inf), minimum at x = -1.282051, slope log(2) at infinity. gish(-inf) = -0.
/// Source: Kaytan, Aydilek & Yeroglu 2022, Bitlis Eren University Journal of Science 11(4).
struct Gish {
  static constexpr Facts facts =
      Facts("gish")
          .formula("x * log1p(-expm1(-exp(x)))")
          .reference("Kaytan, Aydilek & Yeroglu 2022, Bitlis Eren Univ. J. of Science 11(4)")
          .derivative_root("-1.282051049260126047309877")
          .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    const V c = math::min(x, V(5)), u = exp_to_divide_by(c);
    const V weight = x * (math::log1p_of_fraction(V(-math::expm1_of_low(V(-u)))) / u);
    return select(x > V(5), x * V(math::ln2), math::weighted_exp(math::bounded(weight), c));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V c = math::min(math::left_clamped(x), V(5));
    const V sum = math::sum_of_terms<true>([](const auto& z) { return slope_terms(z); }, c);
    const V slope = select(x > V(5), V(math::ln2), math::weighted_exp(sum, c));
    return math::near_root(x, math::gish_slope_root, slope);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V c = math::min(math::left_clamped(x), V(8)), u = math::accurate_weighted_exp(V(1), c),
            e = math::exp_of_low(V(-u)), y = V(1) / (V(2) - e);
    const V weight = y * (V(2) + c * (V(1) - u - u * e * y));
    const V bend = math::weighted_exp(weight, V(c - u));
    return math::near_root(x, math::gish_left_bend_root,
                           math::near_root(x, math::gish_right_bend_root, bend));
  }

 private:
  template <typename V>
  static V exp_to_divide_by(const V& x) {
    return math::max(math::exp(x), V(0x1p-900));
  }
  // Of the slope, but for a factor e^x.
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x) {
    const V u = exp_to_divide_by(x), rise = -math::expm1_of_low(V(-u));
    const V height = math::log1p_of_fraction(rise) / u;
    return {height + x * math::exp_of_low(V(-u)) / (V(1) + rise), height};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Gish);

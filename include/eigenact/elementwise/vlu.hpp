// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>
#include <limits>

namespace eigenact::formula {

/// VLU, the variational linear unit: max(x, 0) + a sin(b x).
/// At inf it is inf, at -inf it has no limit and is NaN, as its derivative is at both. The
/// derivative at 0 is a b, that of the left side.
/// @param a  amplitude, any finite number, starts at 1; 0 gives ReLU.
/// @param b  frequency, any finite number, starts at 1.
/// Source: Gupta & Ahuja 2021, arXiv:2110.12246 (PVLU, where a and b are trained).
struct VLU {
  static constexpr Facts facts = Facts("vlu")
                                     .formula("max(x, 0) + a * sin(b * x)")
                                     .reference("Gupta & Ahuja 2021, arXiv:2110.12246")
                                     .also_called("variational_linear_unit, pvlu")
                                     .parameter("a", 1)
                                     .parameter("b", 1)
                                     .kink("0", "a * b")
                                     .oscillating();

  template <typename V>
  static V value(const V& x, const V& a, const V& b) {
    const V sum = math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, x, a, b);
    const V line = math::max(x, V(0)), turn = a * b;
    // next to 0, where b x may be subnormal, the sine is b x
    const auto is_tiny = math::abs(V(b * x)) < V(0x1p-500);
    const V tiny = x * select(math::with_sign_of(V(1), x) < V(0), turn, V(1) + turn);
    const auto oscillates = math::is_finite(line) & (math::abs(a) > V(0));
    return select(oscillates, select(is_tiny, tiny, sum), line);
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, a, b);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& b) {
    return -a * b * b * math::sin_of_product(b, x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& b) {
    const auto swing = [](const auto& y, const auto& w) { return y * math::cos_of_product(w, y); };
    return gradients(math::sin_of_product(b, x), a * math::in_pairs_unless_one(swing, x, b));
  }

 private:
  template <typename V>
  static math::TermSum<V> value_terms(const V& x, const V& a, const V& b) {
    const V line = math::max(x, V(0));
    return {line + a * math::sin_of_product(b, x), line};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x, const V& a, const V& b) {
    const V slope = select(x > V(0), V(1), V(0));
    return {slope + a * b * math::cos_of_product(b, x), slope};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(VLU);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Swim: x (1 + a x / sqrt(1 + x^2)) / 2. a = 1 is PFLU.
/// For a = 1: range [-0.150142, inf), minimum at x = -0.786151. Monotone for |a| up to 0.918559;
/// for |a| > 1 the value has a second zero, and grows on both sides.
/// @param a  any finite number, starts at 1.
/// Source: Abdool & Dear 2023, arXiv:2303.02640.
struct Swim {
  static constexpr Facts facts =
      Facts("swim")
          .formula(
              "a * x < 0 ? (x * (1 - abs(a)) + abs(a) * x / "
              "(1 + x^2 + abs(x) * sqrt(1 + x^2))) / 2 : "
              "x * (1 + a * x / sqrt(1 + x^2)) / 2")
          .reference("Abdool & Dear 2023, arXiv:2303.02640")
          .derivative_root(
              "-sign(a) * sqrt(1 / (4 / 3 * cos((pi / 2 - atan((1 - 27 / 16 / a^2) / "
              "sqrt(1 - (1 - 27 / 16 / a^2)^2))) / 3) - 1 / 3) - 1)")
          .derivative_root(
              "-sign(a) * sqrt(1 / (4 / 3 * cos((pi / 2 - atan((1 - 27 / 16 / a^2) / "
              "sqrt(1 - (1 - 27 / 16 / a^2)^2))) / 3 - 2 * pi / 3) - 1 / 3) - 1)")
          .parameter("a", 1);

  template <typename V>
  static V value(const V& x, const V& a) {
    return math::sum_of_terms([](const auto&... v) { return value_terms(v...); }, x, a);
  }
  template <typename V>
  static V derivative(const V& x, const V& a) {
    return math::sum_of_terms([](const auto&... v) { return slope_terms(v...); }, x, a);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a) {
    return math::weighted_sine_bend(V(V(0.5) * a), x);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    const V size = math::abs(x);
    return gradients(V(0.5) * size * math::self_weighted_inverse_multiquadric(size));
  }

 private:
  template <typename V>
  static auto is_near_one(const V& a) {
    return math::abs(V(1) - math::abs(a)) < V(0.5);
  }
  // For a x < 0, with b = |a| near 1, 1 - b s is (1 - b) + b (1 - s), and so its derivative.
  template <typename V>
  static math::TermSum<V> value_terms(const V& x, const V& a) {
    const V b = math::abs(a), size = math::abs(x), half = V(0.5) * size;
    const V sine = math::self_weighted_inverse_multiquadric(size);
    const V nearby =
        math::product(V(V(1) - b), half) + b * (sine * (V(0.5) * math::multiquadric_excess(size)));
    const V far_out = half * math::normalized(V(V(1) - b * sine));
    const V against = select(is_near_one(a), math::normalized(nearby), far_out);
    const V along = half + math::product(b, V(half * sine));
    return {math::with_sign_of(V(1), x) * select(a * x < V(0), against, along),
            size * select(is_near_one(a), math::abs(V(1) - b), V(1))};
  }
  template <typename V>
  static math::TermSum<V> slope_terms(const V& x, const V& a) {
    const V b = math::abs(a), z = math::abs(x), root = math::multiquadric(z);
    const V sine = math::self_weighted_inverse_multiquadric(z);
    const V rise = b * (sine + sine / root / root);
    const V nearby = (V(1) - b) + b * ((math::multiquadric_excess(z) - sine / root) / root);
    const V against = select(is_near_one(a), nearby, V(1) - rise);
    const V size = math::abs(V(1) - b) + b * (sine / root / root);
    return {V(0.5) * math::normalized(select(a * x < V(0), against, V(1) + rise)),
            select(is_near_one(a), size, V(1))};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Swim);

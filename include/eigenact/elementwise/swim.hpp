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
    const V size = math::abs(x) * select(is_near_one(a), math::abs(V(1) - math::abs(a)), V(1));
    return math::cancelling([](const auto& y, const auto& p) { return value_at(y, p); }, size, x,
                            a);
  }
  template <typename V>
  static V derivative(const V& x, const V& a) {
    const math::Hypotenuse<V> h(x);
    const V b = math::abs(a), near = math::abs(V(1) - b) + b * (h.sine() / h.root / h.root);
    const V size = select(is_near_one(a), near, V(1));
    return math::cancelling([](const auto& y, const auto& p) { return slope_at(y, p); }, size, x,
                            a);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a) {
    const math::Hypotenuse<V> h(x);
    const V c = h.limited, weight = (V(2) - c * c) / (h.limited_root * h.limited_root);
    return V(0.5) * a * weight / h.root / h.root / h.root;
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    const math::Hypotenuse<V> h(x);
    return gradients(V(0.5) * h.size * h.sine());
  }

 private:
  template <typename V>
  static auto is_near_one(const V& a) {
    return math::abs(V(1) - math::abs(a)) < V(0.5);
  }
  // For a x < 0, with b = |a| near 1, 1 - b s is (1 - b) + b (1 - s), and so its derivative.
  template <typename V>
  static V value_at(const V& x, const V& a) {
    const math::Hypotenuse<V> h(x);
    const V b = math::abs(a), half = V(0.5) * h.size, sine = h.sine();
    const V near = math::product(V(V(1) - b), half) + b * (sine * (V(0.5) * h.excess()));
    const V far = half * math::normalized(V(V(1) - b * sine));
    const V against = select(is_near_one(a), math::normalized(near), far);
    const V along = half + math::product(b, V(half * sine));
    return math::with_sign_of(V(1), x) * select(a * x < V(0), against, along);
  }
  template <typename V>
  static V slope_at(const V& x, const V& a) {
    const math::Hypotenuse<V> h(x);
    const V b = math::abs(a), sine = h.sine(), rise = b * (sine + sine / h.root / h.root);
    const V near = (V(1) - b) + b * ((h.excess() - sine / h.root) / h.root);
    const V against = select(is_near_one(a), near, V(1) - rise);
    return V(0.5) * math::normalized(select(a * x < V(0), against, V(1) + rise));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Swim);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The ReLU of Keras: min(x, max_value) for x > threshold, negative_slope (x - threshold)
/// otherwise. The derivative is negative_slope at threshold and 0 at max_value. NaN stays NaN.
/// @param negative_slope  any finite number, 0 by default.
/// @param max_value  finite and not less than threshold. Keras has none by default; here it is the
///     largest number of half precision, 65504, because a parameter is never infinite.
/// @param threshold  any finite number, 0 by default.
/// Source: Keras, keras.activations.relu.
struct KerasReLU {
  static constexpr Facts facts =
      Facts("keras_relu")
          .formula("x > threshold ? min(x, max_value) : negative_slope * (x - threshold)")
          .reference("Keras, keras.activations.relu")
          .found_in("Keras")
          .parameter("negative_slope", 0)
          .parameter("max_value", 65504)
          .parameter("threshold", 0)
          .kink("threshold", "negative_slope")
          .kink("max_value", "0")
          .fast_in_float(kAll)
          .fast_in_double(kAll);

  static bool fits_float(Quantities, float, float, float threshold) {
    return threshold >= -0x1p100f && threshold <= 0x1p100f;  // x - threshold does not overflow
  }

  template <typename V>
  static V value(const V& x, const V& negative_slope, const V& max_value, const V& threshold) {
    return select(x > threshold, math::min(x, max_value),
                  math::product(negative_slope, V(x - threshold)));
  }
  template <typename V>
  static V derivative(const V& x, const V& negative_slope, const V& max_value, const V& threshold) {
    const V slope = select(x < max_value, V(1), V(0));
    return math::nan_as(x, select(x > threshold, slope, negative_slope));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& negative_slope, const V& max_value,
                                  const V& threshold) {
    const V below = math::min(V(x - threshold), V(0));
    return gradients(below, select((x > threshold) & (x > max_value), V(1), V(0)),
                     select(x > threshold, V(0), -negative_slope));
  }
  static constexpr Text consistency = "threshold <= max_value";
  template <typename S>
  static bool consistent(const S&, const S& max_value, const S& threshold) {
    return threshold <= max_value;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(KerasReLU);

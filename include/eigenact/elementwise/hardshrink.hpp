// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hardshrink, hard thresholding: x for |x| > lambd, 0 otherwise. The derivative at both ends is
/// 0, as in PyTorch. NaN stays NaN.
/// @param lambd  finite and not negative, 0.5 by default; the derivative to it is 0 almost
///     everywhere.
/// Source: Donoho & Johnstone 1994, doi:10.1093/biomet/81.3.425.
struct Hardshrink {
  static constexpr Facts facts =
      Facts("hardshrink")
          .formula("abs(x) > lambd ? x : 0")
          .reference("Donoho & Johnstone 1994, doi:10.1093/biomet/81.3.425")
          .found_in("PyTorch, Keras, ONNX, mlpack, TF Addons")
          .parameter("lambd", 0.5, non_negative)
          .kink("lambd", "0")
          .kink("-lambd", "0")
          .exact();

  template <typename V>
  static V value(const V& x, const V& lambd) {
    return select(math::abs(x) <= lambd, select(lambd == V(0), x, V(0)), x);
  }
  template <typename V>
  static V derivative(const V& x, const V& lambd) {
    return math::nan_as(x, select(math::abs(x) > lambd, V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V&, const V&) {
    return gradients(V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V&) {
    return math::nan_as(y, select(y == V(0), V(0), V(1)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Hardshrink);

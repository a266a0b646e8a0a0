// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hardtanh: x clamped to [min_val, max_val]. The derivative at both ends is 0, as in PyTorch.
/// @param min_val  finite, -1 by default.
/// @param max_val  finite and not less than min_val, 1 by default. Where they are equal, f is
/// constant, and the
///     gradients of both are those of the directions that they may move in.
/// Source: Collobert 2004, Large scale machine learning.
struct Hardtanh {
  static constexpr Facts facts =
      Facts("hardtanh")
          .formula("min(max(x, min_val), max_val)")
          .reference("Collobert 2004")
          .also_called("clip, clip_v2, clamp")
          .found_in("PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib")
          .parameter("min_val", -1)
          .parameter("max_val", 1)
          .kink("min_val", "0")
          .kink("max_val", "0")
          .exact();

  template <typename V>
  static V value(const V& x, const V& min_val, const V& max_val) {
    return math::clamp(x, min_val, max_val);
  }
  template <typename V>
  static V derivative(const V& x, const V& min_val, const V& max_val) {
    return math::nan_as(x, select((x > min_val) & (x < max_val), V(1), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& min_val, const V& max_val) {
    return gradients(select(x < min_val, V(1), V(0)), select(x > max_val, V(1), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& min_val, const V& max_val) {
    return math::nan_as(y, select((y > min_val) & (y < max_val), V(1), V(0)));
  }
  static constexpr Text consistency = "min_val <= max_val";
  template <typename S>
  static bool consistent(const S& min_val, const S& max_val) {
    return min_val <= max_val;
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Hardtanh);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hardswish: x min(max(x + 3, 0), 6) / 6.
/// Range [-0.375, inf), minimum at x = -1.5. The derivative is 0 at -3 and 1 at 3, as in PyTorch.
/// Source: Howard et al. 2019, arXiv:1905.02244.
struct Hardswish {
  static constexpr Facts facts =
      Facts("hardswish")
          .formula("x * min(max(x + 3, 0), 6) / 6")
          .reference("Howard et al. 2019, arXiv:1905.02244")
          .also_called("hard_silu, h_swish")
          .found_in(
              "PyTorch, Keras, JAX, ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, Hugging Face")
          .derivative_root("-1.5")
          .kink("-3", "0")
          .kink("3", "1")
          .exact(kSecondDerivative)
          .rounded(kValue | kDerivative)
          .fast_in_float(kAll)
          .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    if constexpr (grade_of<V> == Grade::Rounded) return math::rounded::hardswish(x);
    const V c = math::max(x, V(-3)), t = math::min(V(c + V(3)), V(6));
    return c * (t * V(0.1666666666666666666667_c));
  }
  template <typename V>
  static V derivative(const V& x) {
    V inside;
    if constexpr (grade_of<V> == Grade::Rounded)
      inside = math::rounded::hardswish_slope(x);
    else
      inside = (x + x + V(3)) * V(0.1666666666666666666667_c);
    return select(x <= V(-3), V(0), select(x >= V(3), V(1), inside));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, select((x > V(-3)) & (x < V(3)), V(1) / V(3), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Hardswish);

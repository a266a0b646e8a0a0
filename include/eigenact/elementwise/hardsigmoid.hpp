// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Hardsigmoid in the mobile form: min(max(x + 3, 0), 6) / 6. (Theano's and ONNX's default has
/// slope 0.2.)
/// Range [0, 1]. The derivative at -3 and 3 is 0, as in PyTorch.
/// Source: Howard et al. 2019, arXiv:1905.02244.
struct Hardsigmoid {
  static constexpr Facts facts = Facts("hardsigmoid")
                                     .formula("min(max(x + 3, 0), 6) / 6")
                                     .reference("Howard et al. 2019, arXiv:1905.02244")
                                     .also_called("h_sigmoid")
                                     .found_in("PyTorch, Keras, JAX, ggml, NNlib, timm")
                                     .kink("-3", "0")
                                     .kink("3", "0")
                                     .exact(kDerivative | kSecondDerivative)
                                     .rounded(kValue)
                                     .fast_in_float(kValue)
                                     .fast_in_double(kValue);

  template <typename V>
  static V value(const V& x) {
    if constexpr (grade_of<V> == Grade::Rounded) return math::rounded::hardsigmoid(x);
    return math::clamp(V(x + V(3)), V(0), V(6)) * V(0.1666666666666666666667_c);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select((x > V(-3)) & (x < V(3)), V(1) / V(6), V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::nan_as(y, select((y > V(0)) & (y < V(1)), V(1) / V(6), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Hardsigmoid);

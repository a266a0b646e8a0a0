// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// LogSigmoid: log(1 / (1 + e^-x)) = -softplus(-x).
/// Range (-inf, 0]. log_sigmoid(inf) = -0.
/// Source: classic; PyTorch's LogSigmoid.
struct LogSigmoid {
  static constexpr Facts facts = Facts("log_sigmoid")
                                     .formula("min(x, 0) - log1p(exp(-abs(x)))")
                                     .reference("classic")
                                     .found_in("PyTorch, Keras, JAX, NNlib")
                                     .fast_in_float(kValue | kDerivative)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    return math::log_sigmoid(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    return math::log_sigmoid_slope(x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sigmoid_slope(V(-1), x);
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::zero<V>() - math::expm1_of_negative(y);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LogSigmoid);

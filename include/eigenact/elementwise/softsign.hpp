// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Softsign: x / (1 + |x|).
/// Range [-1, 1], odd. softsign(inf) = 1.
/// Source: Turian, Bergstra & Bengio 2009, NAACL.
struct Softsign {
  static constexpr Facts facts = Facts("softsign")
                                     .formula("x / (1 + abs(x))")
                                     .reference("Turian, Bergstra & Bengio 2009, NAACL")
                                     .also_called("elliot")
                                     .found_in("PyTorch, Keras, JAX, ONNX, mlpack, NNlib")
                                     .kink("0", "1")
                                     .rounded(kValue)
                                     .fast_in_float(kAll)
                                     .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x) {
    if constexpr (grade_of<V> == Grade::Rounded) return math::rounded::softsign(x);
    const V c = math::clamp(x, V(-0x1p120), V(0x1p120));
    return c / (V(1) + math::abs(c));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V y = V(1) / (V(1) + math::abs(x));
    return y * y;
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V y = V(1) / (V(1) + math::abs(x));
    return math::with_sign_of(V(V(2) * y * y * y), V(-x));
  }
  template <typename V>
  static V derivative_from_output(const V& y) {
    return math::square(V(V(1) - math::abs(y)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Softsign);

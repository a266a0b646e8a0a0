// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/math.hpp>

namespace eigenact::core {

/// A polynomial at x, its derivative and half its second one, from its coefficients.
template <typename V>
struct Taylor {
  V value, first, half_second;
  template <typename T>
  EIGENACT_INLINE Taylor(const V& x, const T* c, int degree)
      : value(c[degree]), first(0), half_second(0) {
    for (int i = degree - 1; i >= 0; --i) {
      half_second = mul_add(half_second, x, first);
      first = mul_add(first, x, value);
      value = mul_add(value, x, V(c[i]));
    }
  }
};

}  // namespace eigenact::core

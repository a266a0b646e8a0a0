// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/arithmetic.hpp>

namespace eigenact::math {

/// The triangle with the sides 1 and |x|, without overflow: what algebraic sigmoids are made of.
template <typename V>
struct Hypotenuse {
  V size, limited, limited_root;  ///< |x|; no more than 2^100, where 1 has long ceased to matter
  V root;                         ///< sqrt(1 + x^2)

  EIGENACT_INLINE explicit Hypotenuse(const V& x)
      : size(abs(x)),
        limited(min(size, V(0x1p100))),
        limited_root(sqrt(V(V(1) + limited * limited))),
        root(select(size > V(0x1p100), size, limited_root)) {}

  /// |x| / sqrt(1 + x^2).
  EIGENACT_INLINE V sine() const { return limited / limited_root; }
  /// sqrt(1 + x^2) - |x|, without cancellation.
  EIGENACT_INLINE V excess() const { return V(0.5) / (V(0.5) * size + V(0.5) * root); }
};

}  // namespace eigenact::math

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/polynomial.hpp>
#include <eigenact/math/root_coefficients.hpp>

namespace eigenact::math {

/// usual, but weight g(x) from its expansion within 1/16 of a zero of g, where usual has cancelled.
/// Only the Medium grade needs it: the others hold their bound by more digits or by its definition.
template <typename V, std::size_t Size>
EIGENACT_INLINE V near_root(const V& x, const Root<Size>& root, const V& usual,
                            const V& weight = V(1)) {
  if constexpr (grade_of<V> == Grade::Medium) {
    const V d = (x - V(root.at.hi)) - V(root.at.lo);
    return select(abs(d) < V(0.0625), weight * d * polynomial<Size>(d, root.polynomial), usual);
  } else {
    return usual;
  }
}

/// g(x) from its expansion about a zero, in float registers.
template <typename V, std::size_t Size>
EIGENACT_INLINE V expansion(const V& x, const Root<Size>& root) {
  const auto high = static_cast<float>(root.at.hi);
  const V d = (x - V(high)) - V(root.at.hi - static_cast<double>(high));
  return d * polynomial<Size>(d, root.polynomial);
}

}  // namespace eigenact::math

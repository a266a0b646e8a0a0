// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact {
namespace formula {

struct LeftRightFacts {
  static constexpr Facts facts = Facts("left_right")
                                     .formula("x < 0 ? f(x) : g(x)")
                                     .reference("Kunc & Klema 2024, arXiv:2402.09092");
};

template <typename F, typename G>
struct LeftRight : core::Hooks<LeftRight<F, G>> {
  using Left = core::Held<F, 0, 1>;
  using Right = core::Held<G, Left::end, 2>;
  static constexpr bool is_exact = F::facts.is_exact() && G::facts.is_exact();
  static constexpr Facts combined = Right::added_to(Left::added_to(LeftRightFacts::facts));
  static constexpr Facts facts = is_exact ? combined.exact() : combined;

  template <typename Quantity, typename V, std::size_t Count>
  static V of(const V& x, const std::array<V, Count>& p) {
    return select(x < V(0), Left::template of<Quantity>(x, p), Right::template of<Quantity>(x, p));
  }
  template <typename V, std::size_t Count>
  static auto gradients_of(const V& x, const std::array<V, Count>& p) {
    const auto is_left = x < V(0);
    auto result = p;
    Left::put_gradients(x, p, result, [&](const V& slope) { return select(is_left, slope, V(0)); });
    Right::put_gradients(x, p, result,
                         [&](const V& slope) { return select(is_left, V(0), slope); });
    return result;
  }
  template <typename S, std::size_t Count>
  static bool consistent_all(const std::array<S, Count>& p) {
    return Left::consistent(p) && Right::consistent(p);
  }
};

}  // namespace formula

/// LeftRight<F, G>: f(x) for x < 0, g(x) otherwise, two elementwise activations of one scalar type.
/// The derivative at 0 is that of g. Parameters: those of f as "f1_...", then of g as "f2_...".
/// Source: Kunc & Klema 2024, arXiv:2402.09092, of piecewise activations.
template <typename F, typename G>
using LeftRight = core::Combined<formula::LeftRight<core::FormulaOf<F>, core::FormulaOf<G>>, F, G>;

}  // namespace eigenact

EIGENACT_COMBINATOR(LeftRight);

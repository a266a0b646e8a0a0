// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact {
namespace formula {

struct LearnableBlendFacts {
  static constexpr Facts facts =
      Facts("learnable_blend")
          .formula("sigmoid(logit) f(x) + sigmoid(-logit) g(x)")
          .reference("Qian et al. 2018, doi:10.1016/j.neucom.2017.06.070")
          .parameter("logit", 0);
};

template <typename F, typename G>
struct LearnableBlend : core::Hooks<LearnableBlend<F, G>> {
  using First = core::Held<F, 1, 1>;
  using Second = core::Held<G, First::end, 2>;
  static constexpr Facts facts = Second::added_to(First::added_to(LearnableBlendFacts::facts));

  template <typename Quantity, typename V, std::size_t Count>
  static V of(const V& x, const std::array<V, Count>& p) {
    return math::product(math::sigmoid(p[0]), First::template of<Quantity>(x, p)) +
           math::product(math::sigmoid(V(-p[0])), Second::template of<Quantity>(x, p));
  }
  template <typename V, std::size_t Count>
  static auto gradients_of(const V& x, const std::array<V, Count>& p) {
    const V f = math::sigmoid(p[0]), g = math::sigmoid(V(-p[0]));
    auto result = p;
    result[0] =
        f * g * (First::template of<core::Value>(x, p) - Second::template of<core::Value>(x, p));
    First::put_gradients(x, p, result, [&](const V& slope) { return f * slope; });
    Second::put_gradients(x, p, result, [&](const V& slope) { return g * slope; });
    return result;
  }
  template <typename S, std::size_t Count>
  static bool consistent_all(const std::array<S, Count>& p) {
    return First::consistent(p) && Second::consistent(p);
  }
};

}  // namespace formula

/// LearnableBlend<F, G>: sigmoid(logit) f(x) + sigmoid(-logit) g(x) of two elementwise activations
/// of one scalar type, with a trained weight. Parameters: logit (0: half each), those of f as
/// "f1_...", those of g as "f2_...".
/// Source: Qian et al. 2018, doi:10.1016/j.neucom.2017.06.070.
template <typename F, typename G>
using LearnableBlend =
    core::Combined<formula::LearnableBlend<core::FormulaOf<F>, core::FormulaOf<G>>, F, G>;

}  // namespace eigenact

EIGENACT_COMBINATOR(LearnableBlend);

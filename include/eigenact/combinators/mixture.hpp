// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact {
namespace formula {

struct MixtureFacts {
  static constexpr Facts facts = Facts("mixture")
                                     .formula("sum of exp(logit_k) f_k(x) / sum of exp(logit_k)")
                                     .reference("after Manessi & Rozza 2018, arXiv:1801.09403");
};

namespace detail {

inline constexpr std::string_view logit_names[] = {"logit1", "logit2", "logit3",
                                                   "logit4", "logit5", "logit6"};

/// The formulas of a mixture, each with its number and the place of its parameters.
template <int K, std::size_t Offset, typename... Placed>
List<Placed...> placed(List<Placed...>, List<>);
template <int K, std::size_t Offset, typename... Placed, typename F, typename... Rest>
auto placed(List<Placed...>, List<F, Rest...>) {
  using Next = core::Held<F, Offset, K>;
  return placed<K + 1, Next::end>(List<Placed..., Next>(), List<Rest...>());
}

template <typename... Expert>
constexpr Facts mixture_facts(List<Expert...>) {
  Facts facts = MixtureFacts::facts;
  for (std::size_t k = 0; k < sizeof...(Expert); ++k) facts = facts.parameter(logit_names[k], 0);
  ((facts = Expert::added_to(facts)), ...);
  return facts;
}

}  // namespace detail

template <typename... F>
struct Mixture : core::Hooks<Mixture<F...>> {
  static constexpr std::size_t experts = sizeof...(F);
  static_assert(experts >= 2 && experts <= 6, "eigenact: a mixture has 2 to 6 activations.");
  using Placed = decltype(detail::placed<1, experts>(List<>(), List<F...>()));
  static constexpr Facts facts = detail::mixture_facts(Placed());

  template <typename Quantity, typename V, std::size_t Count>
  static V of(const V& x, const std::array<V, Count>& p) {
    return sum(values<Quantity>(x, p, Placed()), weights(p));
  }
  template <typename V, std::size_t Count>
  static auto gradients_of(const V& x, const std::array<V, Count>& p) {
    const auto f = values<core::Value>(x, p, Placed()), w = weights(p);
    const V y = sum(f, w);
    auto result = p;
    for (std::size_t k = 0; k < experts; ++k) result[k] = w[k] * (f[k] - y);
    put_gradients(x, p, result, w, Placed(), std::make_index_sequence<experts>());
    return result;
  }
  template <typename S, std::size_t Count>
  static bool consistent_all(const std::array<S, Count>& p) {
    return consistent_all(p, Placed());
  }

 private:
  template <typename V>
  using Each = std::array<V, experts>;

  /// The softmax of the logits.
  template <typename V, std::size_t Count>
  static Each<V> weights(const std::array<V, Count>& p) {
    V most = p[0], total = V(0);
    for (std::size_t k = 1; k < experts; ++k) most = select(p[k] > most, p[k], most);
    Each<V> w;
    for (std::size_t k = 0; k < experts; ++k) {
      w[k] = math::exp(V(p[k] - most));
      total = total + w[k];
    }
    for (auto& weight : w) weight = weight / total;
    return w;
  }
  template <typename Quantity, typename V, std::size_t Count, typename... Expert>
  static Each<V> values(const V& x, const std::array<V, Count>& p, List<Expert...>) {
    return {Expert::template of<Quantity>(x, p)...};
  }
  template <typename V>
  static V sum(const Each<V>& f, const Each<V>& w) {
    V y = math::product(w[0], f[0]);
    for (std::size_t k = 1; k < experts; ++k) y = y + math::product(w[k], f[k]);
    return y;
  }
  template <typename V, std::size_t Count, typename... Expert, std::size_t... K>
  static void put_gradients(const V& x, const std::array<V, Count>& p, std::array<V, Count>& result,
                            const Each<V>& w, List<Expert...>, std::index_sequence<K...>) {
    (Expert::put_gradients(x, p, result, [&](const V& slope) { return w[K] * slope; }), ...);
  }
  template <typename S, std::size_t Count, typename... Expert>
  static bool consistent_all(const std::array<S, Count>& p, List<Expert...>) {
    return (... && Expert::consistent(p));
  }
};

}  // namespace formula

/// Mixture<F1, F2, ...>: the softmax-weighted sum of 2 to 6 elementwise activations of one scalar
/// type, with trained logits. Parameters: logit1, logit2, ... (0: equal weights), then those of the
/// activations as "f1_...", "f2_...". Channelwise<Mixture<...>> has weights of its own in every
/// row. Source: after Manessi & Rozza 2018, arXiv:1801.09403.
template <typename F, typename... Others>
using Mixture =
    core::Combined<formula::Mixture<core::FormulaOf<F>, core::FormulaOf<Others>...>, F, Others...>;

}  // namespace eigenact

EIGENACT_COMBINATOR(Mixture);

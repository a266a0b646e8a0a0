// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/held.hpp>

// Activations made of elementwise activations: elementwise again, so that they have two tiers,
// parameters with gradients, and may be held by Channelwise and by each other.

namespace eigenact {
namespace core {

/// The hooks of a formula that are all of one form, of<Quantity>(x, parameters).
template <typename Derived>
struct Hooks {
  template <typename V, typename... P>
  static V value(const V& x, const P&... p) {
    return Derived::template of<Value>(x, std::array<V, sizeof...(P)>{p...});
  }
  template <typename V, typename... P>
  static V derivative(const V& x, const P&... p) {
    return Derived::template of<core::Derivative>(x, std::array<V, sizeof...(P)>{p...});
  }
  template <typename V, typename... P>
  static V second_derivative(const V& x, const P&... p) {
    return Derived::template of<SecondDerivative>(x, std::array<V, sizeof...(P)>{p...});
  }
  template <typename V, typename... P>
  static auto parameter_gradients(const V& x, const P&... p) {
    return Derived::gradients_of(x, std::array<V, sizeof...(P)>{p...});
  }
  static constexpr Text consistency = held_consistency;
  template <typename S, typename... P>
  static bool consistent(const S& first, const P&... p) {
    return Derived::consistent_all(std::array<S, 1 + sizeof...(P)>{first, p...});
  }
};

/// The activation of a formula made of those of F and Others, which share their scalar and tier.
template <typename Formula, typename F, typename... Others>
struct CombinedType {
  using Scalar = typename Parts<F>::Scalar;
  using Accuracy = typename Parts<F>::Accuracy;
  static_assert((... && (std::is_same_v<Scalar, typename Parts<Others>::Scalar> &&
                         std::is_same_v<Accuracy, typename Parts<Others>::Accuracy>)),
                "eigenact: activations that are combined have one scalar type and one accuracy.");
  using type = Elementwise<Formula, Scalar, Accuracy>;
};
template <typename Formula, typename... F>
using Combined = typename CombinedType<Formula, F...>::type;

}  // namespace core

EIGENACT_LIST(combinator_list);

}  // namespace eigenact

/// Ends the header of a combinator: enters eigenact::formula::NameFacts, which says what
/// eigenact::Name is whatever it holds, in the list.
#define EIGENACT_COMBINATOR(Name)                                            \
  namespace eigenact {                                                       \
  EIGENACT_APPEND(combinator_list, formula::Name##Facts);                    \
  template <>                                                                \
  inline constexpr std::string_view type_name<formula::Name##Facts> = #Name; \
  }                                                                          \
  static_assert(true, "")

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/identity.hpp>

namespace eigenact {

namespace formula {

/// f(a) g(b) of two elementwise formulas, with the parameters of both.
template <typename F, typename G>
struct GateOf {
  using First = F;
  using Second = G;

  static constexpr Facts with_parameters_of(const Facts& from, Facts to) {
    for (int i = 0; i < from.parameter_count(); ++i)
      to =
          to.parameter(from.parameter(i).name, from.parameter(i).value, from.parameter(i).interval);
    return to;
  }
  static_assert(F::facts.parameter_count() + G::facts.parameter_count() <= Facts::kMaxParameters,
                "eigenact: too many parameters for one gated unit.");
  static constexpr Facts facts = with_parameters_of(
      G::facts, with_parameters_of(F::facts, Facts("gated").formula("f(a) * g(b)")));
};

}  // namespace formula

namespace core {

template <typename First, typename Second>
struct GatedOf;
template <typename F, typename G, typename S, typename Accuracy>
struct GatedOf<Elementwise<F, S, Accuracy>, Elementwise<G, S, Accuracy>> {
  using type = GatedUnit<formula::GateOf<F, G>, S, Accuracy>;
};
template <typename F, typename S, typename Accuracy>
struct GatedOf<Elementwise<F, S, Accuracy>, void>
    : GatedOf<Elementwise<F, S, Accuracy>, Elementwise<formula::Identity, S, Accuracy>> {};

}  // namespace core

/// The gated unit of any elementwise activation: Gated<Softplus<float>> is softplus(a) b, and
/// Gated<Tanh<float>, Sigmoid<float>> is tanh(a) sigmoid(b). Its parameters are those of the first
/// activation, then of the second.
template <typename Activation, typename Second = void>
using Gated = typename core::GatedOf<Activation, Second>::type;

}  // namespace eigenact

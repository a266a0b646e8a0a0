// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>

// The gradients of the parameters, alone and with the one of x.

namespace eigenact {

namespace core {

/// x where it lies in memory, its value elsewhere.
template <typename X>
decltype(auto) in_memory(const X& x) {
  if constexpr (has_memory<X>)
    return (x);
  else
    return typename X::PlainObject(x);
}

}  // namespace core

template <typename Formula, typename S, typename Accuracy>
template <core::Direction D, typename X, typename G>
auto Rowwise<Formula, S, Accuracy>::gradient_to_parameters(const X& x, const G& gradient) const
    -> ParameterArray {
  static_assert(core::has_parameter_gradient<Formula>,
                "eigenact: no parameter of this activation is trained.");
  core::check_scalars<S, X, G>();
  core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
  const auto& xs = core::in_memory_as<typename X::PlainObject>(x);
  const auto& gs = core::in_memory_as<typename X::PlainObject>(gradient);
  const auto sums = Formula::parameter_gradient(parameters_.data(), core::const_lines_of<D>(xs),
                                                core::const_lines_of<D>(gs));
  ParameterArray result;
  for (int i = 0; i < parameter_count; ++i)
    result(i) = static_cast<Scalar>(
        static_cast<core::ComputeScalar<Scalar>>(sums[static_cast<std::size_t>(i)]));
  return result;
}

template <typename Formula, typename S, typename Accuracy>
template <core::Direction D, typename X, typename G, typename GX, typename GP>
void Rowwise<Formula, S, Accuracy>::both_gradients(const X& x, const G& gradient, GX&& x_result,
                                                   GP&& parameters_gradient) const {
  using namespace core;
  check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using Result = std::remove_reference_t<decltype(x_gradient)>;
  check_scalars<S, X, G, Result, std::remove_reference_t<GP>>();
  const auto name = Formula::facts.name();
  require_same_shape(name, "the gradient", x, gradient);
  require_fit(name, "the gradient of x", x, x_gradient);
  require_parameter_fit(name, parameter_count, parameters_gradient);
  if constexpr (!has_memory<X> || !has_memory<G>) {  // is computed once
    both_gradients<D>(in_memory(x), in_memory(gradient), x_gradient, parameters_gradient);
  } else if constexpr (Formula::backward_takes_x) {
    const ParameterArray sums = gradient_to_parameters<D>(x, gradient);
    x_gradient = gradient_to_x<D>(x, gradient);
    assign_parameters(parameters_gradient, sums);
  } else {  // f(x) stands where its gradient will
    const Conflict conflict(x_gradient);
    if (conflict.with(gradient, Reads::Anywhere))
      return both_gradients<D>(x, typename G::PlainObject(gradient), x_gradient,
                               parameters_gradient);
    const ParameterArray sums = gradient_to_parameters<D>(x, gradient);
    x_gradient = forward<D>(x);
    x_gradient = gradient_to_x<D>(x_gradient, gradient);
    assign_parameters(parameters_gradient, sums);
  }
}

}  // namespace eigenact

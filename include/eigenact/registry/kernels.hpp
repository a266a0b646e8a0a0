// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/registry/loops.hpp>

EIGENACT_PACKETS_BEGIN

// The passes of an elementwise activation over numbers that lie side by side, as pointers to
// functions: loops without expression templates, whose rest is one more register. So the whole
// catalogue compiles in a third of the time.

namespace eigenact::registry {

/// One activation, compiled for one scalar and accuracy.
template <typename S>
struct Kernels {
  using Pass = void (*)(const S* parameters, const S* x, S* y, Eigen::Index size);

  const Facts* facts;
  Pass value, derivative, second_derivative;
  void (*value_and_derivative)(const S* parameters, const S* x, S* y, S* dy, Eigen::Index size);
  void (*parameter_gradient)(const S* parameters, const S* x, const S* gradient, Eigen::Index size,
                             S* sums);
  /// Throws if a parameter is inadmissible.
  void (*validate)(const S* parameters);
};

namespace detail {

template <typename Formula, typename S>
std::array<S, static_cast<std::size_t>(Formula::facts.parameter_count())> values_of(const S* p) {
  std::array<S, static_cast<std::size_t>(Formula::facts.parameter_count())> values{};
  std::copy(p, p + values.size(), values.begin());
  return values;
}

/// Writes the results of Quantity to y...
template <typename Formula, typename Quantity, typename Accuracy, typename S, typename... Results>
void pass(const S* parameters, const S* x, Results*... y, Eigen::Index size) {
  core::evaluate_numbers<Formula, Quantity, Accuracy>(values_of<Formula>(parameters), size, x,
                                                      y...);
}

template <typename Formula, typename S>
void parameter_gradient(const S* parameters, const S* x, const S* gradient, Eigen::Index size,
                        S* sums) {
  if constexpr (Formula::facts.parameter_count() > 0) {
    core::ParameterSums<Formula, S> all(parameters);
    Eigen::Index at = 0;
    if constexpr (core::has_registers<S>) {
      using Packet = simd::packet_of<S>;
      for (; at + simd::size_of<Packet> <= size; at += simd::size_of<Packet>)
        all.add_packet(simd::load<Packet>(x + at), simd::load<Packet>(gradient + at));
    }
    for (; at < size; ++at) all.add(x[at], gradient[at]);
    const auto result = all.result();
    std::copy(result.data(), result.data() + result.size(), sums);
  }
}

template <typename Formula, typename S>
void validate(const S* parameters) {
  if constexpr (Formula::facts.parameter_count() > 0) {
    using Values = Eigen::Array<S, Formula::facts.parameter_count(), 1>;
    core::Parameters<Formula, S>().set(Eigen::Map<const Values>(parameters));
  }
}

}  // namespace detail

template <typename Formula, typename S, typename Accuracy>
const Kernels<S>& kernels() {
  static constexpr Kernels<S> all{
      &Formula::facts,
      detail::pass<Formula, core::Value, Accuracy, S, S>,
      detail::pass<Formula, core::Derivative, Accuracy, S, S>,
      detail::pass<Formula, core::SecondDerivative, Accuracy, S, S>,
      detail::pass<Formula, core::ValueAndDerivative, Accuracy, S, S, S>,
      detail::parameter_gradient<Formula, S>,
      detail::validate<Formula, S>};
  return all;
}

}  // namespace eigenact::registry

EIGENACT_PACKETS_END

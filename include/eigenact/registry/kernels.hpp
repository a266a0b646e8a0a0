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
  void (*check)(const S* parameters);
};

namespace detail {

template <typename Formula, typename S>
std::array<S, static_cast<std::size_t>(Formula::facts.parameter_count())> values_of(const S* p) {
  std::array<S, static_cast<std::size_t>(Formula::facts.parameter_count())> values{};
  std::copy(p, p + values.size(), values.begin());
  return values;
}

/// Writes the results of Quantity to y[0], y[1], ...
template <typename Formula, typename Quantity, typename Accuracy, typename S>
EIGENACT_INLINE void run(const S* parameters, const S* x, std::array<S*, Quantity::results> y,
                         Eigen::Index size) {
  core::run_with<Formula, Quantity>(values_of<Formula>(parameters), [&](const auto& p) {
    for (Eigen::Index at = 0; at < size; at += step<S>) {
      if constexpr (step < S >> 1) {
        const auto result =
            core::evaluate_packet<Formula, Quantity, Accuracy>(load(x, at, size), p.data());
        for (std::size_t i = 0; i < y.size(); ++i) store(y[i], at, size, result[i]);
      } else {
        const auto result = core::evaluate_element<Formula, Quantity, Accuracy, S>(x[at], p.data());
        for (std::size_t i = 0; i < y.size(); ++i) y[i][at] = result[i];
      }
    }
  });
}

template <typename Formula, typename Quantity, typename Accuracy, typename S>
void pass(const S* parameters, const S* x, S* y, Eigen::Index size) {
  run<Formula, Quantity, Accuracy, S>(parameters, x, {y}, size);
}

template <typename Formula, typename Accuracy, typename S>
void value_and_derivative(const S* parameters, const S* x, S* y, S* dy, Eigen::Index size) {
  run<Formula, core::ValueAndDerivative, Accuracy, S>(parameters, x, {y, dy}, size);
}

template <typename Formula, typename S>
void parameter_gradient(const S* parameters, const S* x, const S* gradient, Eigen::Index size,
                        S* sums) {
  if constexpr (Formula::facts.parameter_count() > 0) {
    core::ParameterSums<Formula, S> all(parameters);
    Eigen::Index at = 0;
    if constexpr (step < S >> 1) {
      for (; at + step<S> <= size; at += step<S>)
        all.add_packet(load(x, at, size), load(gradient, at, size));
    }
    for (; at < size; ++at) all.add(x[at], gradient[at]);
    const auto result = all.result();
    std::copy(result.data(), result.data() + result.size(), sums);
  }
}

template <typename Formula, typename S>
void check(const S* parameters) {
  if constexpr (Formula::facts.parameter_count() > 0) {
    using Values = Eigen::Array<S, Formula::facts.parameter_count(), 1>;
    core::Parameters<Formula, S>().set(Eigen::Map<const Values>(parameters));
  }
}

}  // namespace detail

template <typename Formula, typename S, typename Accuracy>
const Kernels<S>& kernels() {
  static constexpr Kernels<S> all{&Formula::facts,
                                  detail::pass<Formula, core::Value, Accuracy, S>,
                                  detail::pass<Formula, core::Derivative, Accuracy, S>,
                                  detail::pass<Formula, core::SecondDerivative, Accuracy, S>,
                                  detail::value_and_derivative<Formula, Accuracy, S>,
                                  detail::parameter_gradient<Formula, S>,
                                  detail::check<Formula, S>};
  return all;
}

}  // namespace eigenact::registry

EIGENACT_PACKETS_END

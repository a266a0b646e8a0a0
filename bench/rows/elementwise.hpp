// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of an elementwise activation.

namespace eigenact::bench {

inline constexpr Operation backward_from_output{"backward_from_output", 3};

/// The derivative as a function of the output, where the output determines it.
template <typename Formula, typename S, typename Accuracy>
void add_from_output(const Elementwise<Formula, S, Accuracy>& f) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  if constexpr (core::has_output_form<Formula, count>) {
    try {  // for some parameters it does not
      core::check_output_form<Formula>(f.parameters().data(), std::make_index_sequence<count>());
    } catch (const std::invalid_argument&) {
      return;
    }
    const Prepare prepare = [&f](const Operands& o) -> Kernel {
      const auto saved = std::make_shared<const Eigen::Array<S, Eigen::Dynamic, 1>>(f(o.x<S>()));
      return [&f, saved](const Operands& operands) {
        operands.y<S>() = f.backward_from_output(*saved, operands.gradient<S>());
      };
    };
    rows().push_back({"elementwise", f.name(), backward_from_output, scalar_type<S>, tier<Accuracy>,
                      nullptr, prepare});
  }
}

template <typename F, typename S, typename Accuracy>
void add_elementwise_tier() {
  // Not a constant in the kernels: a compiler that knows the parameters would simplify the formula.
  static const F f;
  const auto add = [](const Operation& operation, auto kernel) {
    rows().push_back({"elementwise", f.name(), operation, scalar_type<S>, tier<Accuracy>, kernel});
  };
  add(forward, [](const Operands& o) { o.y<S>() = f(o.x<S>()); });
  add(derivative, [](const Operands& o) { o.y<S>() = f.derivative(o.x<S>()); });
  add(backward, [](const Operands& o) { o.y<S>() = f.backward(o.x<S>(), o.gradient<S>()); });
  add(fused, [](const Operands& o) { f.value_and_derivative(o.x<S>(), o.y<S>(), o.slope<S>()); });
  add_from_output(f);
}

template <template <typename, typename> class F, typename S>
bool add_elementwise() {
  add_elementwise_tier<F<S, Fast>, S, Fast>();
  add_elementwise_tier<F<S, Precise>, S, Precise>();
  return true;
}

}  // namespace eigenact::bench

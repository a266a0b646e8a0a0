// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/expansion.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of a basis expansion: as its default constructor makes it and, of some, a larger one.

namespace eigenact::bench {

template <typename F, typename S, typename Accuracy>
void add_expansion(const std::string& name, const F& expansion) {
  const auto f = std::make_shared<const F>(expansion);
  rows().push_back({"basis", name, forward, scalar_type<S>, tier<Accuracy>,
                    [f](const Operands& o) { o.y<S>() = (*f)(o.x<S>()); }});
  const Prepare prepare = [f](const Operands&) -> Kernel {
    // Allocated once: a training loop keeps it.
    const auto gradients = std::make_shared<typename F::ParameterArray>(f->parameters());
    return [f, gradients](const Operands& o) {
      f->backward(o.x<S>(), o.gradient<S>(), o.y<S>(), *gradients);
    };
  };
  rows().push_back(
      {"basis", name, all_gradients, scalar_type<S>, tier<Accuracy>, nullptr, prepare});
}

template <typename F, typename S, typename Accuracy>
void add_basis_tier() {
  const std::string name = F::name();
  add_expansion<F, S, Accuracy>(name, F());
  if (name == "staf" || name == "fourier") {
    if constexpr (std::is_constructible_v<F, int>)
      add_expansion<F, S, Accuracy>(name + "(25)", F(25));
  } else if (name == "bspline") {
    if constexpr (std::is_constructible_v<F, int, int, int, int, bool>)
      add_expansion<F, S, Accuracy>(name + "(8,3)", F(8, 3, -4, 4, true));
  }
}

template <template <typename, typename> class F, typename S>
bool add_basis() {
  add_basis_tier<F<S, Fast>, S, Fast>();
  add_basis_tier<F<S, Precise>, S, Precise>();
  return true;
}

}  // namespace eigenact::bench

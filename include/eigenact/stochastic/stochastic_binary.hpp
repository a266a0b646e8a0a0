// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/elementwise/sigmoid.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The stochastic binary unit: 1 with probability sigmoid(x), else 0. The mean is the sigmoid, and
/// its derivative stands in for that of a step (straight-through estimator).
/// Source: Bengio, Leonard & Courville 2013, arXiv:1308.3432.
struct StochasticBinary {
  static constexpr Facts facts =
      Facts("stochastic_binary")
          .formula("chance < 1 / (1 + exp(-x)) ? 1 : 0")
          .reference("Bengio, Leonard & Courville 2013, arXiv:1308.3432");
  static constexpr Text sample = "chance, uniform in [0, 1)";
  static constexpr bool is_trained = false;
  using Mean = Sigmoid;

  static double draw(const Philox& random, std::uint64_t index) { return random.uniform(index); }
  template <typename V>
  static V value(const V& x, const V& chance) {
    return math::nan_as(x, select(chance < math::sigmoid(x), V(1), V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V&) {
    return math::weighted_sigmoid_slope(V(1), x);
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(StochasticBinary);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The zero-one map that GELU is the mean of: x with probability Phi(x), else 0. The choice counts
/// as a constant in the derivative.
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2.
struct StochasticGELU {
  static constexpr Facts facts = Facts("stochastic_gelu")
                                     .formula("chance < erfc(-x / sqrt(2)) / 2 ? x : 0")
                                     .reference("Hendrycks & Gimpel 2016, arXiv:1606.08415")
                                     .also_called("gelu_dropout");
  static constexpr Text sample = "chance, uniform in [0, 1)";
  static constexpr bool is_trained = false;
  using Mean = GELU;

  static double draw(const Philox& random, std::uint64_t index) { return random.uniform(index); }
  template <typename V>
  static V value(const V& x, const V& chance) {
    return math::nan_as(x, select(chance < math::normal_cdf(x), x, V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V& chance) {
    return math::nan_as(x, select(chance < math::normal_cdf(x), V(1), V(0)));
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(StochasticGELU);

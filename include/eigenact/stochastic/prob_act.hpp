// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// ProbAct: ReLU with normal noise added, relu(x) + sigma * noise. The mean is ReLU. The derivative
/// at 0 is 0.
/// @param sigma  the standard deviation, finite, 1 by default; may be trained.
/// Source: Shridhar et al. 2019, arXiv:1905.10761.
struct ProbAct {
  static constexpr Facts facts = Facts("prob_act")
                                     .formula("max(x, 0) + sigma * noise")
                                     .reference("Shridhar et al. 2019, arXiv:1905.10761")
                                     .parameter("sigma", 1)
                                     .kink("0", "0")
                                     .exact();
  static constexpr Text sample = "noise, standard normal";
  static constexpr bool is_trained = true;
  using Mean = ReLU;

  static double draw(const Philox& random, std::uint64_t index, double) {
    return random.normal(index);
  }
  template <typename V>
  static V value(const V& x, const V& noise, const V& sigma) {
    return mul_add(sigma, noise, math::max(x, V(0)));
  }
  template <typename V>
  static V derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, select(x > V(0), V(1), V(0)));
  }
  template <typename V>
  static auto parameter_gradients(const V&, const V& noise, const V&) {
    return gradients(noise);
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(ProbAct);

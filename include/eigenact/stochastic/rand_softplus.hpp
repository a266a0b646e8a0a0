// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The mean of RandSoftplus: that of ReLU and Softplus. The derivative at 0 is 1/4.
struct RandSoftplusMean {
  static constexpr Facts facts = Facts("rand_softplus_mean")
                                     .formula("max(x, 0) + log1p(exp(-abs(x))) / 2")
                                     .reference("the mean of rand_softplus")
                                     .kink("0", "0.25");

  template <typename V>
  static V value(const V& x) {
    return math::max(x, V(0)) + V(0.5) * math::softplus(math::minus_abs(x));
  }
  template <typename V>
  static V derivative(const V& x) {
    const V tail = math::weighted_sigmoid(V(0.5), math::minus_abs(x));
    return select(x > V(0), V(1) - tail, tail);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    return math::weighted_sigmoid_slope(V(0.5), x);
  }
};

/// RandSoftplus: (1 - a) relu(x) + a softplus(x) with a random a of every element, uniform between
/// 0 and 1. The derivative of relu at 0 is 0.
/// Source: Chen, Mai, Xiao & Zhang 2019, Neural Computation 31; the uniform distribution is ours.
struct RandSoftplus {
  static constexpr Facts facts =
      Facts("rand_softplus")
          .formula("max(x, 0) + a * log1p(exp(-abs(x)))")
          .reference("after Chen, Mai, Xiao & Zhang 2019, Neural Computation 31")
          .kink("0", "a / 2");
  static constexpr Text sample = "a, uniform in [0, 1)";
  static constexpr bool is_trained = false;
  using Mean = RandSoftplusMean;

  static double draw(const Philox& random, std::uint64_t index) { return random.uniform(index); }
  template <typename V>
  static V value(const V& x, const V& a) {
    return math::max(x, V(0)) + a * math::softplus(math::minus_abs(x));
  }
  template <typename V>
  static V derivative(const V& x, const V& a) {
    const V tail = math::weighted_sigmoid(a, math::minus_abs(x));
    return select(x > V(0), V(1) - tail, tail);
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(RandSoftplus);

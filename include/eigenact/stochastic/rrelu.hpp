// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// RReLU: LeakyReLU with a random slope of every element, uniform between lower and upper. The mean
/// has the slope (lower + upper) / 2. The derivative at 0 is the slope, as in PyTorch.
/// @param lower, upper  finite, lower <= upper; 1/8 and 1/3 by default, as in PyTorch.
/// Source: Xu, Wang, Chen & Li 2015, arXiv:1505.00853.
struct RReLU {
  static constexpr Facts facts = Facts("rrelu")
                                     .formula("x > 0 ? x : slope * x")
                                     .reference("Xu, Wang, Chen & Li 2015, arXiv:1505.00853")
                                     .also_called("randomized_leaky_relu")
                                     .found_in("PyTorch, NNlib, TF Addons")
                                     .parameter("lower", 0.125)
                                     .parameter("upper", 1.0 / 3)
                                     .kink("0", "slope")
                                     .exact();
  static constexpr Text sample = "slope, uniform in [lower, upper]";
  static constexpr bool is_trained = false;
  using Mean = LeakyReLU;

  static double mean_parameter(double lower, double upper) { return lower + (upper - lower) / 2; }
  static double draw(const Philox& random, std::uint64_t index, double lower, double upper) {
    const double u = random.uniform(index);
    return (1 - u) * lower + u * upper;
  }
  template <typename V>
  static V value(const V& x, const V& slope, const V&, const V&) {
    return select(x > V(0), x, math::product_of_low(slope, x));
  }
  template <typename V>
  static V derivative(const V& x, const V& slope, const V&, const V&) {
    return math::nan_as(x, select(x > V(0), V(1), slope));
  }
  static constexpr Text consistency = "lower <= upper";
  template <typename S>
  static bool consistent(const S& lower, const S& upper) {
    return lower <= upper;
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(RReLU);

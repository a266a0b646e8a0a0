// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/elementwise/erf.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Derf: gamma erf(alpha x + shift) + beta, in the place of a normalization.
/// Range [beta - |gamma|, beta + |gamma|].
/// @param alpha  slope, any finite number, starts at 0.5; one for a layer.
/// @param shift  of the argument (the s of the paper), any finite number, starts at 0; one for a
///     layer.
/// @param gamma  amplitude, any finite number, starts at 1; one for a channel.
/// @param beta  offset, any finite number, starts at 0; one for a channel.
/// Source: Chen et al. 2025, arXiv:2512.10938.
struct Derf {
  static constexpr Facts facts = Facts("derf")
                                     .formula("gamma * erf(alpha * x + shift) + beta")
                                     .reference("Chen et al. 2025, arXiv:2512.10938")
                                     .also_called("dynamic_erf")
                                     .parameter("alpha", 0.5)
                                     .parameter("shift", 0)
                                     .parameter("gamma", 1)
                                     .parameter("beta", 0)
                                     .offset("beta");

  template <typename V>
  static V value(const V& x, const V& alpha, const V& shift, const V& gamma, const V& beta) {
    return math::where_terms_cancel(sum, beta, x, alpha, shift, gamma, beta);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& shift, const V& gamma, const V&) {
    const V weight = V(Erf::slope) * gamma * alpha;
    return math::weighted_bell_of_sum(weight, alpha, limited(x, alpha), shift);
  }
  template <typename V>
  static V second_derivative(const V& x, const V& alpha, const V& shift, const V& gamma, const V&) {
    const V z = math::clamp(argument(x, alpha, shift), V(-200), V(200));
    const V weight = V(-2) * V(Erf::slope) * gamma * alpha * alpha * z;
    return math::weighted_bell_of_sum(weight, alpha, limited(x, alpha), shift);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& shift, const V& gamma,
                                  const V&) {
    const V z = argument(x, alpha, shift), c = V(Erf::slope) * gamma;
    const V still = select(alpha == V(0), c * math::bell(z) * x, V(0));
    const V moving = math::weighted_bell(math::bounded(V(c * math::bounded(x))), z);
    return gradients(select(alpha == V(0), still, moving), math::weighted_bell(c, z), math::erf(z),
                     math::nan_as(x, V(1)));
  }

 private:
  template <typename V>
  static V limited(const V& x, const V& alpha) {
    return select(alpha == V(0), math::clamp(x, V(-1), V(1)), x);
  }
  template <typename V>
  static V argument(const V& x, const V& alpha, const V& shift) {
    return math::affine(alpha, limited(x, alpha), shift);
  }
  struct Sum {
    template <typename V>
    V operator()(const V& x, const V& alpha, const V& shift, const V& gamma, const V& beta) const {
      const V z = argument(x, alpha, shift), end = select(z < V(0), -gamma, gamma);
      const V line = V(Erf::slope) * math::product(V(gamma * alpha), x);  // where z is subnormal
      const auto tiny = (math::abs(z) < V(0x1p-200)) & (shift == V(0));
      return math::offset_sum(beta, select(tiny, line, gamma * math::erf(z)), end,
                              math::weighted_erfc(end, math::abs(z)), math::abs(z) > V(0.5));
    }
  };
  static constexpr Sum sum{};
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Derf);

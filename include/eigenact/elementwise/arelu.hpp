// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// AReLU, the attention-based ReLU: (1 + sigmoid(beta)) x for x > 0, alpha x otherwise, with alpha
/// clamped to [0.01, 0.99].
/// Range (-inf, inf), monotone. The derivative at 0 is that of the left side.
/// @param alpha, beta  any finite numbers; they start at 0.9 and 2. An alpha outside of its range
///     has the gradient 0.
/// Source: Chen, Li & Xu 2020, arXiv:2006.13858.
struct AReLU {
  static constexpr Facts facts =
      Facts("arelu")
          .formula("x > 0 ? (1 + 1 / (1 + exp(-beta))) * x : min(max(alpha, 0.01), 0.99) * x")
          .reference("Chen, Li & Xu 2020, arXiv:2006.13858")
          .parameter("alpha", 0.9)
          .parameter("beta", 2)
          .kink("0", "min(max(alpha, 0.01), 0.99)")
          .fast_in_float(kAll)
          .fast_in_double(kAll);

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    return slope(x, alpha, beta) * x;
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    return math::nan_as(x, slope(x, alpha, beta));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    const auto inside = (alpha > V(0.01_c)) & (alpha < V(0.99_c));
    const V rise = math::weighted_sigmoid_slope(math::max(x, V(0)), beta);
    return gradients(select(inside, math::min(x, V(0)), V(0)),
                     select(math::abs(beta) > V(1400), V(0), rise));
  }

 private:
  template <typename V>
  static V slope(const V& x, const V& alpha, const V& beta) {
    return select(x > V(0), V(1) + math::sigmoid(beta), math::clamp(alpha, V(0.01_c), V(0.99_c)));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(AReLU);

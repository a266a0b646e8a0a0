// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/elementwise/silu.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// FTSwish, flatten-T Swish: x sigmoid(x) + T for x >= 0, T otherwise.
/// Range [T, inf). The derivative at 0 is that of the right side, 1/2.
/// @param T  any finite number, -0.2 by default.
/// Source: Chieng, Wahid, Ong & Perla 2018, arXiv:1812.06247.
struct FTSwish {
  static constexpr Facts facts = Facts("ftswish")
                                     .formula("x >= 0 ? x / (1 + exp(-x)) + T : T")
                                     .reference("Chieng et al. 2018, arXiv:1812.06247")
                                     .also_called("flatten_t_swish, flatten_threshold_swish")
                                     .found_in("mlpack")
                                     .parameter("T", -0.2)
                                     .kink("0", "1 / 2")
                                     .fast_in_double(kDerivative);

  template <typename V>
  static V value(const V& x, const V& t) {
    const V sum = math::sum_of_terms([](const auto&... v) { return shifted(v...); }, x, t);
    return select(x < V(0), t, sum);
  }
  template <typename V>
  static V derivative(const V& x, const V&) {
    return select(x < V(0), V(0), SiLU::derivative(x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&) {
    return select(x < V(0), V(0), SiLU::second_derivative(x));
  }
  template <typename V>
  static auto parameter_gradients(const V&, const V&) {
    return gradients(V(1));
  }

 private:
  template <typename V>
  static math::TermSum<V> shifted(const V& x, const V& t) {
    return {SiLU::value(x) + t, math::abs(t)};
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(FTSwish);

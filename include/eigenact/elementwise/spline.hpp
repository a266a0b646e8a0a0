// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Spline: x^2 log(1 + x); NaN below -1.
/// Range [-inf, inf]. spline(-1) = -inf, where the derivative is inf.
/// After `using namespace Eigen` say SplineActivation: Eigen's splines have the name too.
/// Source: mlpack's SplineFunction.
struct Spline {
  static constexpr Facts facts = Facts("spline")
                                     .formula("x^2 * log1p(x)")
                                     .reference("mlpack, SplineFunction")
                                     .found_in("mlpack")
                                     .defined_from("-1")
                                     .kink("-1", "1 / 0")
                                     .fast_in_double(kValue | kDerivative);

  template <typename V>
  static V value(const V& x) {
    return math::square(x) * math::log1p(x);
  }
  template <typename V>
  static V derivative(const V& x) {
    if constexpr (grade_of<V> == Grade::Double) {  // far out; pairs do not know infinity
      const V y = math::detail::rounded<V>(slope(Twofold<V, Grade::Compensated>(x)));
      return select(math::is_finite(x), y, math::log1p(x));
    } else {
      return slope(x);
    }
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const V q = quotient(x);
    return V(2) * math::log1p(x) + q * (V(4) - q);
  }

 private:
  template <typename V>
  static V slope(const V& x) {
    return x * (V(2) * math::log1p(x) + quotient(x));
  }
  // x / (1 + x), 1 at infinity.
  template <typename V>
  static V quotient(const V& x) {
    const V c = math::min(x, V(0x1p100));
    return c / (V(1) + c);
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Spline);

namespace eigenact {

/// Spline by a name that is not Eigen's too.
template <typename Scalar, typename Accuracy = Fast>
using SplineActivation = Spline<Scalar, Accuracy>;

}  // namespace eigenact

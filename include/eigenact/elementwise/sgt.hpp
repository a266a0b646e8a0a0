// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// SGT: tanh(-a |x|^alpha) for x < 0, tanh(b x^beta) otherwise; the sign-safe reading of the
/// paper's a x^alpha.
/// Range [-1, 1] for positive a and b. The derivative at 0 is that of the right side: infinite
/// for beta < 1.
/// @param a, alpha  factor (finite, 0.1 by default) and trained exponent (positive, starts at 1)
///     of the left side.
/// @param b, beta  the same on the right (1.1 and 1).
/// Source: Khagi & Kwon 2022, doi:10.1038/s41598-022-19020-y. SGTGamma is another reading.
struct SGT {
  static constexpr Facts facts = Facts("sgt")
                                     .formula("x < 0 ? tanh(-a * abs(x)^alpha) : tanh(b * x^beta)")
                                     .reference("Khagi & Kwon 2022, doi:10.1038/s41598-022-19020-y")
                                     .parameter("a", 0.1)
                                     .parameter("alpha", 1, positive)
                                     .parameter("b", 1.1)
                                     .parameter("beta", 1, positive)
                                     .kink("0", "b * beta * 0^(beta - 1)");

  /// One side: tanh(y), y = k |x|^p, with k and p those of the side x is on.
  template <typename V>
  struct Side {
    V k, p, log_x, y;
    Side(const V& x, const V& a, const V& alpha, const V& b, const V& beta)
        : k(select(x < V(0), -a, b)),
          p(select(x < V(0), alpha, beta)),
          log_x(math::log(math::abs(x))),
          y(math::weighted_power(k, math::abs(x), p, log_x)) {}
    /// dy/dx.
    V slope(const V& x) const {
      const V size = math::weighted_exp(V(k * p), math::product(V(p - V(1)), log_x));
      return select(x < V(0), -size, size);
    }
    /// d2y/dx2.
    V bend() const {
      return math::weighted_exp(V(k * p * (p - V(1))), math::product(V(p - V(2)), log_x));
    }
    /// w (1 - tanh(y)^2), 0 where tanh has long saturated; w may be near the end of the range.
    V damped(const V& w) const {
      const auto large = math::abs(w) > V(0x1p1000);
      const V z = math::weighted_sech_squared(select(large, V(0.25) * w, w), y);
      return if_unsaturated(select(large, V(4) * z, z), math::with_sign_of(V(0), w));
    }
    /// z, but zero where tanh has long saturated.
    V if_unsaturated(const V& z, const V& zero = V(0)) const {
      return select(math::abs(y) >= V(1000), zero, z);
    }
  };

  template <typename V>
  static V bend_of(const V& x, const V& a, const V& alpha, const V& b, const V& beta) {
    const Side<V> side(x, a, alpha, b, beta);
    const V dy = side.slope(x), ddy = side.bend();
    return side.damped(V(ddy - V(2) * math::tanh(side.y) * dy * dy));
  }

  template <typename V>
  static V value(const V& x, const V& a, const V& alpha, const V& b, const V& beta) {
    const V zero = x * select(math::with_sign_of(V(1), x) < V(0), a, b);
    return select(math::abs(x) > V(0), math::tanh(Side<V>(x, a, alpha, b, beta).y), zero);
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& alpha, const V& b, const V& beta) {
    const Side<V> side(x, a, alpha, b, beta);
    return side.damped(side.slope(x));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& a, const V& alpha, const V& b, const V& beta) {
    const auto bend = [](const auto&... arguments) { return bend_of(arguments...); };
    return math::with_all_digits(bend, x, a, alpha, b, beta);  // its terms may cancel
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& a, const V& alpha, const V& b,
                                  const V& beta) {
    const Side<V> side(x, a, alpha, b, beta);
    const auto left = x < V(0);
    const V power = math::exp(V(side.p * side.log_x)),
            slope = math::weighted_sech_squared(V(1), side.y);
    const V factor = side.if_unsaturated(V(slope * power));
    const V exponent = side.if_unsaturated(V(slope * math::product(side.y, side.log_x)));
    const V none = math::nan_as(x, V(0));
    return gradients(select(left, -factor, none), select(left, exponent, none),
                     select(left, none, factor), select(left, none, exponent));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(SGT);

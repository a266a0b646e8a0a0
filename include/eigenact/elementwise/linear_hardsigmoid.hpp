// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The hard sigmoid of ONNX and Theano: alpha x + beta clamped to [0, 1], with slope 0.2 where
/// Hardsigmoid has 1/6.
/// Range [0, 1]. The derivative at both kinks is 0, as PyTorch's convention is. For alpha = 0,
/// which ONNX admits, it is the constant beta in [0, 1], at infinity too.
/// @param alpha  slope: any finite number, 0.2 by default.
/// @param beta  any finite number, 0.5 by default.
/// Source: Courbariaux, Bengio & David 2015, arXiv:1511.00363; ONNX operator HardSigmoid.
struct LinearHardsigmoid {
  static constexpr Facts facts =
      Facts("linear_hardsigmoid")
          .formula("min(max(alpha * x + beta, 0), 1)")
          .reference("Courbariaux, Bengio & David 2015, arXiv:1511.00363")
          .also_called("hard_sigmoid_onnx")
          .found_in("ONNX, oneDNN, mlpack")
          .parameter("alpha", 0.2)
          .parameter("beta", 0.5)
          .kink("-beta / alpha", "0")
          .kink("(1 - beta) / alpha", "0")
          .fast_in_float_with_fma(kValue)
          .fast_in_double_with_fma(kValue | kDerivative);

  template <typename V>
  static V value(const V& x, const V& alpha, const V& beta) {
    // the constant that a slope of 0 gives is both bounds of another line: no 0 times infinity, and
    // nothing that depends on x
    const auto is_flat = alpha == V(0);
    const V constant = math::clamp(beta, V(0), V(1)), slope = select(is_flat, V(1), alpha);
    return math::clamp(math::affine(slope, x, beta), V(select(is_flat, constant, V(0))),
                       V(select(is_flat, constant, V(1))));
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& beta) {
    return math::nan_as(x, select(is_inside(x, alpha, beta), alpha, V(0)));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& beta) {
    // no 0 times infinity for a slope of 0, with which all x are inside or none
    const V at = select((alpha == V(0)) & (x == x), V(0), x);
    const auto inside = is_inside(at, alpha, beta);
    return gradients(select(inside, x, V(0)), select(inside, V(1), V(0)));
  }
  template <typename V>
  static V derivative_from_output(const V& y, const V& alpha, const V&) {
    return math::nan_as(y, select((y > V(0)) & (y < V(1)), alpha, V(0)));
  }

 private:
  // 0 < alpha x + beta < 1, scaled so that no product with a subnormal x is 0.
  template <typename V>
  static auto is_inside(const V& x, const V& alpha, const V& beta) {
    if constexpr (grade_of<V> == Grade::Double) {
      using Pair = Twofold<V>;
      return is_inside(Pair(x), Pair(alpha), Pair(beta));
    } else {
      const V scale(0x1p300), a = scale * alpha;
      return (math::affine(a, x, V(scale * beta)) > V(0)) &
             (math::affine(V(-a), x, V(scale * (V(1) - beta))) > V(0));
    }
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(LinearHardsigmoid);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// Dual line: a x + m for x > 0, b x + m otherwise; DPReLU is the one with m = 0.
/// The derivative at 0 is b, as PyTorch's PReLU has it.
/// @param a, b, m  any finite numbers: the slopes on the right and on the left, which start at 1
///     and 0.25, and the mean shift, which starts at 0.
/// Source: Balaji, Kavya & Sebastian 2019, arXiv:1912.10752.
struct DualLine {
  static constexpr Facts facts = Facts("dual_line")
                                     .formula("(x > 0 ? a : b) * x + m")
                                     .reference("Balaji, Kavya & Sebastian 2019, arXiv:1912.10752")
                                     .also_called("dprelu")
                                     .parameter("a", 1)
                                     .parameter("b", 0.25)
                                     .parameter("m", 0)
                                     .kink("0", "b")
                                     .exact_with_fma();

  template <typename V>
  static V value(const V& x, const V& a, const V& b, const V& m) {
    return math::line(select(x > V(0), a, b), x, m);
  }
  template <typename V>
  static V derivative(const V& x, const V& a, const V& b, const V&) {
    return math::nan_as(x, select(x > V(0), a, b));
  }
  template <typename V>
  static V second_derivative(const V& x, const V&, const V&, const V&) {
    return math::nan_as(x, V(0));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V&, const V&, const V&) {
    return gradients(math::max(x, V(0)), math::min(x, V(0)), V(1));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(DualLine);

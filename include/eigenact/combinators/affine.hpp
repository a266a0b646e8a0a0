// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact {
namespace formula {

struct AffineFacts {
  static constexpr Facts facts = Facts("affine")
                                     .formula("a f(b x + c) + d")
                                     .reference("Trentin 2001, doi:10.1016/S0893-6080(01)00028-4")
                                     .parameter("a", 1)
                                     .parameter("b", 1)
                                     .parameter("c", 0)
                                     .parameter("d", 0);
};

template <typename F>
struct Affine {
  using Inner = core::Held<F, 4>;
  static constexpr Facts facts = Inner::added_to(AffineFacts::facts);

  template <typename V, typename... P>
  static V value(const V& x, const V& a, const V& b, const V& c, const V& d, const P&... p) {
    return math::product(
               a, Inner::template of<core::Value>(argument(x, b, c), all(a, b, c, d, p...))) +
           d;
  }
  template <typename V, typename... P>
  static V derivative(const V& x, const V& a, const V& b, const V& c, const V& d, const P&... p) {
    return a * b * Inner::template of<core::Derivative>(argument(x, b, c), all(a, b, c, d, p...));
  }
  template <typename V, typename... P>
  static V second_derivative(const V& x, const V& a, const V& b, const V& c, const V& d,
                             const P&... p) {
    return a * b * b *
           Inner::template of<core::SecondDerivative>(argument(x, b, c), all(a, b, c, d, p...));
  }
  template <typename V, typename... P>
  static auto parameter_gradients(const V& x, const V& a, const V& b, const V& c, const V& d,
                                  const P&... p) {
    const auto own = all(a, b, c, d, p...);
    const V z = argument(x, b, c), slope = a * Inner::template of<core::Derivative>(z, own);
    auto result = own;
    result[0] = Inner::template of<core::Value>(z, own);
    result[1] = slope * x;
    result[2] = slope;
    result[3] = V(1);
    Inner::put_gradients(z, own, result, [&](const V& g) { return a * g; });
    return result;
  }
  static constexpr Text consistency = core::held_consistency;
  template <typename S, typename... P>
  static bool consistent(const S& a, const P&... p) {
    return Inner::consistent(all(a, p...));
  }

 private:
  template <typename V, typename... P>
  static std::array<V, 1 + sizeof...(P)> all(const V& first, const P&... rest) {
    return {first, rest...};
  }
  template <typename V>
  static V argument(const V& x, const V& b, const V& c) {
    return math::product(b, x) + c;
  }
};

}  // namespace formula

/// Affine<F>: a f(b x + c) + d around an elementwise activation F, all of it trained: a trained
/// amplitude, slope and shift. Parameters a, b, c, d (1, 1, 0, 0), then those of f, as "f_...".
///
///     Affine<Tanh<float>> f(1.7159f, 2.f / 3);
///
/// Source: Trentin 2001, doi:10.1016/S0893-6080(01)00028-4 (a, d); Jagtap, Kawaguchi & Karniadakis
/// 2020, arXiv:1906.01170 (b).
///
/// After `using namespace Eigen` say AffineActivation: Eigen has an enumerator Affine.
template <typename F>
using Affine = core::Combined<formula::Affine<core::FormulaOf<F>>, F>;

/// Affine by a name that is not Eigen's too.
template <typename F>
using AffineActivation = Affine<F>;

}  // namespace eigenact

EIGENACT_COMBINATOR(Affine);

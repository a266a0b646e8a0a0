// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/combinator.hpp>
#include <eigenact/elementwise/binary_step.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact {

// What stands in for the derivative of a step. Each is a struct with facts() (its name, formula,
// source and parameter) and slope(x), x counted from the step.

/// 1 everywhere: the gradient passes as if there were no step.
/// Source: Bengio, Leonard & Courville 2013, arXiv:1308.3432.
struct StraightThrough {
  static constexpr Facts facts =
      Facts("straight_through")
          .formula("1")
          .reference("Bengio, Leonard & Courville 2013, arXiv:1308.3432");
  template <typename V>
  static V slope(const V& x) {
    return math::nan_as(x, V(1));
  }
};

/// 1 for |x| <= 1, else 0: the derivative of Hardtanh, for the sign.
/// Source: Hubara et al. 2016, arXiv:1602.02830.
struct ClippedStraightThrough {
  static constexpr Facts facts = Facts("clipped_straight_through")
                                     .formula("abs(x) <= 1 ? 1 : 0")
                                     .reference("Hubara et al. 2016, arXiv:1602.02830");
  template <typename V>
  static V slope(const V& x) {
    return math::nan_as(x, select(math::abs(x) <= V(1), V(1), V(0)));
  }
};

/// alpha sigmoid'(alpha x); its integral is 1.
/// @param alpha  positive, 4 by default.
/// Source: Neftci, Mostafa & Zenke 2019, arXiv:1901.09948.
struct SigmoidSurrogate {
  static constexpr Facts facts =
      Facts("sigmoid_surrogate")
          .formula("alpha / ((1 + exp(-alpha * x)) * (1 + exp(alpha * x)))")
          .reference("Neftci, Mostafa & Zenke 2019, arXiv:1901.09948")
          .parameter("alpha", 4, formula::positive);
  template <typename V>
  static V slope(const V& x, const V& alpha) {
    return math::weighted_sigmoid_slope(alpha, V(alpha * x));
  }
};

/// alpha / 2 / (1 + (pi alpha x / 2)^2); its integral is 1.
/// @param alpha  positive, 2 by default.
/// Source: Fang et al. 2021, arXiv:2007.05785.
struct AtanSurrogate {
  static constexpr Facts facts = Facts("atan_surrogate")
                                     .formula("alpha / 2 / (1 + (pi / 2 * alpha * x)^2)")
                                     .reference("Fang et al. 2021, arXiv:2007.05785")
                                     .parameter("alpha", 2, formula::positive);
  template <typename V>
  static V slope(const V& x, const V& alpha) {
    const V z = V(1.5707963267948966192313_c) * (alpha * x);
    return V(0.5) * alpha / (V(1) + z * z);
  }
};

/// alpha max(0, 1 - |alpha x|); its integral is 1.
/// @param alpha  positive, 1 by default.
/// Source: Esser et al. 2016, arXiv:1603.08270.
struct Triangle {
  static constexpr Facts facts = Facts("triangle")
                                     .formula("alpha * max(0, 1 - abs(alpha * x))")
                                     .reference("Esser et al. 2016, arXiv:1603.08270")
                                     .parameter("alpha", 1, formula::positive);
  template <typename V>
  static V slope(const V& x, const V& alpha) {
    return alpha * math::max(V(V(1) - math::abs(V(alpha * x))), V(0));
  }
};

/// 1 / (1 + alpha |x|)^2, the derivative of x / (1 + alpha |x|).
/// @param alpha  positive, 25 by default.
/// Source: Zenke & Ganguli 2018, arXiv:1705.11146 (SuperSpike).
struct FastSigmoid {
  static constexpr Facts facts = Facts("fast_sigmoid")
                                     .formula("1 / (1 + alpha * abs(x))^2")
                                     .reference("Zenke & Ganguli 2018, arXiv:1705.11146")
                                     .parameter("alpha", 25, formula::positive);
  template <typename V>
  static V slope(const V& x, const V& alpha) {
    const V d = V(1) + alpha * math::abs(x);
    return V(1) / (d * d);
  }
};

namespace formula {

/// Where a step lies: x counted from it, and how that moves with the parameters. A rounding has one
/// between every two integers, of which the nearest counts. Specialise it for a step that a
/// parameter moves.
template <typename F>
struct Jump {
  template <typename V, typename... P>
  static V distance(const V& x, const P&... p) {
    if constexpr (F::facts.name() == "round") {
      const V shifted = x - V(0.5);
      return shifted - F::value(shifted, p...);
    }
    return x;
  }
  static constexpr double parameter_slope = 0;
};
template <>
struct Jump<BinaryStep> {
  template <typename V>
  static V distance(const V& x, const V& theta) {
    return x - theta;
  }
  static constexpr double parameter_slope = -1;
};

struct WithSurrogateFacts {
  static constexpr Facts facts = Facts("with_surrogate")
                                     .formula("f(x), with another derivative")
                                     .reference("Neftci, Mostafa & Zenke 2019, arXiv:1901.09948");
};

template <typename F, typename Surrogate>
struct WithSurrogate {
  static constexpr auto count = static_cast<std::size_t>(F::facts.parameter_count());

  static constexpr Facts all_facts() {
    Facts result =
        Facts(F::facts.name()).formula(F::facts.formula()).reference(F::facts.reference());
    for (int i = 0; i < F::facts.parameter_count(); ++i) {
      const Parameter& p = F::facts.parameter(i);
      result = result.parameter(p.name, p.value, p.interval);
    }
    for (int i = 0; i < Surrogate::facts.parameter_count(); ++i) {
      const Parameter& p = Surrogate::facts.parameter(i);
      result = result.parameter(p.name, p.value, p.interval);
    }
    return F::facts.is_exact() ? result.exact() : result;
  }
  static constexpr Facts facts = all_facts();

  template <typename V, typename... P>
  static V value(const V& x, const P&... p) {
    return core::Held<F, 0>::template of<core::Value>(x, std::array<V, sizeof...(P)>{p...});
  }
  template <typename V, typename... P>
  static V derivative(const V& x, const P&... p) {
    return slope(x, std::array<V, sizeof...(P)>{p...}, std::make_index_sequence<count>(),
                 std::make_index_sequence<sizeof...(P) - count>());
  }
  template <typename V, typename... P>
  static V second_derivative(const V&, const P&...) {
    static_assert(sizeof(V) == 0, "eigenact: a surrogate gradient has no second derivative.");
    return V(0);
  }
  /// The surrogate's for a parameter that moves the step; 0 for that of the surrogate.
  template <typename V, typename... P>
  static auto parameter_gradients(const V& x, const P&... p) {
    std::array<V, sizeof...(P)> result;
    result.fill(V(0));
    for (std::size_t i = 0; i < count; ++i)
      result[i] = V(Jump<F>::parameter_slope) * derivative(x, p...);
    return result;
  }

 private:
  template <typename V, std::size_t All, std::size_t... J, std::size_t... K>
  static V slope(const V& x, const std::array<V, All>& p, std::index_sequence<J...>,
                 std::index_sequence<K...>) {
    static_cast<void>(p);
    return Surrogate::slope(Jump<F>::distance(x, p[J]...), p[count + K]...);
  }
};

}  // namespace formula

/// An activation with steps (BinaryStep, a sign, a rounding) whose value stays as it is, while
/// derivative(), backward() and the gradient of a threshold are those of a smooth stand-in:
/// StraightThrough, ClippedStraightThrough, SigmoidSurrogate, AtanSurrogate, Triangle, FastSigmoid.
/// Parameters: those of the activation, then that of the surrogate. A surrogate of an exact step is
/// computed in the type itself, to a few ULP in both tiers.
///
///     WithSurrogate<BinaryStep<float>, SigmoidSurrogate> spike(0.5f, 10);   // theta, alpha
template <typename Activation, typename Surrogate>
using WithSurrogate =
    core::Combined<formula::WithSurrogate<core::FormulaOf<Activation>, Surrogate>, Activation>;

}  // namespace eigenact

EIGENACT_COMBINATOR(WithSurrogate);

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The mean of NoisyReLU: x Phi(x / s) + s phi(x / s) with s^2 = sigmoid(x), the mean of a
/// rectified normal number.
struct NoisyReLUMean {
  static constexpr Facts facts =
      Facts("noisy_relu_mean")
          .formula(
              "x * erfc(-x * sqrt((1 + exp(-x)) / 2)) / 2 "
              "+ exp(-x^2 * (1 + exp(-x)) / 2) / sqrt(2 * pi * (1 + exp(-x)))")
          .reference("the mean of noisy_relu");

  // Terms cancel on the left, and the errors of t grow in exp(-t^2 / 2).
  template <typename V>
  static V value(const V& x) {
    const auto f = [](const auto& y) {
      const Noise noise(y);
      return math::weighted_normal(noise.x, noise.s, noise.t);
    };
    return math::with_all_digits(f, x);
  }
  template <typename V>
  static V derivative(const V& x) {
    const auto f = [](const auto& y) {
      const Noise noise(y);
      return math::weighted_normal(decltype(noise.x)(1), noise.slope(), noise.t);
    };
    return math::with_all_digits(f, x);
  }
  template <typename V>
  static V second_derivative(const V& x) {
    const auto f = [](const auto& y) { return Noise(y).bend(); };
    return math::with_all_digits(f, x);
  }

 private:
  template <typename V>
  struct Noise {
    V x, plus, minus, s, t;
    // Left of -8 all is 0: there t < -436.
    explicit Noise(const V& argument)
        : x(math::max(argument, V(-8))),
          plus(math::sigmoid(x)),
          minus(math::sigmoid(V(-x))),
          s(math::sqrt(plus)),
          t(x / s) {}
    V slope() const { return V(0.5) * s * minus; }
    V bend() const {
      const V ds = slope(), rest = V(1) - t * ds, dds = ds * (V(0.5) * minus - plus);
      return math::weighted_normal_pdf(math::bounded(V(rest * rest / s + dds)), t);
    }
  };
};

/// NoisyReLU: max(0, x + noise) with normal noise of variance sigmoid(x). The noise counts as a
/// constant in the derivative, as in the source. The mean is NoisyReLUMean, not ReLU.
/// Source: Nair & Hinton 2010, ICML.
struct NoisyReLU {
  static constexpr Facts facts = Facts("noisy_relu")
                                     .formula("max(x + noise / sqrt(1 + exp(-x)), 0)")
                                     .reference("Nair & Hinton 2010, ICML")
                                     .also_called("nrelu")
                                     .kink("-noise / sqrt(1 + exp(-x))", "0");
  static constexpr Text sample = "noise, standard normal";
  static constexpr bool is_trained = false;
  using Mean = NoisyReLUMean;

  static double draw(const Philox& random, std::uint64_t index) { return random.normal(index); }
  template <typename V>
  static V value(const V& x, const V& noise) {
    return math::max(shifted(x, noise), V(0));
  }
  template <typename V>
  static V derivative(const V& x, const V& noise) {
    return math::nan_as(x, select(shifted(x, noise) > V(0), V(1), V(0)));
  }

 private:
  template <typename V>
  static V shifted(const V& x, const V& noise) {
    return x + noise * math::sqrt(math::sigmoid(x));
  }
};

}  // namespace eigenact::formula

EIGENACT_STOCHASTIC(NoisyReLU);

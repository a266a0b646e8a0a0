// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/math/math.hpp>

namespace eigenact::formula {

/// The "Laplace" attention function of MEGA: Phi((x - mu) / sigma), Phi the distribution function
/// of the standard normal distribution. With the defaults it has the value and slope of x^2 at mu.
/// Range [0, 1]. The tails reach to the end of the range.
/// @param mu  position, any finite number, sqrt(1/2) by default.
/// @param sigma  width, positive and finite, sqrt(1 / (4 pi)) by default.
/// Source: Ma et al. 2022 (MEGA), arXiv:2209.10655.
struct Laplace {
  static constexpr Facts facts = Facts("laplace")
                                     .formula("erfc((mu - x) / (sigma * sqrt(2))) / 2")
                                     .reference("Ma et al. 2022, arXiv:2209.10655")
                                     .found_in("Hugging Face")
                                     .parameter("mu", 0.70710678118654752)
                                     .parameter("sigma", 0.28209479177387814, positive);

  template <typename V>
  static V value(const V& x, const V& mu, const V& sigma) {
    return math::normal_cdf_of_quotient(V(x - mu), sigma);
  }
  template <typename V>
  static V derivative(const V& x, const V& mu, const V& sigma) {
    return math::weighted_normal_pdf(V(V(1) / sigma), V((x - mu) / sigma));
  }
  template <typename V>
  static V second_derivative(const V& x, const V& mu, const V& sigma) {
    const V z = (x - mu) / sigma;
    return math::weighted_normal_pdf(V(limited(z) / sigma / sigma), z);
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& mu, const V& sigma) {
    const V z = (x - mu) / sigma;
    return gradients(math::weighted_normal_pdf(V(V(-1) / sigma), z),
                     math::weighted_normal_pdf(V(limited(z) / sigma), z));
  }

 private:
  // -z as a finite weight; the density is 0 beyond.
  template <typename V>
  static V limited(const V& z) {
    return math::clamp(V(-z), V(-200), V(200));
  }
};

}  // namespace eigenact::formula

EIGENACT_ELEMENTWISE(Laplace);

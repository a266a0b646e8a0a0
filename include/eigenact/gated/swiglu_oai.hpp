// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <eigenact/elementwise/swish.hpp>

namespace eigenact::formula {

/// min(x, limit) sigmoid(alpha min(x, limit)). The derivative at the limit is the one below it.
struct LimitedSwish {
  static constexpr Facts facts = Facts("limited_swish")
                                     .formula("min(x, limit) / (1 + exp(-alpha * min(x, limit)))")
                                     .parameter("alpha", 1.702)
                                     .parameter("limit", 7, non_negative);

  template <typename V>
  static V value(const V& x, const V& alpha, const V& limit) {
    return Swish::value(V(math::min(x, limit)), alpha);
  }
  template <typename V>
  static V derivative(const V& x, const V& alpha, const V& limit) {
    return math::nan_as(
        x, V(select(x <= limit, Swish::derivative(V(math::min(x, limit)), alpha), V(0))));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& alpha, const V& limit) {
    const auto slope = select(x > limit, Swish::derivative(limit, alpha), V(0));
    return gradients(Swish::parameter_gradients(V(math::min(x, limit)), alpha)[0], V(slope));
  }
};

/// clamp(x, -limit, limit) + 1. The derivative at the limits is 1.
struct LimitedSuccessor {
  static constexpr Facts facts = Facts("limited_successor")
                                     .formula("min(max(x, -limit), limit) + 1")
                                     .parameter("limit", 7, non_negative)
                                     .exact();

  template <typename V>
  static V value(const V& x, const V& limit) {
    return math::clamp(x, V(-limit), limit) + V(1);
  }
  template <typename V>
  static V derivative(const V& x, const V& limit) {
    return math::nan_as(x, V(select(math::abs(x) <= limit, V(1), V(0))));
  }
  template <typename V>
  static auto parameter_gradients(const V& x, const V& limit) {
    return gradients(V(select(x > limit, V(1), V(select(x < V(-limit), V(-1), V(0))))));
  }
};

/// The SwiGLU of GPT-OSS: with g = min(a, limit) and u = clamp(b, -limit, limit),
/// g sigmoid(alpha g) (u + 1). The first operand gates. The gradients at a = limit and at
/// b = -limit, limit are those inside, beyond they are 0, as PyTorch's clamp has them.
/// @param alpha  any finite number, 1.702 by default.
/// @param limit  not negative, 7 by default.
/// Source: OpenAI 2025, gpt-oss (arXiv:2508.10925); ggml's swiglu_oai.
struct SwiGLUOAI {
  static constexpr Facts facts = Facts("swiglu_oai")
                                     .formula(
                                         "min(a, limit) / (1 + exp(-alpha * min(a, limit))) * "
                                         "(min(max(b, -limit), limit) + 1)")
                                     .reference("OpenAI 2025, arXiv:2508.10925")
                                     .parameter("alpha", 1.702)
                                     .parameter("limit", 7, non_negative)
                                     .also_called("clamped_swiglu")
                                     .found_in("ggml");
  using First = LimitedSwish;
  using Second = LimitedSuccessor;
  static constexpr int second_from = 1;  // they share the limit
};

}  // namespace eigenact::formula

EIGENACT_GATED(SwiGLUOAI);

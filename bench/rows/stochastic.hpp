// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of a stochastic activation: drawing the samples, and both directions with samples drawn
// before the clock starts. Its mean is an elementwise activation, which has its own rows. Fast
// only, since samples are the same in both tiers.

namespace eigenact::bench {

inline constexpr Operation sample{"sample", 1};
inline constexpr Operation sampled_forward{"forward", 3};
inline constexpr Operation sampled_backward{"backward", 4};

template <template <typename, typename> class Activation, typename S>
bool add_stochastic() {
  using F = Activation<S, Fast>;
  static const F f;
  constexpr std::uint64_t kSeed = 1;
  const auto add = [](const Operation& operation, auto run) {
    const Prepare prepare = [run](const Operands& o) -> Kernel {
      using Samples = Eigen::Array<S, Eigen::Dynamic, 1>;
      const auto samples = std::make_shared<const Samples>(f.sample(o.size, 1, kSeed));
      return [run, samples](const Operands& operands) { run(operands, *samples); };
    };
    rows().push_back(
        {"stochastic", F::name(), operation, scalar_type<S>, tier<Fast>, nullptr, prepare});
  };
  rows().push_back({"stochastic", F::name(), sample, scalar_type<S>, tier<Fast>,
                    [](const Operands& o) { o.y<S>() = f.sample(o.size, 1, kSeed); }});
  add(sampled_forward,
      [](const Operands& o, const auto& samples) { o.y<S>() = f(o.x<S>(), samples); });
  add(sampled_backward, [](const Operands& o, const auto& samples) {
    o.y<S>() = f.backward(o.x<S>(), samples, o.gradient<S>());
  });
  return true;
}

}  // namespace eigenact::bench

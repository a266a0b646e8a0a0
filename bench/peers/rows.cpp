// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The peers as rows of the benchmark: activation/forward/float/<library>/65536. And ours where
// peers compute the derivative from the output: activation/backward/float/fast_from_output/65536.

#include <eigenact/elementwise.hpp>
#include <memory>

#include "../runner.hpp"
#include "peer.hpp"

namespace eigenact::bench {
namespace {

template <typename T>
void add_peers() {
  for (const peers::Peer<T>& peer : peers::peers<T>()) {
    versions()[peer.library] = peer.version;
    const Prepare prepare = [&peer](const Operands& o) -> Kernel {
      const auto size = static_cast<std::size_t>(o.size);
      const peers::Call call =
          peer.bind({o.x<T>().data(), o.gradient<T>().data(), o.y<T>().data(), size});
      return [call](const Operands&) { call(); };
    };
    const bool is_forward = peer.direction == peers::Direction::kForward;
    rows().push_back({peer.activation, is_forward ? forward : backward, scalar_type<T>,
                      peer.library, nullptr, prepare});
  }
}

template <typename Activation>
void add_from_output(std::string_view variant) {
  using T = typename Activation::Scalar;
  static const Activation f;
  const Prepare prepare = [](const Operands& o) -> Kernel {
    const auto saved = std::make_shared<const Eigen::Array<T, Eigen::Dynamic, 1>>(f(o.x<T>()));
    return [saved](const Operands& operands) {
      operands.y<T>() = f.backward_from_output(*saved, operands.gradient<T>());
    };
  };
  rows().push_back({f.name(), backward, scalar_type<T>, variant, nullptr, prepare});
}

template <typename T, typename Accuracy>
void add_ours(std::string_view variant) {
  add_from_output<ReLU<T, Accuracy>>(variant);
  add_from_output<ELU<T, Accuracy>>(variant);
  add_from_output<SELU<T, Accuracy>>(variant);
  add_from_output<CELU<T, Accuracy>>(variant);
  add_from_output<Sigmoid<T, Accuracy>>(variant);
  add_from_output<Tanh<T, Accuracy>>(variant);
  add_from_output<Exp<T, Accuracy>>(variant);
}

template <typename T>
void add_rows() {
  add_peers<T>();
  add_ours<T, Fast>("fast_from_output");
  add_ours<T, Precise>("precise_from_output");
}

[[maybe_unused]] const bool added = (add_rows<float>(), add_rows<double>(), true);

}  // namespace
}  // namespace eigenact::bench

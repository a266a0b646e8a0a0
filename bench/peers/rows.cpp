// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The peers as rows of the benchmark: activation/forward/float/<library>/65536. And ours where
// peers compute the derivative from the output: activation/backward/float/fast_from_output/65536;
// and those of ours that are not element-wise.

#include <eigenact/elementwise.hpp>
#include <eigenact/gated/swiglu.hpp>
#include <eigenact/rowwise/log_softmax.hpp>
#include <eigenact/rowwise/softmax.hpp>
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

// Columns of kLine elements.
template <typename T>
auto lines(const T* data, Eigen::Index size) {
  constexpr auto length = static_cast<Eigen::Index>(peers::kLine);
  return Eigen::Map<const Eigen::ArrayXX<T>>(data, length, size / length);
}
template <typename T>
auto lines(T* data, Eigen::Index size) {
  constexpr auto length = static_cast<Eigen::Index>(peers::kLine);
  return Eigen::Map<Eigen::ArrayXX<T>>(data, length, size / length);
}

template <typename Activation>
void add_of_lines(std::string_view variant, std::string_view from_output) {
  using T = typename Activation::Scalar;
  static const Activation f;
  rows().push_back({f.name(), forward, scalar_type<T>, variant, [](const Operands& o) {
                      lines(o.y<T>().data(), o.size) = f.colwise(lines(o.x<T>().data(), o.size));
                    }});
  const Prepare prepare = [](const Operands& o) -> Kernel {
    const auto saved =
        std::make_shared<const Eigen::ArrayXX<T>>(f.colwise(lines(o.x<T>().data(), o.size)));
    return [saved](const Operands& operands) {
      lines(operands.y<T>().data(), operands.size) =
          f.colwise_backward(*saved, lines(operands.gradient<T>().data(), operands.size));
    };
  };
  rows().push_back({f.name(), backward, scalar_type<T>, from_output, nullptr, prepare});
}

template <typename T, typename Accuracy>
void add_ours_of_lines(std::string_view variant, std::string_view from_output) {
  add_of_lines<Softmax<T, Accuracy>>(variant, from_output);
  add_of_lines<LogSoftmax<T, Accuracy>>(variant, from_output);
  static const SwiGLU<T, Accuracy> swiglu;
  rows().push_back({swiglu.name(), forward, scalar_type<T>, variant,
                    [](const Operands& o) { o.y<T>() = swiglu(o.x<T>(), o.gradient<T>()); }});
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
  add_from_output<Softplus<T, Accuracy>>(variant);
  add_from_output<LogSigmoid<T, Accuracy>>(variant);
  add_from_output<Softsign<T, Accuracy>>(variant);
}

template <typename T>
void add_rows() {
  add_peers<T>();
  add_ours<T, Fast>("fast_from_output");
  add_ours<T, Precise>("precise_from_output");
  add_ours_of_lines<T, Fast>("fast", "fast_from_output");
  add_ours_of_lines<T, Precise>("precise", "precise_from_output");
}

[[maybe_unused]] const bool added = (add_rows<float>(), add_rows<double>(), true);

}  // namespace
}  // namespace eigenact::bench

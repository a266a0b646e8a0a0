// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "peer.hpp"

#include <algorithm>

#include "library.hpp"

namespace eigenact::peers {
namespace {

template <typename T>
std::vector<Peer<T>> collect() {
  std::vector<Peer<T>> all = eigen_peers<T>();
  [[maybe_unused]] const auto append = [&all](const std::vector<Peer<T>>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
#ifdef EIGENACT_PEER_FASTMATH
  append(fastmath_peers<T>());
#endif
#ifdef EIGENACT_PEER_TORCH
  append(torch_peers<T>());
#endif
#ifdef EIGENACT_PEER_ONEDNN
  append(onednn_peers<T>());
#endif
#ifdef EIGENACT_PEER_XNNPACK
  append(xnnpack_peers<T>());
#endif
  return all;
}

}  // namespace

template <typename T>
const std::vector<Peer<T>>& peers() {
  static const std::vector<Peer<T>> all = collect<T>();
  return all;
}

template <typename T>
void evaluate(const Peer<T>& peer, const T* x, T* y, std::size_t size, T gradient) {
  constexpr std::size_t kSpare = kPadding / sizeof(T);
  std::vector<T> input(size + kSpare), result(size);
  const std::vector<T> gradients(size + kSpare, gradient);
  std::copy_n(x, size, input.begin());
  peer.bind({input.data(), gradients.data(), result.data(), size})();
  std::copy(result.begin(), result.end(), y);
}

template const std::vector<Peer<float>>& peers();
template const std::vector<Peer<double>>& peers();
template void evaluate(const Peer<float>&, const float*, float*, std::size_t, float);
template void evaluate(const Peer<double>&, const double*, double*, std::size_t, double);

}  // namespace eigenact::peers

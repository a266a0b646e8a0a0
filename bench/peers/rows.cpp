// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The peers as rows of the benchmark: activation/forward/float/<library>/65536.

#include "../runner.hpp"
#include "peer.hpp"

namespace eigenact::bench {
namespace {

template <typename T>
void add_rows() {
  for (const peers::Peer<T>& peer : peers::peers<T>()) {
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

[[maybe_unused]] const bool added = (add_rows<float>(), add_rows<double>(), true);

}  // namespace
}  // namespace eigenact::bench

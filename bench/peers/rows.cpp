// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The peers as rows of the benchmark: elementwise/silu/forward/float/<library>/65536.

#include <map>
#include <string>

#include "../runner.hpp"
#include "peer.hpp"

namespace eigenact::bench {
namespace {

/// Of those that are not elementwise; the vectors are the columns.
const std::map<std::string, std::string>& families() {
  static const std::map<std::string, std::string> all = {
      {"softmax", "rowwise"}, {"log_softmax", "rowwise"}, {"swiglu", "gated"}};
  return all;
}

std::string family_of(const std::string& activation) {
  const auto found = families().find(activation);
  return found == families().end() ? "elementwise" : found->second;
}

Operation operation_of(const std::string& family, peers::Direction direction) {
  const bool is_forward = direction == peers::Direction::kForward;
  if (family == "gated") return {"forward", 3};
  if (family == "rowwise")
    return is_forward ? Operation{"forward_colwise", 2} : Operation{"backward_colwise", 3};
  return is_forward ? forward : backward;
}

template <typename T>
bool add_peers() {
  for (const peers::Peer<T>& peer : peers::peers<T>()) {
    versions()[peer.library] = peer.version;
    const Prepare prepare = [&peer](const Operands& o) -> Kernel {
      const auto size = static_cast<std::size_t>(o.size);
      const peers::Call call =
          peer.bind({o.x<T>().data(), o.gradient<T>().data(), o.y<T>().data(), size});
      return [call](const Operands&) { call(); };
    };
    const std::string family = family_of(peer.activation);
    rows().push_back({family, peer.activation, operation_of(family, peer.direction), scalar_type<T>,
                      peer.library, nullptr, prepare});
  }
  return true;
}

[[maybe_unused]] const bool added = add_peers<float>() && add_peers<double>();

}  // namespace
}  // namespace eigenact::bench

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The libraries of bench/peers on the same metric, where -DEIGENACT_BENCH_PEERS=ON.
#include "candidate.hpp"
#include "peer.hpp"

namespace eigenact_test {

std::vector<Candidate> peer_candidates(const std::string& activation) {
  std::vector<Candidate> candidates;
  for (const auto& peer : eigenact::peers::peers<float>()) {
    if (peer.activation != activation) continue;
    if (candidates.empty() || candidates.back().library != peer.library) {
      candidates.push_back({peer.library, "", activation, {}, {}});
      candidates.back().floor_at_zeros = true;  // as for Fast
    }
    const bool forward = peer.direction == eigenact::peers::Direction::kForward;
    (forward ? candidates.back().value
             : candidates.back().derivative) = [&peer](const float* x, float* y, std::size_t n) {
      eigenact::peers::evaluate(peer, x, y, n);
    };
  }
  return candidates;
}

}  // namespace eigenact_test

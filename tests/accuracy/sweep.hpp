// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "candidate.hpp"
#include "metric.hpp"

namespace eigenact_test {

/// What is measured of an activation over many floats: one row per candidate and quantity.
struct SweepRow {
  std::string library, tier;
  Quantity quantity = Quantity::kValue;
  Statistics statistics;
};

/// How far the sweep over every `stride`-th bit pattern of float has come. It can be stored and
/// continued: finished chunks are in the rows, the others are not.
struct SweepState {
  std::uint64_t stride = 1;
  std::string fingerprint;  ///< of what the candidates computed: other code starts afresh
  std::vector<bool> done;   ///< by chunk
  std::vector<SweepRow> rows;
  double seconds = 0;  ///< summed over the threads
  std::uint64_t long_double_count = 0, oracle_count = 0;

  bool finished() const;
};

struct SweepOptions {
  int threads = 1;
  /// Called under a lock after every chunk, with the state that includes it. False ends the sweep.
  std::function<bool(const SweepState&)> after_chunk = [](const SweepState&) { return true; };
};

/// An empty state for the candidates of an activation and its peers.
SweepState make_sweep(const Activation& activation, std::uint64_t stride);

/// Measures the chunks that are not done. Throws what a thread threw.
void run_sweep(const Activation& activation, SweepState& state, const SweepOptions& options);

}  // namespace eigenact_test

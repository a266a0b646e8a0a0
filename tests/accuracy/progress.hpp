// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

namespace eigenact_test {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// One line on stderr: how far the run is and how long it still takes.
class Progress {
 public:
  explicit Progress(std::size_t activations) : activations_(static_cast<double>(activations)) {}

  void begin(const std::string& name, double share_done) {
    name_ = name;
    skipped_ += share_done;
  }
  void show(double share, const char* what) {
    const double total = (finished_ + share) / activations_;
    const double worked = (finished_ + share - skipped_) / activations_;
    const double left = worked > 0 ? seconds_since(start_) * (1 - total) / worked : 0;
    std::fprintf(stderr, "\r%5.1f %%  %s, %s, %.0f:%02.0f min left   ", 100 * total, name_.c_str(),
                 what, std::floor(left / 60), std::fmod(left, 60));
  }
  void end() {
    finished_ += 1;
    std::fprintf(stderr, "\r%79s\r", "");
  }

 private:
  double activations_, finished_ = 0, skipped_ = 0;
  Clock::time_point start_ = Clock::now();
  std::string name_;
};

}  // namespace eigenact_test

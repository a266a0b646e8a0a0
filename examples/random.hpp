// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace example {

/// Random numbers that depend on the seed alone. The engine of the standard library is the same
/// everywhere, its distributions are not, so these are written here.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// Uniform in [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Uniform in [0, count). The bias of the product is below count * 2^-53.
  std::size_t index(std::size_t count) {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }

  /// Standard normal, by the polar method of Marsaglia and Bray (1964).
  double normal() {
    for (;;) {
      const double u = uniform(-1, 1), v = uniform(-1, 1), radius = u * u + v * v;
      if (radius > 0 && radius < 1) return u * std::sqrt(-2 * std::log(radius) / radius);
    }
  }

  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[index(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace example

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

namespace eigenact::core {

/// The seed of a generator: any integer.
struct Seed {
  std::uint64_t value;
  template <typename Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
  constexpr Seed(Integer number) : value(static_cast<std::uint64_t>(number)) {}
};

/// The SplitMix64 generator: the same numbers from the same seed on every machine.
/// Source: Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195.
class SplitMix64 {
 public:
  explicit SplitMix64(Seed seed) : state_(seed.value) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  /// Normal, of mean 0 and variance 1 (Box & Muller 1958).
  double normal() {
    constexpr double two_pi = 6.28318530717958647692;
    const double radius = std::sqrt(-2 * std::log1p(-uniform()));
    return radius * std::cos(two_pi * uniform());
  }
  /// Of a Laplace distribution around 0: the difference of two exponential ones.
  double laplace(double scale) {
    const double a = std::log1p(-uniform());
    return scale * (a - std::log1p(-uniform()));
  }

 private:
  std::uint64_t state_;
};

}  // namespace eigenact::core

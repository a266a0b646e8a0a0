// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <eigenact/core/philox.hpp>
#include <type_traits>

namespace eigenact::core {

/// The seed of a generator: any integer.
struct Seed {
  std::uint64_t value;
  template <typename Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
  constexpr Seed(Integer number) : value(static_cast<std::uint64_t>(number)) {}
};

/// Random numbers one after the other, each from a block of Philox's of its own: the same from the
/// same seed on every machine.
class Draws {
 public:
  explicit Draws(Seed seed) : generator_(seed.value) {}

  /// Uniform in [0, 1).
  double uniform() { return generator_.uniform(next()); }
  /// Normal, of mean 0 and variance 1.
  double normal() { return generator_.normal(next()); }
  /// Of a Laplace distribution around 0: the difference of two exponential ones.
  double laplace(double scale) {
    const std::uint64_t index = next();
    return scale * (exponential(index) - exponential(index + 1));
  }

 private:
  std::uint64_t next() { return 2 * count_++; }
  double exponential(std::uint64_t index) const {
    const simd::Lane<double, Grade::Double> chance(generator_.uniform(index));
    return -math::log1p(-chance).first();
  }

  Philox generator_;
  std::uint64_t count_ = 0;
};

}  // namespace eigenact::core

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace eigenact_test {

/// The bits of x, all NaN being one NaN. Without comparisons of x, which -ffast-math may mistake.
inline std::uint64_t bits_of(double x) {
  constexpr std::uint64_t infinity = 0x7FF0000000000000, nan = ~std::uint64_t(0);
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return (bits & (nan >> 1)) > infinity ? nan : bits;
}
inline std::uint64_t bits_of(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return (bits & 0x7FFFFFFF) > 0x7F800000 ? ~std::uint64_t(0) : bits;
}

/// FNV-1a with 64 bits, over the bytes of each item from the lowest on.
class Hash {
 public:
  void add(std::uint64_t item) {
    for (int byte = 0; byte < 8; ++byte, item >>= 8)
      value_ = (value_ ^ (item & 0xFF)) * 0x100000001B3;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325;
};

/// The next number of Steele, Lea and Flood's SplitMix64.
inline std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// `count` numbers: in turn two random bit patterns, one of [-12, 12], one of [-wide, wide].
template <typename Scalar, typename Bits>
std::vector<Scalar> fixed_inputs(std::size_t count, double wide) {
  std::vector<Scalar> x(count);
  std::uint64_t state = 20260101;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t random = next_random(state);
    if (i % 4 < 2) {
      const auto bits = static_cast<Bits>(random);
      std::memcpy(&x[i], &bits, sizeof bits);
    } else {
      const double fraction = static_cast<double>(random >> 11) * 0x1p-52 - 1;
      x[i] = static_cast<Scalar>(fraction * (i % 4 == 2 ? 12 : wide));
    }
  }
  return x;
}

}  // namespace eigenact_test

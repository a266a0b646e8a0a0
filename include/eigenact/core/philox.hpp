// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <eigenact/math/log.hpp>
#include <eigenact/math/trigonometric.hpp>
#include <limits>

EIGENACT_PACKETS_BEGIN

namespace eigenact {

/// Random numbers that are a function of a seed, a stream and an index, and of nothing else: the
/// same whatever the order in which they are drawn, the number of threads or the registers. Streams
/// of one seed are independent of each other. Every index has 64 random bits of its own, from which
/// each of the distributions draws one number.
/// Source: Philox4x32-10 of Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405.
class Philox {
 public:
  using Block = std::array<std::uint32_t, 4>;
  using Key = std::array<std::uint32_t, 2>;

  explicit constexpr Philox(std::uint64_t seed, std::uint64_t stream = 0)
      : key_{low(seed), high(seed)}, stream_(stream) {}

  /// The 128 random bits of a counter.
  static constexpr Block block(Block counter, Key key) {
    constexpr int rounds = 10;
    for (int i = 0; i < rounds; ++i) {
      if (i > 0) key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};  // golden ratio, sqrt(3) - 1
      const std::uint64_t a = 0xD2511F53ull * counter[0], b = 0xCD9E8D57ull * counter[2];
      counter = {high(b) ^ counter[1] ^ key[0], low(b), high(a) ^ counter[3] ^ key[1], low(a)};
    }
    return counter;
  }

  /// 64 random bits.
  constexpr std::uint64_t bits(std::uint64_t index) const {
    const Block block = block_of(index);
    return index % 2 == 0 ? joined(block[0], block[1]) : joined(block[2], block[3]);
  }

  /// Uniform in [0, 1), a multiple of the rounding unit: that of double cut off after the digits of
  /// Scalar.
  template <typename Scalar = double>
  constexpr Scalar uniform(std::uint64_t index) const {
    constexpr int digits = std::min(std::numeric_limits<Scalar>::digits, kDigits);
    return static_cast<Scalar>(fraction<digits>(bits(index)));
  }

  /// True with probability p (0 to 1, to 53 binary digits).
  constexpr bool bernoulli(std::uint64_t index, double p) const { return uniform(index) < p; }

  /// Standard normal, within 8.58, by the method of Box & Muller 1958: two numbers, of an even
  /// index and the odd one after it, from one pair of uniform ones.
  double normal(std::uint64_t index) const {
    using Lane = simd::Lane<double, Grade::Double>;
    constexpr double pi = 3.141592653589793;
    const Block block = block_of(index);
    const Lane chance(1 - fraction<kDigits>(joined(block[0], block[1])));  // not 0
    const Lane angle(2 * pi * fraction<kDigits>(joined(block[2], block[3])));
    const Lane radius = math::sqrt(Lane(-2) * math::log(chance));
    return (radius * (index % 2 == 0 ? math::cos(angle) : math::sin(angle))).first();
  }

 private:
  static constexpr int kDigits = std::numeric_limits<double>::digits;

  static constexpr std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
  static constexpr std::uint32_t high(std::uint64_t x) {
    return static_cast<std::uint32_t>(x >> 32);
  }
  static constexpr std::uint64_t joined(std::uint32_t low_half, std::uint32_t high_half) {
    return static_cast<std::uint64_t>(high_half) << 32 | low_half;
  }
  template <int Digits>
  static constexpr double fraction(std::uint64_t bits) {
    constexpr double unit = 1.0 / static_cast<double>(std::uint64_t(1) << Digits);
    return static_cast<double>(bits >> (64 - Digits)) * unit;
  }
  constexpr Block block_of(std::uint64_t index) const {
    const std::uint64_t number = index / 2;
    return block({low(number), high(number), low(stream_), high(stream_)}, key_);
  }

  Key key_;
  std::uint64_t stream_;
};

namespace core {

/// The nullary functor of an array of samples: draw(generator, index), the index counted down the
/// columns whatever the storage order.
template <typename Scalar, typename Draw>
struct Sample {
  Philox generator;
  Eigen::Index rows;
  Draw draw;

  Scalar operator()(Eigen::Index row, Eigen::Index col) const {
    return draw(generator, static_cast<std::uint64_t>(row + col * rows));
  }
};

/// A rows x cols array of samples, as an expression: any part of it, evaluated on any thread, has
/// the same numbers. Evaluate it into an array where it is used more than once.
template <typename Scalar, typename Draw>
auto samples(Eigen::Index rows, Eigen::Index cols, std::uint64_t seed, const Draw& draw) {
  using Array = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
  return Array::NullaryExpr(rows, cols, Sample<Scalar, Draw>{Philox(seed), rows, draw});
}

}  // namespace core
}  // namespace eigenact

namespace Eigen::internal {

template <typename Scalar, typename Draw>
struct functor_traits<eigenact::core::Sample<Scalar, Draw>> {
  enum { Cost = 60, PacketAccess = false, IsRepeatable = true };
};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END

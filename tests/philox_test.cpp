// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/core/philox.hpp>
#include <functional>

#include "support/catch.hpp"

using eigenact::Philox;

namespace {

constexpr std::uint64_t kDraws = 200'000;

// Five standard deviations of the mean: a right generator fails one check in 1.7 million seeds.
constexpr double kDeviations = 5;

/// The mean of statistic(index), which has the given expectation and variance.
void check_mean(double expectation, double variance,
                const std::function<double(std::uint64_t)>& statistic) {
  double sum = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) sum += statistic(i);
  const double n = static_cast<double>(kDraws);
  INFO("expected " << expectation << ", got " << sum / n);
  CHECK(std::abs(sum / n - expectation) < kDeviations * std::sqrt(variance / n));
}

}  // namespace

TEST_CASE("the known answers of Random123", "[philox]") {
  using Block = Philox::Block;
  constexpr std::uint32_t ones = 0xFFFFFFFF;
  static_assert(Philox::block({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
  CHECK(Philox::block({0, 0, 0, 0}, {0, 0}) ==
        Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(Philox::block({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(Philox::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("seed, stream and index make up key and counter", "[philox]") {
  const Philox zero(0);
  CHECK(zero.bits(0) == 0xe169c58d6627e8d5);
  CHECK(zero.bits(1) == 0x9b00dbd8bc57ac4c);
  const Philox pi(0x299f31d0a4093822, 0x0370734413198a2e);
  // The counter 0x85a308d3243f6a88 is the block of the index twice as large, less its top bit.
  const Philox::Block block =
      Philox::block({0x243f6a88, 0x05a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
  CHECK(pi.bits(2 * 0x05a308d3243f6a88) == (std::uint64_t(block[1]) << 32 | block[0]));
  CHECK(pi.bits(2 * 0x05a308d3243f6a88 + 1) == (std::uint64_t(block[3]) << 32 | block[2]));
}

TEST_CASE("uniform numbers of any precision are those of double cut off", "[philox]") {
  const Philox random(42);
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const double u = random.uniform(i);
    CHECK_FALSE((u < 0 || u >= 1));
    const auto cut = [u](int digits) {
      return std::ldexp(std::floor(std::ldexp(u, digits)), -digits);
    };
    CHECK(static_cast<double>(random.uniform<float>(i)) == cut(24));
    CHECK(static_cast<double>(random.uniform<Eigen::half>(i)) == cut(11));
    CHECK(static_cast<double>(random.uniform<Eigen::bfloat16>(i)) == cut(8));
  }
}

TEST_CASE("moments of the uniform distribution", "[philox]") {
  const Philox random(1), other(1, 1);
  check_mean(1.0 / 2, 1.0 / 12, [&](auto i) { return random.uniform(i); });
  check_mean(1.0 / 12, 1.0 / 180, [&](auto i) { return std::pow(random.uniform(i) - 0.5, 2); });
  // Neighbours and streams are uncorrelated: the product of two has variance 1 / 144.
  const auto centred = [](double u) { return u - 0.5; };
  check_mean(0, 1.0 / 144,
             [&](auto i) { return centred(random.uniform(i)) * centred(random.uniform(i + 1)); });
  check_mean(0, 1.0 / 144,
             [&](auto i) { return centred(random.uniform(i)) * centred(other.uniform(i)); });
  check_mean(0.3, 0.3 * 0.7, [&](auto i) { return random.bernoulli(i, 0.3) ? 1.0 : 0.0; });
  CHECK_FALSE(random.bernoulli(7, 0));
  CHECK(random.bernoulli(7, 1));
}

TEST_CASE("moments of the normal distribution", "[philox]") {
  const Philox random(2);
  const auto moment = [&](int n) {
    return [&random, n](std::uint64_t i) { return std::pow(random.normal(i), n); };
  };
  check_mean(0, 1, moment(1));
  check_mean(1, 2, moment(2));
  check_mean(0, 15, moment(3));
  check_mean(3, 96, moment(4));
  check_mean(0, 1, [&](auto i) { return random.normal(i) * random.normal(i ^ 1); });
  check_mean(0.15865525393145707, 0.15865525393145707 * 0.84134474606854293,
             [&](auto i) { return random.normal(i) > 1 ? 1.0 : 0.0; });
}

TEST_CASE("normal numbers are those of Box and Muller", "[philox]") {
  const Philox random(3);
  for (std::uint64_t i = 0; i < 1000; i += 2) {
    const long double u = 1 - static_cast<long double>(random.uniform(i)),
                      v = static_cast<long double>(random.uniform(i + 1));
    const long double radius = std::sqrt(-2 * std::log(u)), angle = 2 * std::acos(-1.0L) * v;
    CHECK(std::abs(random.normal(i) - static_cast<double>(radius * std::cos(angle))) < 1e-14);
    CHECK(std::abs(random.normal(i + 1) - static_cast<double>(radius * std::sin(angle))) < 1e-14);
  }
}

TEST_CASE("an array of samples is the same in every part, order and layout", "[philox]") {
  const auto draw = [](const Philox& random, std::uint64_t i) { return random.uniform<float>(i); };
  const auto samples = eigenact::core::samples<float>(7, 9, 5, draw);
  const Eigen::ArrayXXf all = samples, part = samples.block(2, 3, 4, 5);
  const Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = samples;
  CHECK((part == all.block(2, 3, 4, 5)).all());
  CHECK((rows == all).all());
  CHECK(all(3, 2) == Philox(5).uniform<float>(17));
  const Eigen::ArrayXXf fewer = eigenact::core::samples<float>(7, 4, 5, draw);
  CHECK((fewer == all.leftCols(4)).all());
}

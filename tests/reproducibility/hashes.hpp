// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <eigenact/eigenact.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace eigenact_test {

/// What one activation of type Precise gives for the fixed inputs: one line of precise_hashes.txt.
struct HashLine {
  std::string name;                     ///< "gelu float"
  std::array<std::uint64_t, 3> hashes;  ///< of the values, first and second derivatives
};

/// Whether this program has the activation. A program compiled with EIGENACT_HASHED_THIRD, which is
/// 0, 1 or 2, has about a third of them: activations share their kernels, and to compile all takes
/// minutes for every instruction set.
constexpr bool is_hashed([[maybe_unused]] std::string_view name) {
#ifdef EIGENACT_HASHED_THIRD
  int sum = 0;
  for (char c : name) sum += c;
  return sum % 3 == EIGENACT_HASHED_THIRD;
#else
  return true;
#endif
}

std::vector<HashLine> float_hashes();
std::vector<HashLine> double_hashes();

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
inline std::uint64_t bits_of(Eigen::half x) { return bits_of(static_cast<float>(x)); }
inline std::uint64_t bits_of(Eigen::bfloat16 x) { return bits_of(static_cast<float>(x)); }

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

EIGENACT_PACKETS_BEGIN

/// y = the quantity at x, in whole registers where the scalar has them; x.size() is a multiple of
/// 64, so that there is no rest.
template <typename Formula, typename Quantity, typename Scalar>
EIGENACT_NOINLINE void evaluate_all(const std::vector<Scalar>& x, std::vector<Scalar>& y) {
  using namespace eigenact;
  using Packet = simd::packet_of<Scalar>;
  constexpr std::size_t size = simd::size_of<Packet>;
  const core::Parameters<Formula, Scalar> parameters;
  for (std::size_t i = 0; i < x.size(); i += size) {
    if constexpr (size > 1) {
      const auto packet = Eigen::internal::ploadu<Packet>(&x[i]);
      Eigen::internal::pstoreu(
          &y[i], core::evaluate_packet<Formula, Quantity, Precise>(packet, parameters.data())[0]);
    } else {
      y[i] = core::evaluate_element<Formula, Quantity, Precise>(x[i], parameters.data())[0];
    }
  }
}

EIGENACT_PACKETS_END

/// Calls visit(i, y) with the results y of the value, the derivative and the second derivative.
template <typename Formula, typename Scalar, typename Visitor>
void for_each_quantity(const std::vector<Scalar>& x, Visitor&& visit) {
  std::vector<Scalar> y(x.size());
  evaluate_all<Formula, eigenact::core::Value>(x, y);
  visit(0, y);
  evaluate_all<Formula, eigenact::core::Derivative>(x, y);
  visit(1, y);
  evaluate_all<Formula, eigenact::core::SecondDerivative>(x, y);
  visit(2, y);
}

template <typename Formula, typename Scalar>
HashLine hash_line(const char* type, const std::vector<Scalar>& x) {
  HashLine line{std::string(Formula::facts.name()) + " " + type, {}};
  for_each_quantity<Formula>(x, [&](std::size_t quantity, const std::vector<Scalar>& y) {
    Hash hash;
    for (const Scalar& result : y) hash.add(bits_of(result));
    line.hashes[quantity] = hash.value();
  });
  return line;
}

}  // namespace eigenact_test

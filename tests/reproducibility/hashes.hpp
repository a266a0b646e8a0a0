// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/eigenact.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "hash.hpp"

namespace eigenact_test {

/// What one activation of type Precise gives for the fixed inputs: one line of precise_hashes.txt.
struct HashLine {
  std::string name;                     ///< "gelu float"
  std::array<std::uint64_t, 3> hashes;  ///< of the values, first and second derivatives
};

/// Whether this program has the activation. A program compiled with EIGENACT_HASHED_THIRD, which is
/// 0, 1 or 2, has about a third of them in float and half as many in double: activations share
/// their kernels, and to compile all takes minutes for every instruction set. EIGENACT_HASHED_HALF
/// halves both.
constexpr bool is_hashed([[maybe_unused]] std::string_view name, [[maybe_unused]] bool in_double) {
#ifdef EIGENACT_HASHED_THIRD
#ifdef EIGENACT_HASHED_HALF
  constexpr int parts = 6;
#else
  constexpr int parts = 3;
#endif
  int sum = 0;
  for (char c : name) sum += c;
  return sum % (in_double ? 2 * parts : parts) == EIGENACT_HASHED_THIRD;
#else
  return true;
#endif
}

std::vector<HashLine> float_hashes();
std::vector<HashLine> double_hashes();

inline std::uint64_t bits_of(Eigen::half x) { return bits_of(static_cast<float>(x)); }
inline std::uint64_t bits_of(Eigen::bfloat16 x) { return bits_of(static_cast<float>(x)); }

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

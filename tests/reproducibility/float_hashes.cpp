// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "hashes.hpp"

namespace eigenact_test {

namespace {

template <typename Scalar>
std::vector<Scalar> all_patterns() {
  std::vector<Scalar> x;
  for (unsigned bits = 0; bits < 0x10000; ++bits)
    x.push_back(Eigen::numext::bit_cast<Scalar>(static_cast<std::uint16_t>(bits)));
  return x;
}

template <typename... Formulas>
void add_sixteen_bit(std::vector<HashLine>& lines, eigenact::List<Formulas...>) {
  const auto halves = all_patterns<Eigen::half>();
  const auto bfloats = all_patterns<Eigen::bfloat16>();
  (lines.push_back(hash_line<Formulas>("half", halves)), ...);
  (lines.push_back(hash_line<Formulas>("bfloat16", bfloats)), ...);
}

}  // namespace

std::vector<HashLine> float_hashes() {
  const auto x = fixed_inputs<float, std::uint32_t>(20480, 110);
  std::vector<HashLine> lines;
  eigenact::for_each_elementwise([&](auto formula) {
    if constexpr (is_hashed(decltype(formula)::facts.name(), false))
      lines.push_back(hash_line<decltype(formula)>("float", x));
  });
  // the 16-bit floats are those of float, rounded: a few activations show the rounding
  namespace f = eigenact::formula;
  add_sixteen_bit(lines, eigenact::List<f::ELU, f::GELU, f::Mish, f::ReLU, f::Sin, f::Tanh>());
  return lines;
}

}  // namespace eigenact_test

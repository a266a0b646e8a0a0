// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "hashes.hpp"

namespace eigenact_test {

namespace {

// Below 2^-960 a double-double has lost its low half, and what is left depends on whether the
// target has fused operations.
bool is_small(std::uint64_t bits) {
  constexpr int bias = 1023, fraction_bits = 52;
  return (bits << 1 >> (fraction_bits + 1)) < bias - 960;
}

// Two lines: of all results, and of those that are not too small.
template <typename Formula>
void add_lines(std::vector<HashLine>& lines, const std::vector<double>& x) {
  const std::string name(Formula::facts.name());
  HashLine all{name + " double", {}}, usual{name + " double>=2^-960", {}};
  for_each_quantity<Formula>(x, [&](std::size_t quantity, const std::vector<double>& y) {
    Hash of_all, of_usual;
    for (double result : y) {
      const std::uint64_t bits = bits_of(result);
      of_all.add(bits);
      of_usual.add(is_small(bits) ? 0 : bits);
    }
    all.hashes[quantity] = of_all.value();
    usual.hashes[quantity] = of_usual.value();
  });
  lines.push_back(all);
  lines.push_back(usual);
}

}  // namespace

std::vector<HashLine> double_hashes() {
  const auto x = fixed_inputs<double, std::uint64_t>(5120, 760);
  std::vector<HashLine> lines;
  eigenact::for_each_elementwise([&](auto formula) { add_lines<decltype(formula)>(lines, x); });
  return lines;
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "hashes.hpp"

namespace eigenact_test {

namespace {

// Where double-double has no room for its low half or its products, lanes are computed in plain
// double, and what they give depends on whether the target has fused operations. The sizes of x and
// y are 0 or within 2^-960..2^960.
bool is_usual(double x, double y) {
  const auto fits = [](double number) {
    const std::uint64_t magnitude = bits_of(number) << 1, exponent = magnitude >> 53;
    return magnitude == 0 || (exponent >= 1023 - 960 && exponent < 1023 + 960);
  };
  return fits(x) && fits(y);
}

// Two lines: of all results, and of the usual ones.
template <typename Formula>
void add_lines(std::vector<HashLine>& lines, const std::vector<double>& x) {
  const std::string name(Formula::facts.name());
  HashLine all{name + " double", {}}, usual{name + " double-usual", {}};
  for_each_quantity<Formula>(x, [&](std::size_t quantity, const std::vector<double>& y) {
    Hash of_all, of_usual;
    for (std::size_t i = 0; i < y.size(); ++i) {
      of_all.add(bits_of(y[i]));
      of_usual.add(is_usual(x[i], y[i]) ? bits_of(y[i]) : 0);
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
  eigenact::for_each_elementwise([&](auto formula) {
    if constexpr (is_hashed(decltype(formula)::facts.name(), true))
      add_lines<decltype(formula)>(lines, x);
  });
  return lines;
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Prints docs/activations.md: every activation of the list, from its facts.
#include <eigenact/eigenact.hpp>
#include <iostream>
#include <string>

namespace {

// A vertical bar ends a cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

void print_parameters(const eigenact::Facts& facts) {
  for (int i = 0; i < facts.parameter_count(); ++i) {
    const eigenact::Parameter& p = facts.parameter(i);
    std::cout << (i > 0 ? ", " : "") << '`' << p.name << " = " << p.value << '`';
    if (p.interval.text != eigenact::finite.text) std::cout << " (" << p.interval.text << ")";
  }
}

void print_kinks(const eigenact::Facts& facts) {
  for (int i = 0; i < facts.kink_count(); ++i)
    std::cout << (i > 0 ? ", " : "") << "f'(" << cell(facts.kink(i).at)
              << ") = " << cell(facts.kink(i).derivative);
}

}  // namespace

int main() {
  std::cout
      << "# Activations\n\n"
         "Written by `cmake --build build/dev --target docs` from the facts in the headers. The "
         "formula is "
         "also what the tests evaluate in MPFR as the reference.\n\n"
         "| type | name | formula | parameters and defaults | derivative at kinks | source |\n"
         "|---|---|---|---|---|---|\n";
  eigenact::for_each_elementwise([](auto formula) {
    constexpr eigenact::Facts facts = decltype(formula)::facts;
    std::cout << "| `" << eigenact::type_name<decltype(formula)> << "` | `" << facts.name()
              << "` | `" << cell(facts.formula()) << "` | ";
    print_parameters(facts);
    std::cout << " | ";
    print_kinks(facts);
    std::cout << " | " << cell(facts.reference()) << " |\n";
  });
}

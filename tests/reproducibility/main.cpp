// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Prints a hash of what Precise gives for fixed inputs, per activation, type and quantity; with the
// file of such lines as its argument, compares.
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "hashes.hpp"

namespace {

using eigenact_test::HashLine;

constexpr int kSkipped = 77;

std::string text_of(const HashLine& line) {
  std::ostringstream text;
  text << line.name << std::hex << std::setfill('0');
  for (std::uint64_t hash : line.hashes) text << ' ' << std::setw(16) << hash;
  return text.str();
}

// Without a fused operation only the usual results of double are (double_hashes.cpp).
bool is_promised(const HashLine& line) {
  const std::string set = line.name.substr(line.name.find(' '));
  return eigenact::simd::has_fma || set != " double";
}

int compare(const std::vector<HashLine>& lines, const char* path) {
  std::ifstream file(path);
  std::map<std::string, std::string> expected;
  for (std::string line; std::getline(file, line);)
    expected[line.substr(0, line.find(' ', line.find(' ') + 1))] = line;
  int differing = 0;
  for (const HashLine& line : lines) {
    const auto found = expected.find(line.name);
    if (found == expected.end()) {  // a new activation, not yet in the file
      std::cout << "new: " << text_of(line) << "\n";
      continue;
    }
    const std::string recorded = found->second;
    expected.erase(found);
    if (!is_promised(line) || text_of(line) == recorded) continue;
    std::cout << "computed " << text_of(line) << "\nexpected " << recorded << "\n";
    ++differing;
  }
  for (const auto& [name, line] : expected) {
    const std::size_t blank = name.find(' ');
    const bool in_double = name.compare(blank, 7, " double") == 0;
    if (!eigenact_test::is_hashed(name.substr(0, blank), in_double)) continue;
    std::cout << "not computed: " << line << "\n";
    ++differing;
  }
  std::cout << lines.size() << " lines, " << differing << " differ\n";
  return differing == 0 ? 0 : 1;
}

bool machine_has_the_instructions() {
#if defined(__x86_64__) && defined(__AVX512F__)
  return __builtin_cpu_supports("avx512f");
#elif defined(__x86_64__) && defined(__AVX2__) && defined(__FMA__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return true;
#endif
}

}  // namespace

int main(int argc, char** argv) {
  if (!machine_has_the_instructions()) {
    std::cout << "skipped: this machine lacks the instructions the program was compiled for\n";
    return kSkipped;
  }
  std::vector<HashLine> lines = eigenact_test::float_hashes();
  for (const HashLine& line : eigenact_test::double_hashes()) lines.push_back(line);
  if (argc > 1) return compare(lines, argv[1]);
  for (const HashLine& line : lines) std::cout << text_of(line) << "\n";
}

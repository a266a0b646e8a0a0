// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Prints a hash of what Precise gives for fixed inputs, per activation, type and quantity; with the
// file of such lines as its argument, compares. The file is written by
//   build/test/tests/precise_hashes_native > tests/reproducibility/precise_hashes.txt
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
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

// Without a fused operation results of double that small may differ; and those of functions that
// neither saturate nor are linear far out, where plain double computes them beyond 2^960.
bool is_promised(const HashLine& line) {
  if (eigenact::simd::has_fma) return true;
  const std::size_t blank = line.name.find(' ');
  const std::string name = line.name.substr(0, blank), set = line.name.substr(blank);
  static const std::set<std::string> far_out = {"arcsinh", "log",  "ncu",   "rsqrt",
                                                "spline",  "sqrt", "symlog"};
  return set != " double" && (set != " double>=2^-960" || far_out.count(name) == 0);
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

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_bench: the speed of every activation and of its peers. See --help.

#include <benchmark/benchmark.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "selection.hpp"

namespace {

using namespace eigenact::bench;

constexpr const char* kMinTime = "--benchmark_min_time=0.05";

void add_context(const Options& options) {
  benchmark::AddCustomContext("compiler", EIGENACT_BENCH_COMPILER);
  benchmark::AddCustomContext("flags", EIGENACT_BENCH_FLAGS);
  benchmark::AddCustomContext("simd", Eigen::SimdInstructionSetsInUse());
  benchmark::AddCustomContext("offset", std::to_string(options.arrangement.offset));
  benchmark::AddCustomContext("input", options.input);
  for (const auto& [tier_name, version] : versions())
    benchmark::AddCustomContext("version_" + tier_name, version);
}

int run(std::vector<char*> arguments) {
  const Options options = parse_options(arguments);
  if (options.help) {
    std::cout << kUsage;
    return 0;
  }
  std::string min_time = kMinTime;
  if (!options.min_time) arguments.insert(arguments.begin() + 1, min_time.data());
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  if (count > 1)
    throw std::invalid_argument("there is no option \"" + std::string(arguments[1]) +
                                "\"; --help names them");
  arrange_rows();
  const Selection selection = select_rows(options);
  if (!options.quiet && !options.list)
    std::cout << selection.items.size() << " of " << selection.of << " rows: " << selection.what
              << "." << std::endl;
  for (const Selection::Item& item : selection.items)
    register_row(*item.row, item.size, options.arrangement);
  add_context(options);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run({arguments, arguments + count});
  } catch (const std::exception& error) {
    std::cerr << "eigenact_bench: " << error.what() << "\n";
    return 1;
  }
}

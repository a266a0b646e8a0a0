// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_bench: the speed of every activation and of its peers. See --help.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "measurement.hpp"

namespace {

using namespace eigenact::bench;

constexpr std::array<Eigen::Index, 3> kSizes = {4096, 65536, 16777216};
constexpr Eigen::Index kUsualSize = 65536, kLargestOffset = 4096;
constexpr const char* kMinTime = "--benchmark_min_time=0.05";
constexpr std::string_view kOffset = "--offset=", kInput = "--input=";

constexpr const char* kUsage =
    R"(eigenact_bench: ns per element of every activation, beside its peers in the same run.

A row is activation/operation/scalar/variant/length, for example silu/forward/float/fast/65536:
  operation  forward, derivative, backward, fused (value_and_derivative)
  scalar     float, double, half, bfloat16
  variant    fast, precise (eigenact); eigen (the plain Eigen expression), eigen_stable (one that
             does not overflow), std (a loop over std:: functions); copy/... is the memory's limit;
             built with EIGENACT_BENCH_PEERS: torch, onednn, xnnpack, eigen_tuned, fastmath
  length     4096, 65536, 16777216

  (no option)             the rows of 65536 floats
  --all                   all rows
  --offset=K              begin all arrays K elements after a page boundary (default 0)
  --input=normal:S        draw x with mean 0 and deviation S (default normal:2.5), or
  --input=uniform:W       draw it uniformly from [-W, W]
  --benchmark_filter=RE   the rows that match
Other options are Google Benchmark's (--benchmark_list_tests, --benchmark_out=FILE, ...). On a
shared machine: --benchmark_repetitions=5 --benchmark_enable_random_interleaving=true
)";

struct Options {
  bool all = false, filtered = false, quiet = false, min_time = false, help = false;
  std::string input = "normal:2.5";
  Arrangement arrangement;
};

Eigen::Index parse_offset(const std::string& text) {
  const bool digits =
      !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string::npos;
  const long value = digits ? std::stol(text) : -1;
  if (value < 0 || value > kLargestOffset)
    throw std::invalid_argument("--offset must be a number of elements from 0 to " +
                                std::to_string(kLargestOffset) + ", not \"" + text + "\"");
  return value;
}

Input parse_input(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  char* end = nullptr;
  const double width = colon == std::string::npos ? 0 : std::strtod(text.c_str() + colon + 1, &end);
  const bool known = name == "normal" || name == "uniform";
  if (!known || !(width > 0) || !std::isfinite(width) || *end != '\0')
    throw std::invalid_argument("--input must be normal:S or uniform:W with a positive number, " +
                                ("not \"" + text) + "\"");
  using Distribution = Input::Distribution;
  return {name == "normal" ? Distribution::kNormal : Distribution::kUniform, width};
}

// Takes our own options out of the arguments and looks at, but leaves, those of Google Benchmark.
Options parse(std::vector<char*>& arguments) {
  Options options;
  const auto ours = [&options](const char* argument) {
    const std::string text = argument;
    const auto begins = [&text](std::string_view with) { return text.rfind(with, 0) == 0; };
    if (begins(kOffset)) options.arrangement.offset = parse_offset(text.substr(kOffset.size()));
    if (begins(kInput)) options.input = text.substr(kInput.size());
    options.all |= text == "--all";
    options.help |= text == "--help" || text == "-h";
    options.filtered |= begins("--benchmark_filter=");
    options.min_time |= begins("--benchmark_min_time=");
    options.quiet |= begins("--benchmark_list_tests") ||
                     (begins("--benchmark_format=") && text != "--benchmark_format=console");
    return text == "--all" || begins(kOffset) || begins(kInput);
  };
  arguments.erase(std::remove_if(arguments.begin() + 1, arguments.end(), ours), arguments.end());
  options.arrangement.input = parse_input(options.input);
  return options;
}

// The rows of one activation and its peers side by side.
void sort_rows() {
  std::stable_sort(rows().begin(), rows().end(),
                   [](const Row& a, const Row& b) { return a.activation < b.activation; });
}

// Not where only some activations are built.
[[maybe_unused]] void name_lonely_peers() {
  std::set<std::string> ours = {"copy"};
  for (const Row& row : rows())
    if (row.variant == "fast") ours.insert(row.activation);
  std::set<std::string> lonely;
  for (const Row& row : rows())
    if (ours.count(row.activation) == 0) lonely.insert(row.activation);
  for (const std::string& name : lonely)
    std::cerr << "eigenact_bench: the peers of " << name << " have no activation of that name\n";
}

std::size_t register_rows(const Options& options) {
  std::size_t count = 0;
  for (const Row& row : rows()) {
    for (const Eigen::Index size : kSizes) {
      const bool usual = row.scalar == ScalarType::kFloat && size == kUsualSize;
      if (!usual && !options.all && !options.filtered) continue;
      register_row(row, size, options.arrangement);
      ++count;
    }
  }
  return count;
}

void announce(const Options& options, std::size_t count) {
  if (options.quiet) return;
  if (options.filtered)
    std::cout << "The rows that match the filter, of " << count;
  else if (options.all)
    std::cout << "All " << count << " rows";
  else
    std::cout << count << " of " << rows().size() * kSizes.size() << " rows, those of "
              << kUsualSize << " floats; --all runs all, --help tells more";
  std::cout << "." << std::endl;
}

void add_context(const Options& options) {
  benchmark::AddCustomContext("compiler", EIGENACT_BENCH_COMPILER);
  benchmark::AddCustomContext("flags", EIGENACT_BENCH_FLAGS);
  benchmark::AddCustomContext("simd", Eigen::SimdInstructionSetsInUse());
  benchmark::AddCustomContext("offset", std::to_string(options.arrangement.offset));
  benchmark::AddCustomContext("input", options.input);
  for (const auto& [variant, version] : versions())
    benchmark::AddCustomContext("version_" + variant, version);
}

int run(std::vector<char*> arguments) {
  const Options options = parse(arguments);
  if (options.help) {
    std::cout << kUsage;
    return 0;
  }
  std::string min_time = kMinTime;
  if (!options.min_time) arguments.insert(arguments.begin() + 1, min_time.data());
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
  sort_rows();
#ifndef EIGENACT_BENCH_ONLY
  name_lonely_peers();
#endif
  announce(options, register_rows(options));
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

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "options.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace eigenact::bench {
namespace {

constexpr Eigen::Index kLargestOffset = 4096;

constexpr std::string_view kFilter = "--benchmark_filter=", kOffset = "--offset=",
                           kInput = "--input=", kList = "--benchmark_list_tests",
                           kFormat = "--benchmark_format=", kMinTime = "--benchmark_min_time=";

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

// Whether a flag of Google Benchmark is on: alone, or with a word that it takes for true.
bool is_on(const std::string& text, std::string_view flag) {
  if (text == flag) return true;
  const std::string value = text.substr(std::min(text.size(), flag.size() + 1));
  for (const char* no : {"", "0", "f", "false", "n", "no", "off"})
    if (value == no) return false;
  return true;
}

}  // namespace

const char* const kUsage =
    R"(usage: eigenact_bench [options]

Measures ns per element of the activations, beside their peers in the same run. Without an option it
measures the ones that most people know (bench/subset.txt), 65536 floats each.

A row is family/name/operation/scalar/tier/size, as in elementwise/silu/forward/float/fast/65536:
  family     elementwise, channelwise, basis, gated, rowwise, stochastic
  name       as make_activation() knows it; with arguments where they matter: staf(25), softmax(1.5)
  operation  forward, derivative, backward, fused (value_and_derivative), backward_from_output;
             all_gradients; of gated ones also forward_halves, backward_halves; of row-wise ones
             forward_colwise, forward_rowwise, backward_colwise, backward_rowwise; sample
  scalar     float, double, half, bfloat16
  tier       fast, precise (eigenact); eigen (the plain Eigen expression), eigen_stable (one that
             does not overflow), std (a loop over std:: functions), arithmetic (with nothing around
             it); built with EIGENACT_BENCH_PEERS: torch, onednn, xnnpack, eigen_tuned, fastmath
  size       4096, 65536, 16777216 elements; elementwise/copy is the memory's limit

  --all                   every activation, operation, scalar and tier that this program is built
                          with, at 65536 elements
  --benchmark_filter=RE   those of all rows that match; a dot matches every one of them
  --offset=K              begin all arrays K elements after a page boundary (default 0)
  --input=normal:S        draw x with mean 0 and deviation S (default normal:2.5), or
  --input=uniform:W       draw it uniformly from [-W, W]

Other options are Google Benchmark's: --benchmark_list_tests (with or without a filter, names all
rows), --benchmark_out=FILE, --benchmark_out_format=json|csv, --benchmark_format=console|json|csv,
--benchmark_repetitions=N, --benchmark_min_time=SECONDS (default 0.05),
--benchmark_enable_random_interleaving=true, --benchmark_display_aggregates_only=true and the rest
of https://google.github.io/benchmark/user_guide.html. On a shared machine repeat, and interleave.
)";

Options parse_options(std::vector<char*>& arguments) {
  Options options;
  // As Google Benchmark does: the environment first, then the command line.
  if (const char* filter = std::getenv("BENCHMARK_FILTER")) options.filter = filter;
  const auto ours = [&options](const char* argument) {
    const std::string text = argument;
    const auto begins = [&text](std::string_view with) { return text.rfind(with, 0) == 0; };
    if (begins(kOffset)) options.arrangement.offset = parse_offset(text.substr(kOffset.size()));
    if (begins(kInput)) options.input = text.substr(kInput.size());
    if (begins(kFilter)) options.filter = text.substr(kFilter.size());
    if (begins(kList)) options.list = is_on(text, kList);
    options.all |= text == "--all";
    options.help |= text == "--help" || text == "-h";
    options.min_time |= begins(kMinTime);
    options.quiet |= begins(kFormat) && text != "--benchmark_format=console";
    return text == "--all" || begins(kOffset) || begins(kInput);
  };
  arguments.erase(std::remove_if(arguments.begin() + 1, arguments.end(), ours), arguments.end());
  if (options.filter && options.filter->empty()) options.filter.reset();
  options.arrangement.input = parse_input(options.input);
  return options;
}

}  // namespace eigenact::bench

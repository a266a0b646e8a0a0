// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measurement.hpp"

// The command line: our own options beside those of Google Benchmark.

namespace eigenact::bench {

struct Options {
  bool help = false;
  bool all = false;                   ///< every row of the usual size
  bool list = false;                  ///< names, not times
  bool quiet = false;                 ///< standard output is for a program
  bool min_time = false;              ///< is given
  std::optional<std::string> filter;  ///< of Google Benchmark, as given
  std::string input = "normal:2.5";
  Arrangement arrangement;
};

/// Takes our own options out of the arguments and looks at, but leaves, those of Google Benchmark.
/// @throws std::invalid_argument in one sentence.
Options parse_options(std::vector<char*>& arguments);

extern const char* const kUsage;

}  // namespace eigenact::bench

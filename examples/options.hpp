// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace example {

struct Options {
  std::optional<std::string> data;  // none: the drawn digits
  std::vector<std::string> activations = {"relu"};
  int epochs = 10;
  std::uint64_t seed = 1;
  int batch = 64;
  float learning_rate = 1e-3F;
  std::vector<int> hidden = {128, 128};
  bool train_parameters = false;
  bool list = false;
};

/// Reads the command line. Returns nothing if it asked for the help, which is printed then; throws
/// std::runtime_error with one sentence if it is wrong.
std::optional<Options> parse_options(int argc, char** argv);

}  // namespace example

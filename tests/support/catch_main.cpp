// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The runner of every test program. Compiling it once, in the support library, saves each
// program the ten seconds that the implementation part of Catch2 v2 takes.
#define CATCH_CONFIG_RUNNER
#include <cstring>
#include <iostream>
#include <vector>

#include "catch.hpp"
#include "options.hpp"

int main(int argc, char** argv) {
  eigenact_test::Options& options = eigenact_test::mutable_options();
  std::vector<char*> rest{argv[0]};
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--full") == 0) {
      options.full = true;
    } else if (std::strcmp(argv[i], "--record") == 0) {
      options.record = true;
    } else if (std::strcmp(argv[i], "--activation") == 0 && i + 1 < argc) {
      options.activation = argv[++i];
    } else {
      if (std::strcmp(argv[i], "--help") == 0 || std::strcmp(argv[i], "-h") == 0)
        std::cout << "  --full               look at the points of the full tier\n"
                     "  --record             write the hashes of Precise, do not compare them\n"
                     "  --activation NAME    only at this activation (snake_case)\n";
      rest.push_back(argv[i]);
    }
  }
  try {
    return Catch::Session().run(static_cast<int>(rest.size()), rest.data());
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << "\n";
    return 2;
  }
}

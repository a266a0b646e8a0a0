// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace eigenact_test {

/// What every test program takes beside the options of Catch2.
struct Options {
  bool full = false;       ///< --full: the points of the full tier
  bool record = false;     ///< --record: write the hashes of Precise instead of comparing them
  std::string activation;  ///< --activation NAME: the laws of this activation only
};
const Options& options();
Options& mutable_options();  ///< for main()

/// How many points the laws look at. Every number of the short tier was chosen so that the seeded
/// faults of tests/mutation are found.
struct Effort {
  std::size_t floats;       ///< value and derivative in float, against the fast reference
  std::size_t exact;        ///< value and derivative in double, against MPFR
  std::size_t second;       ///< second derivatives, against MPFR
  int neighbours;           ///< floats on each side of a threshold of the kernels
  std::size_t edge_stride;  ///< every so manieth set of parameters at the edges of their ranges
  std::size_t edges;        ///< points for each of these sets
  std::size_t differences;  ///< places where finite differences are taken
  std::size_t pairs;        ///< elements that are compared one by one
};
const Effort& effort();

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "options.hpp"

// Which rows are measured.

namespace eigenact::bench {

struct Selection {
  struct Item {
    const Row* row;
    Eigen::Index size;
  };
  std::vector<Item> items;
  std::size_t of = 0;  ///< as many rows as there are
  std::string what;    ///< in words
};

/// Brings the rows of one activation and its peers together, and drops peers that have none. The
/// program that holds all activations says on standard error which peers those were.
void arrange_rows();

/// @throws std::invalid_argument in one sentence, where nothing is selected.
Selection select_rows(const Options& options);

}  // namespace eigenact::bench

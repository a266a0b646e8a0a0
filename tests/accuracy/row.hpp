// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "candidate.hpp"
#include "sweep.hpp"

namespace eigenact_test {

/// The errors of one quantity of an activation in one tier and scalar type.
struct Row {
  std::string activation, library, tier, scalar, quantity;
  std::string inputs_are;  ///< "all", "every 1009th", "sampled"
  Statistics statistics;   ///< its `worst` is not used
  double at = 0;           ///< the x with the largest error
  double seconds = 0;      ///< of CPU time, for all rows of the sweep together
  double limit = 0;        ///< largest admissible error in ULP; 0 where none is set
  std::string input = {};  ///< in place of `at` where that is not a single x
};

/// Counts one more result of a row.
void count(Row& row, double computed, const Reference& exact, double error);

/// Empty if the row keeps its limit, else one sentence that names it.
std::string complaint(const Row& row);

/// The rows of a finished sweep.
std::vector<Row> rows_of(const Activation& activation, const SweepState& state);

nlohmann::json to_json(const Row& row);
Row row_from_json(const nlohmann::json& json);
nlohmann::json to_json(const Statistics& statistics);
Statistics statistics_from_json(const nlohmann::json& json);

}  // namespace eigenact_test

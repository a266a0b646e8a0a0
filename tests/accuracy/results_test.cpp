// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What the accuracy program wrote to docs/.
#include <map>
#include <sstream>

#include "../support/catch.hpp"
#include "files.hpp"

using namespace eigenact_test;

TEST_CASE("docs/accuracy.json has every activation, within its limits", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  if (results.is_null()) {
    WARN("docs/accuracy.json does not exist yet: sh tools/run.sh accuracy --all");
    return;
  }
  std::map<std::string, int> rows;
  for (const nlohmann::json& json : results.at("rows")) {
    const Row row = row_from_json(json);
    if (row.library != "eigenact") continue;
    CHECK(complaint(row) == "");
    CHECK(row.limit > 0);
    if (row.scalar == "float" && row.inputs_are == "all") {
      CHECK(row.statistics.inputs == std::uint64_t{1} << 32);
      ++rows[row.activation];
    }
  }
  std::istringstream names(EIGENACT_ACCURACY_NAMES);
  for (std::string name; names >> name;) {
    INFO(name);
    if (rows[name] == 0) {
      WARN(name + " is not in docs/accuracy.json yet: sh tools/run.sh accuracy " + name);
    } else {
      CHECK(rows[name] == 4);
    }
  }
}

#ifdef __FMA__
TEST_CASE("no float is worse than docs/accuracy.json says", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  if (results.is_null()) {
    WARN("docs/accuracy.json does not exist yet: sh tools/run.sh accuracy --all");
    return;
  }
  for (const auto& [name, measured] : activations()) {
    SweepState state = make_sweep(measured, 65537);
    run_sweep(measured, state, {});
    for (const Row& row : rows_of(measured, state)) {
      for (const nlohmann::json& json : results.at("rows")) {
        const Row recorded = row_from_json(json);
        if (recorded.activation != name || recorded.scalar != "float" ||
            recorded.inputs_are != "all" || recorded.quantity != row.quantity ||
            recorded.tier != row.tier || recorded.library != row.library)
          continue;
        INFO(name << ", " << row.quantity << ", " << row.tier << " at x = " << row.at);
        CHECK(row.statistics.max_ulp <= recorded.statistics.max_ulp * (1 + 1e-9));
      }
    }
  }
}
#endif

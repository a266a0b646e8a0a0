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

TEST_CASE("docs/accuracy.json has every activation of the other families", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  std::istringstream names(EIGENACT_ACCURACY_FAMILIES);
  const std::map<std::string, int> rows_of_each = {{"rowwise", 8}, {"gated", 12}, {"basis", 12}};
  for (std::string entry; names >> entry;) {  // "rowwise/softmax"
    const std::string family = entry.substr(0, entry.find('/')),
                      name = entry.substr(entry.find('/') + 1);
    int rows = 0;
    for (const nlohmann::json& json : results.at("families").at(family).at("rows")) {
      if (json.at("activation") != name) continue;
      const Row row = row_from_json(json);
      CHECK(complaint(row) == "");
      CHECK(row.limit > 0);
      CHECK(row.statistics.inputs > 0);
      ++rows;
    }
    INFO(entry + ": sh tools/run.sh accuracy " + name);
    CHECK(rows == rows_of_each.at(family));
  }
}

#ifdef __FMA__
namespace {

/// Whether a row of docs/accuracy.json is the one over all floats of that candidate.
bool records(const Row& recorded, const Row& row) {
  return recorded.activation == row.activation && recorded.scalar == "float" &&
         recorded.inputs_are == "all" && recorded.quantity == row.quantity &&
         recorded.tier == row.tier && recorded.library == row.library;
}

/// Measures the chunks of a sweep that are not done, beside the rows of docs/accuracy.json.
void check_against(const nlohmann::json& results, const Activation& measured, SweepState state) {
  run_sweep(measured, state, {2, [](const SweepState&) { return true; }});
  for (const Row& row : rows_of(measured, state)) {
    for (const nlohmann::json& json : results.at("rows")) {
      const Row recorded = row_from_json(json);
      if (!records(recorded, row)) continue;
      INFO(row.activation << ", " << row.quantity << ", " << row.tier << " at x = " << row.at);
      CHECK(row.statistics.max_ulp <= recorded.statistics.max_ulp * (1 + 1e-9));
    }
  }
}

/// Whether Fast comes near its 4 ULP.
bool is_close(const nlohmann::json& results, const std::string& activation) {
  bool close = false;
  for (const nlohmann::json& json : results.at("rows")) {
    const Row row = row_from_json(json);
    close |= row.activation == activation && row.scalar == "float" && row.tier == "Fast" &&
             row.inputs_are == "all" && row.statistics.max_ulp > 3.5;
  }
  return close;
}

}  // namespace

TEST_CASE("no float is worse than docs/accuracy.json says", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  if (results.is_null()) {
    WARN("docs/accuracy.json does not exist yet: sh tools/run.sh accuracy --all");
    return;
  }
  for (const auto& [name, measured] : activations()) {
    INFO(name);
    check_against(results, measured, make_sweep(measured, 65537));
  }
}

// A peak of 4 ULP may be a few thousand floats wide: every float from -2^-5 to -24, where they are.
TEST_CASE("kernels close to their limit keep it at every float of a range", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  if (results.is_null()) return;  // warned of above
  std::size_t count = 0;
  for (const auto& [name, measured] : activations()) {
    if (!is_close(results, name)) continue;
    INFO(name);
    SweepState state = make_sweep(measured, 1);
    const auto chunk_of = [&](std::uint32_t bits) {
      return static_cast<std::size_t>(bits * std::uint64_t{state.done.size()} >> 32);
    };
    const std::size_t first = chunk_of(0xbd000000), last = chunk_of(0xc1c00000);
    for (std::size_t chunk = 0; chunk < state.done.size(); ++chunk)
      state.done[chunk] = chunk < first || chunk >= last;
    check_against(results, measured, std::move(state));
    ++count;
  }
  CHECK(count >= 4);
}
#endif

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "row.hpp"
#include "sample.hpp"

namespace eigenact_test {

/// Replaces the file as a whole: a reader, or a run after a power cut, sees the old or the new
/// text. std::runtime_error naming the file if it cannot be written.
void write_file(const std::string& path, const std::string& text);

/// The file's JSON; null if there is no such file. std::runtime_error if it is not JSON.
nlohmann::json read_json(const std::string& path);

nlohmann::json to_json(const SweepState& state);
/// std::exception where the JSON is not one that to_json wrote.
SweepState sweep_from_json(const nlohmann::json& json);

/// The unfinished work of a run, in one file: a sweep by activation, and which are done with.
class StateFile {
 public:
  explicit StateFile(std::string path);

  /// The stored sweep if it is one of the same outputs and stride as `fresh`, else `fresh` itself;
  /// `note` then says why, where something was stored.
  SweepState resume(const std::string& activation, const SweepState& fresh, std::string& note);
  /// Whether the activation was finished with these outputs and this stride.
  bool is_finished(const std::string& activation, const SweepState& fresh) const;

  void store(const std::string& activation, const SweepState& state);
  /// The activation's results are in the results file: a later run passes over it.
  void mark_written(const std::string& activation);
  void remove() const;

 private:
  std::string path_;
  nlohmann::json json_;
};

/// Where and how an activation was measured.
struct RunRecord {
  std::string machine, compiler, flags, command;
  ReferenceError reference;
  bool swept = true;  ///< else the rows over all floats are of the run before
};

/// Enters rows and record into the results, in place of older ones.
void merge_results(nlohmann::json& results, const std::string& activation,
                   const std::vector<Row>& rows, const RunRecord& record);

/// docs/accuracy.md, from docs/accuracy.json.
std::string markdown(const nlohmann::json& results);

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <tuple>

namespace eigenact_test {
namespace {

Quantity quantity_of(const std::string& text) {
  for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative, Quantity::kSecondDerivative})
    if (text == to_string(quantity)) return quantity;
  throw std::runtime_error("unknown quantity \"" + text + "\"");
}

auto key(const nlohmann::json& row) {
  const auto text = [&](const char* name) { return row.at(name).get<std::string>(); };
  return std::tuple(text("activation"), text("library"), text("scalar"), text("quantity"),
                    text("tier"));
}

bool same_work(const nlohmann::json& stored, const SweepState& fresh) {
  return stored.value("fingerprint", "") == fresh.fingerprint &&
         stored.value("stride", std::uint64_t{0}) == fresh.stride;
}

}  // namespace

void write_file(const std::string& path, const std::string& text) {
  const std::string draft = path + ".new";
  {
    std::ofstream file(draft, std::ios::binary);
    file << text;
    file.flush();
    if (!file) throw std::runtime_error("cannot write " + draft + ": is its folder there?");
  }
  if (std::rename(draft.c_str(), path.c_str()) != 0)
    throw std::runtime_error("cannot replace " + path + ".");
}

nlohmann::json read_json(const std::string& path) {
  std::ifstream file(path);
  if (!file) return nullptr;
  nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
  if (json.is_discarded())
    throw std::runtime_error(path + " is not JSON: repair it, or remove it to start afresh.");
  return json;
}

nlohmann::json to_json(const SweepState& state) {
  std::string done;
  for (bool chunk : state.done) done += chunk ? '1' : '0';
  nlohmann::json rows = nlohmann::json::array();
  for (const SweepRow& row : state.rows)
    rows.push_back({{"library", row.library},
                    {"tier", row.tier},
                    {"quantity", to_string(row.quantity)},
                    {"statistics", to_json(row.statistics)}});
  return {{"stride", state.stride},
          {"fingerprint", state.fingerprint},
          {"done", done},
          {"rows", rows},
          {"seconds", state.seconds},
          {"long_double_count", state.long_double_count},
          {"oracle_count", state.oracle_count}};
}

SweepState sweep_from_json(const nlohmann::json& json) {
  SweepState state;
  json.at("stride").get_to(state.stride);
  json.at("fingerprint").get_to(state.fingerprint);
  for (char chunk : json.at("done").get<std::string>()) state.done.push_back(chunk == '1');
  for (const nlohmann::json& row : json.at("rows"))
    state.rows.push_back({row.at("library"), row.at("tier"), quantity_of(row.at("quantity")),
                          statistics_from_json(row.at("statistics"))});
  json.at("seconds").get_to(state.seconds);
  json.at("long_double_count").get_to(state.long_double_count);
  json.at("oracle_count").get_to(state.oracle_count);
  return state;
}

StateFile::StateFile(std::string path) : path_(std::move(path)), json_(read_json(path_)) {
  if (!json_.is_object()) json_ = nlohmann::json::object();
}

SweepState StateFile::resume(const std::string& activation, const SweepState& fresh,
                             std::string& note) {
  const auto stored = json_.find(activation);
  if (stored == json_.end()) return fresh;
  if (!same_work(*stored, fresh)) {
    note = path_ + " holds another " + activation +
           " (its results or the stride have changed): starting afresh.";
    return fresh;
  }
  SweepState state = sweep_from_json(*stored);
  const bool same_shape =
      state.done.size() == fresh.done.size() && state.rows.size() == fresh.rows.size();
  if (!same_shape) note = path_ + " has another layout: starting afresh with " + activation + ".";
  return same_shape ? state : fresh;
}

bool StateFile::is_finished(const std::string& activation, const SweepState& fresh) const {
  const auto stored = json_.find(activation);
  return stored != json_.end() && stored->value("written", false) && same_work(*stored, fresh);
}

void StateFile::store(const std::string& activation, const SweepState& state) {
  json_[activation] = to_json(state);
  write_file(path_, json_.dump(1));
}

void StateFile::mark_written(const std::string& activation) {
  json_[activation]["written"] = true;
  write_file(path_, json_.dump(1));
}

void StateFile::remove() const { std::remove(path_.c_str()); }

void merge_results(nlohmann::json& results, const std::string& activation,
                   const std::vector<Row>& rows, const RunRecord& record) {
  nlohmann::json run = {{"machine", record.machine},
                        {"compiler", record.compiler},
                        {"flags", record.flags},
                        {"command", record.command}};
  if (record.swept) {
    const ReferenceError& reference = record.reference;
    run["reference_points"] = reference.points;
    run["reference_error_value"] = reference.value;
    run["reference_error_derivative"] = reference.derivative;
    if (results.contains("sample_runs")) results["sample_runs"].erase(activation);
  }
  results[record.swept ? "runs" : "sample_runs"][activation] = std::move(run);
  std::vector<nlohmann::json> all;
  for (const Row& row : rows) all.push_back(to_json(row));
  const std::size_t fresh = all.size();
  if (results.contains("rows"))
    for (const nlohmann::json& old : results["rows"]) {
      const auto end = all.begin() + static_cast<std::ptrdiff_t>(fresh);
      const bool replaced = std::any_of(
          all.begin(), end, [&](const nlohmann::json& row) { return key(row) == key(old); });
      if (!replaced) all.push_back(old);
    }
  std::sort(all.begin(), all.end(),
            [](const nlohmann::json& a, const nlohmann::json& b) { return key(a) < key(b); });
  results["rows"] = all;
}

}  // namespace eigenact_test

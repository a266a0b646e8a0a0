// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "recorded.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace eigenact_test {
namespace {

nlohmann::json read() {
  std::ifstream file(EIGENACT_ACCURACY_JSON);
  if (!file) throw std::runtime_error(std::string("cannot read ") + EIGENACT_ACCURACY_JSON);
  return nlohmann::json::parse(file).at("rows");
}

}  // namespace

Recorded recorded(const Subject& subject, Quantity quantity) {
  static const nlohmann::json rows = read();
  Recorded result;
  for (const nlohmann::json& row : rows) {
    if (row.at("activation") != subject.name || row.at("quantity") != to_string(quantity)) continue;
    const double x = std::strtod(row.at("at").get_ref<const std::string&>().c_str(), nullptr);
    if (round_to(x, subject.format) == x) result.worst_inputs.push_back(x);
    if (row.at("scalar") == subject.scalar && row.at("inputs_are") == "all" &&
        subject.format.digits == 24 && (row.at("tier") == "Precise") == subject.precise)
      result.max_ulp = row.at("max_ulp");
  }
  return result;
}

}  // namespace eigenact_test

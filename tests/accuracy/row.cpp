// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "row.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "../support/limits.hpp"
#include "../support/points.hpp"

namespace eigenact_test {
namespace {

std::string ordinal(std::uint64_t n) {
  const std::uint64_t last = n % 10, teens = n / 10 % 10;
  const char* ending = teens == 1 || last == 0 || last > 3 ? "th"
                       : last == 1                         ? "st"
                       : last == 2                         ? "nd"
                                                           : "rd";
  return std::to_string(n) + ending;
}

double float_of(std::uint32_t bits) {
  float x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

std::string input_of(const Row& row) {
  if (!row.input.empty()) return row.input;
  std::ostringstream text;
  text << "x = " << row.at << " (" << hexadecimal(row.at) << ")";
  return text.str();
}

}  // namespace

void count(Row& row, double computed, const Reference& exact, double error) {
  Statistics& s = row.statistics;
  const bool computed_nan = std::isnan(computed), exact_nan = exact.is_nan();
  ++s.inputs;
  if (computed_nan || exact_nan) {
    s.nan_errors += computed_nan != exact_nan;
    return;
  }
  s.above_half += error > 0.5;
  s.above_one += error > 1;
  s.max_ulp = std::max(s.max_ulp, error);
  if (computed == 0 && exact.hi != 0 && std::signbit(computed) != std::signbit(exact.hi))
    ++s.zero_sign_errors;
}

std::string complaint(const Row& row) {
  const Statistics& s = row.statistics;
  if (row.limit == 0) return "";
  if (s.max_ulp <= row.limit && s.nan_errors == 0 && s.zero_sign_errors == 0) return "";
  std::ostringstream text;
  text << row.activation << ", " << row.quantity << ", " << row.scalar << " " << row.tier << ": ";
  if (s.max_ulp > row.limit)
    text << s.max_ulp << " ULP at " << input_of(row) << ", above the limit of " << row.limit << ".";
  else if (s.nan_errors > 0)
    text << s.nan_errors << " results are NaN where a number is right, or the other way round.";
  else
    text << s.zero_sign_errors << " zeros have the wrong sign.";
  return text.str();
}

std::vector<Row> rows_of(const Activation& activation, const SweepState& state) {
  std::vector<Row> rows;
  for (const SweepRow& from : state.rows) {
    Row row{activation.facts.name,
            from.library,
            from.tier,
            "float",
            to_string(from.quantity),
            state.stride == 1 ? "all" : "every " + ordinal(state.stride),
            from.statistics,
            float_of(from.statistics.worst),
            state.seconds};
    Subject measured = activation.facts;
    measured.precise = from.tier == "Precise";
    row.limit = from.library == "eigenact" ? error_limit(measured, from.quantity) : 0;
    rows.push_back(row);
  }
  return rows;
}

nlohmann::json to_json(const Statistics& s) {
  return {{"inputs", s.inputs},
          {"above_half", s.above_half},
          {"above_one", s.above_one},
          {"nan_errors", s.nan_errors},
          {"infinity_errors", s.infinity_errors},
          {"zero_sign_errors", s.zero_sign_errors},
          {"max_ulp", s.max_ulp},
          {"worst", s.worst}};
}

Statistics statistics_from_json(const nlohmann::json& json) {
  Statistics s;
  json.at("inputs").get_to(s.inputs);
  json.at("above_half").get_to(s.above_half);
  json.at("above_one").get_to(s.above_one);
  json.at("nan_errors").get_to(s.nan_errors);
  json.at("infinity_errors").get_to(s.infinity_errors);
  json.at("zero_sign_errors").get_to(s.zero_sign_errors);
  json.at("max_ulp").get_to(s.max_ulp);
  s.worst = json.value("worst", 0u);
  return s;
}

nlohmann::json to_json(const Row& row) {
  nlohmann::json json = to_json(row.statistics);
  json.erase("worst");
  json["activation"] = row.activation;
  json["library"] = row.library;
  json["tier"] = row.tier;
  json["scalar"] = row.scalar;
  json["quantity"] = row.quantity;
  json["inputs_are"] = row.inputs_are;
  if (row.input.empty()) {
    json["at"] = hexadecimal(row.at);
    json["at_decimal"] = row.at;
  } else {
    json["input"] = row.input;
  }
  json["seconds"] = row.seconds;
  json["limit"] = row.limit;
  return json;
}

Row row_from_json(const nlohmann::json& json) {
  Row row;
  json.at("activation").get_to(row.activation);
  json.at("library").get_to(row.library);
  json.at("tier").get_to(row.tier);
  json.at("scalar").get_to(row.scalar);
  json.at("quantity").get_to(row.quantity);
  json.at("inputs_are").get_to(row.inputs_are);
  row.statistics = statistics_from_json(json);
  row.input = json.value("input", "");
  if (row.input.empty()) row.at = std::strtod(json.at("at").get<std::string>().c_str(), nullptr);
  row.seconds = json.value("seconds", 0.0);
  row.limit = json.value("limit", 0.0);
  return row;
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The tables of the README that say what docs/accuracy.json holds, and its page.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "../support/catch.hpp"
#include "family.hpp"
#include "files.hpp"
#include "page.hpp"

using namespace eigenact_test;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The text between '|', without blanks at the ends.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream text(line.substr(1));
  for (std::string cell; std::getline(text, cell, '|');) {
    const std::size_t first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return cells;
}

/// The lines of the tables of the section "How right" up to the other libraries.
std::vector<std::vector<std::string>> readme_rows() {
  const std::string text = file_text(EIGENACT_README);
  const std::size_t first = text.find("\n## How right\n"), last = text.find("\nOther libraries");
  REQUIRE(first < last);
  std::istringstream section(text.substr(first, last - first));
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(section, line);)
    if (line.rfind("| ", 0) == 0 && line.rfind("| |", 0) != 0) rows.push_back(cells_of(line));
  return rows;
}

/// The rows that a cell is about: those of "float" or "row-wise, double", values or their
/// gradients.
std::vector<Row> rows_of(const nlohmann::json& results, const std::string& label, const char* tier,
                         bool is_value) {
  const std::map<std::string, std::string> families = {
      {"row-wise", "rowwise"}, {"gated", "gated"}, {"basis", "basis"}};
  const std::size_t comma = label.find(", ");
  const bool is_elementwise = comma == std::string::npos;
  const std::string scalar = is_elementwise ? label : label.substr(comma + 2);
  const nlohmann::json& rows =
      is_elementwise ? results.at("rows")
                     : results.at("families").at(families.at(label.substr(0, comma))).at("rows");
  std::vector<Row> result;
  for (const nlohmann::json& json : rows) {
    const Row row = row_from_json(json);
    if (row.library == "eigenact" && row.scalar == scalar && row.tier == tier &&
        row.quantity != "second derivative" && (row.quantity == "value") == is_value)
      result.push_back(row);
  }
  return result;
}

/// "3.96 (gelu)": the worst of the rows, of which the named one is one. What it should be, if not.
std::string corrected(const std::string& cell, const std::vector<Row>& rows) {
  const std::size_t point = cell.find('.'), blank = cell.find(" (");
  const int decimals = static_cast<int>(blank - point) - 1;
  if (rows.empty() || point == std::string::npos || blank == std::string::npos) return "nothing";
  const auto text = [&](const Row& row) {
    return rounded_up(row.statistics.max_ulp, decimals) + " (" + row.activation + ")";
  };
  const auto worst = std::max_element(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.statistics.max_ulp < b.statistics.max_ulp;
  });
  const std::string number = text(*worst).substr(0, blank);
  const bool is_right =
      cell.substr(0, blank) == number &&
      std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return text(row) == cell; });
  return is_right ? "" : text(*worst);
}

}  // namespace

TEST_CASE("the README's worst errors are those of docs/accuracy.json", "[accuracy]") {
  const nlohmann::json results = read_json(EIGENACT_ACCURACY_JSON);
  const auto lines = readme_rows();
  CHECK(lines.size() == 10);
  for (const auto& cells : lines) {
    REQUIRE(cells.size() == 5);
    for (std::size_t i = 1; i < 5; ++i) {
      CAPTURE(cells[0], cells[i]);
      CHECK(corrected(cells[i],
                      rows_of(results, cells[0], i % 2 == 1 ? "Fast" : "Precise", i < 3)) == "");
    }
  }
}

TEST_CASE("docs/accuracy.md is the page of docs/accuracy.json", "[accuracy]") {
  const std::string path = EIGENACT_ACCURACY_JSON;
  const std::string page = file_text(path.substr(0, path.rfind(".json")) + ".md");
  const bool is_the_same = page == markdown(read_json(path));
  INFO("write it anew: sh tools/run.sh accuracy --markdown-only");
  CHECK(is_the_same);
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "family.hpp"
#include "files.hpp"
#include "page.hpp"

namespace eigenact_test {

std::string rounded_up(double x, int decimals) {
  char text[32];
  const double power = std::pow(10, decimals),
               number = std::max(std::ceil(x * power - 1e-9), 0.0) + 0.0;  // not -0
  std::snprintf(text, sizeof text, "%.*f", decimals, number / power);
  return text;
}

void print_runs(std::ostream& out, const nlohmann::json& results) {
  std::map<std::string, std::vector<std::string>> by_setting;
  for (const char* kind : {"runs", "sample_runs"}) {
    if (!results.contains(kind)) continue;
    for (const auto& [activation, run] : results[kind].items())
      by_setting["`" + run.value("command", "") + "` on " + run.value("machine", "") + ", " +
                 run.value("compiler", "") + ", `" + run.value("flags", "") + "`"]
          .push_back(activation);
  }
  for (const auto& [setting, names] : by_setting) {
    out << "- " << setting;
    if (by_setting.size() > 1)
      for (std::size_t i = 0; i < names.size(); ++i) out << (i == 0 ? ": " : ", ") << names[i];
    out << "\n";
  }
  out << "\n";
}

namespace {

constexpr const char* kQuantities[] = {"value", "derivative", "second derivative"};
constexpr const char* kTiers[] = {"Fast", "Precise"};

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (part == 0) return "0";
  return rounded_up(100.0 * static_cast<double>(part) / static_cast<double>(whole)) + " %";
}

std::string scientific(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", x);
  return text;
}

/// Two decimals, or the magnitude of what has lost all digits.
std::string short_number(double x) { return x < 1000 ? rounded_up(x) : scientific(x); }

std::string decimal(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", x);
  return text;
}

/// The rows of results, found by what they are.
class Rows {
 public:
  explicit Rows(const nlohmann::json& results) {
    if (!results.contains("rows")) return;
    for (const nlohmann::json& json : results["rows"]) {
      rows_.push_back(row_from_json(json));
      if (rows_.back().library == "eigenact") names_.insert(rows_.back().activation);
    }
  }

  const Row* find(const std::string& name, const std::string& scalar, const std::string& quantity,
                  const std::string& tier) const {
    for (const Row& row : rows_)
      if (row.library == "eigenact" && row.activation == name && row.scalar == scalar &&
          row.quantity == quantity && row.tier == tier)
        return &row;
    return nullptr;
  }
  const std::set<std::string>& names() const { return names_; }
  const std::vector<Row>& all() const { return rows_; }

 private:
  std::vector<Row> rows_;
  std::set<std::string> names_;
};

/// A column of the smaller tables: the largest error of a tier, scalar type and quantity.
struct Column {
  std::string scalar, quantity, tier;
  std::string title() const { return quantity + ", " + tier; }
};

std::vector<Column> columns_of(const std::string& scalar, int first, int last) {
  std::vector<Column> columns;
  for (int quantity = first; quantity <= last; ++quantity)
    for (const char* tier : kTiers) columns.push_back({scalar, kQuantities[quantity], tier});
  return columns;
}

void print_reference(std::ostream& out, const nlohmann::json& results) {
  double worst = 0;
  std::uint64_t fewest = UINT64_MAX;
  std::string name;
  if (!results.contains("runs")) return;
  for (const auto& [activation, run] : results["runs"].items()) {
    fewest = std::min(fewest, run.value("reference_points", std::uint64_t{0}));
    for (const char* field : {"reference_error_value", "reference_error_derivative"}) {
      if (run.value(field, 0.0) < worst) continue;
      worst = run.value(field, 0.0);
      name = activation;
    }
  }
  out << "Compared with MPFR itself at " << fewest << " or more points of each quantity and "
      << "activation, the reference is off by at most " << scientific(worst) << " ULP (" << name
      << "); the program accepts 1e-5.\n\n";
}

void print_introduction(std::ostream& out, const nlohmann::json& results, const Rows& rows) {
  const bool all = std::none_of(rows.all().begin(), rows.all().end(), [](const Row& row) {
    return row.scalar == "float" && row.quantity != kQuantities[2] && row.inputs_are != "all";
  });
  out << "# Accuracy\n\n"
         "The error of every elementwise activation in units in the last place (ULP) of the "
         "result, in "
         "`float` over "
      << (all ? "**all 2^32 inputs**: every number, both zeros, both infinities and every NaN"
              : "all 2^32 inputs, or the share of them that the last column of its table names")
      << ". The unit is taken at the exact result, and at the smallest normal number where "
         "that is larger. For derivatives of `Fast` it is at 2^-6 at least within 1/4 of an "
         "interior zero of the derivative; for `Precise` there is no such exemption.\n\n"
         "The reference is the formula text of the activation, differentiated and evaluated in "
         "`double` with libm alone and a running error bound; where that bound leaves more than "
         "1e-5 ULP open, in `long double`, and then in MPFR. At a kink the declared derivative "
         "is the exact one, at an infinity the limit. ";
  print_reference(out, results);
  out << "Written by `sh tools/run.sh accuracy --all`, or `... accuracy NAME...` for single "
         "activations; the figures are in `accuracy.json`. Numbers are rounded up. Row-wise "
         "activations, gated units and basis expansions follow at the end.\n\n";
  print_runs(out, results);
}

void print_sweeps(std::ostream& out, const Rows& rows) {
  out << "## float, every input\n\n"
         "| activation | quantity | tier | max ULP | at x = | bits of x | above 1/2 ULP | above 1 "
         "ULP | wrong NaN | wrong infinity | wrong sign of 0 | inputs |\n"
         "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  for (const std::string& name : rows.names())
    for (int quantity = 0; quantity < 2; ++quantity)
      for (const char* tier : kTiers) {
        const Row* row = rows.find(name, "float", kQuantities[quantity], tier);
        if (row == nullptr) continue;
        const Statistics& s = row->statistics;
        out << "| " << name << " | " << row->quantity << " | " << tier << " | "
            << rounded_up(s.max_ulp) << " | " << decimal(row->at) << " | `"
            << to_json(*row)["at"].get<std::string>() << "` | " << percent(s.above_half, s.inputs)
            << " | " << percent(s.above_one, s.inputs) << " | " << s.nan_errors << " | "
            << s.infinity_errors << " | " << s.zero_sign_errors << " | "
            << (row->inputs_are == "all" ? "all" : row->inputs_are) << " |\n";
      }
  out << "\n";
}

/// A section with the maxima of the columns; nothing where no row has them.
void print_table(std::ostream& out, const Rows& rows, const std::vector<Column>& columns,
                 const char* introduction) {
  const auto is_column_of = [&](const Row& row) {
    return row.scalar == columns[0].scalar && row.quantity == columns[0].quantity;
  };
  if (std::none_of(rows.all().begin(), rows.all().end(), is_column_of)) return;
  out << introduction << "\n\n";
  out << "| activation |";
  for (const Column& column : columns) out << " " << column.title() << " |";
  out << "\n|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) out << "---:|";
  out << "\n";
  for (const std::string& name : rows.names()) {
    out << "| " << name << " |";
    for (const Column& column : columns) {
      const Row* row = rows.find(name, column.scalar, column.quantity, column.tier);
      out << " " << (row != nullptr ? rounded_up(row->statistics.max_ulp) : "") << " |";
    }
    out << "\n";
  }
  out << "\n";
}

/// Whoever else was measured, on the same inputs.
void print_peers(std::ostream& out, const Rows& rows) {
  std::set<std::string> libraries;
  std::map<std::string, std::string> errors;  // by activation, quantity and library
  for (const Row& row : rows.all()) {
    const bool ours = row.library == "eigenact";
    if (row.scalar != "float" || row.quantity == kQuantities[2]) continue;
    if (!ours) libraries.insert(row.library);
    errors[row.activation + row.quantity + (ours ? row.tier : row.library)] =
        short_number(row.statistics.max_ulp) + (row.statistics.nan_errors > 0 ? ", NaN" : "");
  }
  if (libraries.empty()) return;
  std::vector<std::string> columns(std::begin(kTiers), std::end(kTiers));
  columns.insert(columns.end(), libraries.begin(), libraries.end());
  out << "## Other libraries, same inputs and same metric\n\nMax ULP in `float`, and NaN where "
         "the result is NaN and should not be, or the other way round. Derivatives are measured as "
         "`Fast`'s.\n\n| activation | quantity |";
  for (const std::string& column : columns) out << " " << column << " |";
  out << "\n|---|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) out << "---:|";
  out << "\n";
  for (const std::string& name : rows.names())
    for (int quantity = 0; quantity < 2; ++quantity) {
      out << "| " << name << " | " << kQuantities[quantity] << " |";
      for (const std::string& column : columns)
        out << " " << errors[name + kQuantities[quantity] + column] << " |";
      out << "\n";
    }
  out << "\n";
}

void print_worst(std::ostream& out, const Rows& rows, const std::vector<Column>& columns) {
  for (const Column& column : columns) {
    std::vector<const Row*> all;
    for (const std::string& name : rows.names())
      if (const Row* row = rows.find(name, column.scalar, column.quantity, column.tier))
        all.push_back(row);
    std::stable_sort(all.begin(), all.end(), [](const Row* a, const Row* b) {
      return a->statistics.max_ulp > b->statistics.max_ulp;
    });
    if (all.empty()) continue;
    out << "| " << column.scalar << ", " << column.title() << " |";
    for (std::size_t i = 0; i < 3; ++i) {
      if (i < all.size())
        out << " " << all[i]->activation << " " << rounded_up(all[i]->statistics.max_ulp) << " at "
            << decimal(all[i]->at);
      out << " |";
    }
    out << "\n";
  }
}

}  // namespace

std::string markdown(const nlohmann::json& results) {
  std::ostringstream out;
  const Rows rows(results);
  const auto in_double = columns_of("double", 0, 2), in_half = columns_of("half", 0, 1),
             in_bfloat = columns_of("bfloat16", 0, 1), second = columns_of("float", 2, 2);
  print_introduction(out, results, rows);
  print_sweeps(out, rows);
  print_peers(out, rows);
  print_table(out, rows, in_double,
              "## double\n\nMax ULP at random and structured points: 100,000 and those around "
              "thresholds, kinks and roots; 20,000 for the second derivative. Within 1/4 of a zero "
              "of a derivative its unit is at 2^-6 at least, in both tiers.");
  print_table(out, rows, in_half, "## half\n\nMax ULP over all values.");
  print_table(out, rows, in_bfloat, "## bfloat16\n\nMax ULP over all values.");
  print_table(
      out, rows, second,
      "## float, second derivative\n\nMax ULP at 20,000 random points and those around "
      "thresholds, kinks and roots, with the units of double's for `Fast`, strict for `Precise`.");
  out << "## The worst three of every column\n\n| column | 1 | 2 | 3 |\n|---|---|---|---|\n";
  for (const auto& columns : {columns_of("float", 0, 1), second, in_double, in_half, in_bfloat})
    print_worst(out, rows, columns);
  out << family_markdown(results);
  return out.str();
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <sstream>
#include <utility>

#include "family.hpp"
#include "files.hpp"
#include "page.hpp"

namespace eigenact_test {
namespace {

struct Section {
  const char *family, *title, *text;
};
constexpr Section kSections[] = {
    {"rowwise", "Row-wise activations",
     "Where terms cancel, the unit is at the size of the terms. Of **values** it is at the "
     "result for softmax and its kin, log_softmax, hardmax and maxout; at 1 or more for "
     "sparsemax, entmax15 and standardize; at the greatest of |y|, |max x| and log n for "
     "log_sum_exp and log_mean_exp; at the sum of the magnitudes of its terms for "
     "poly_norm. Of **gradients** it is at the sum of the magnitudes of their terms, which for "
     "softmax is y_i / temperature (|g_i| + sum_j y_j |g_j|), and for "
     "log_sum_exp and log_mean_exp at |g| times the smallest normal number at least; the y in "
     "it is the rounded one that backward() takes.\n\n"
     "The sample: 960 lines of 20 lengths from 1 to 300, of normal distributions with widths "
     "from 1e-6 to 1e30 and centers up to 3e6, 1600 pairs, and 68 lines at the ends of the "
     "range; temperatures 1, 0.7 and 3, eps 1e-5 and 0.01; gradients of widths 1, 0.001 and "
     "1e4."},
    {"gated", "Gated units",
     "Of **values** the unit is at the result. Of **gradients** it is at the sum of the "
     "magnitudes of the gradient and of what f'(a) or g'(b) is multiplied with: |gz g(b)| or "
     "|gz f(a)|, as f' may cross zero.\n\n"
     "The sample: 4000 pairs of operands, of which five of eight are normal numbers with "
     "widths 1 and 8; in the others one operand or both have random exponents from the whole "
     "range. Pairs are left out if a factor, or the gradient times a factor, is below the "
     "smallest normal number or overflows."},
    {"basis", "Basis expansions",
     "The unit is at the largest |f| or |f'| in [-3, 3] with the same parameters, or at the "
     "sum of the magnitudes of the terms at x where that is larger: a term is what one "
     "coefficient contributes. Of **parameter gradients** it is at the sum of the magnitudes "
     "of what each x contributes.\n\n"
     "The sample: 640 arguments, uniform in [-1, 1], [-3, 3] and [-30, 30] and of sizes from "
     "2^-40 to 2^10, for each of three sets of parameters (the initial ones, others near them "
     "and further away) of each structure (the default one, and the kinds and grids that the "
     "expansion has). The gradients of the parameters are sums over 96 of them up to 30. "
     "Arguments next to a knot of piecewise_linear, where rounding decides between two "
     "derivatives, are left out."},
};

std::string cell(const std::vector<Row>& rows, const Row& like, const char* scalar,
                 const char* tier) {
  for (const Row& row : rows)
    if (row.activation == like.activation && row.quantity == like.quantity &&
        row.scalar == scalar && row.tier == tier)
      return rounded_up(row.statistics.max_ulp) + " of " + rounded_up(row.limit, 1) +
             (row.statistics.nan_errors > 0 ? ", NaN" : "");
  return "";
}

void print_section(std::ostream& out, const Section& section, const nlohmann::json& results) {
  std::vector<Row> rows;
  for (const nlohmann::json& json : results.at("rows")) rows.push_back(row_from_json(json));
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {  // values first
    return std::pair(a.activation, a.quantity != "value") <
           std::pair(b.activation, b.quantity != "value");
  });
  out << "\n## " << section.title
      << "\n\nThe largest errors in ULP, and how large they may be, against MPFR. " << section.text
      << "\n\n";
  print_runs(out, results);
  out << "| activation | quantity | float, `Fast` | float, `Precise` | double, `Fast` | double, "
         "`Precise` | numbers of each type |\n|---|---|---:|---:|---:|---:|---:|\n";
  for (const Row& row : rows) {
    if (row.scalar != "float" || row.tier != "Fast") continue;
    out << "| " << row.activation << " | " << row.quantity << " |";
    for (const char* scalar : {"float", "double"})
      for (const char* tier : {"Fast", "Precise"})
        out << " " << cell(rows, row, scalar, tier) << " |";
    out << " " << row.statistics.inputs << " |\n";
  }
}

}  // namespace

std::string family_markdown(const nlohmann::json& results) {
  std::ostringstream out;
  if (!results.contains("families")) return "";
  for (const Section& section : kSections)
    if (results.at("families").contains(section.family))
      print_section(out, section, results.at("families").at(section.family));
  return out.str();
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <cmath>

#include "family_subjects.hpp"

namespace eigenact_test {

std::map<std::string, FamilyActivation>& family_activations() {
  static std::map<std::string, FamilyActivation> all;
  return all;
}

Row empty_row(const std::string& name, const Format& format, bool is_precise,
              const std::string& quantity, double limit) {
  Row row;
  row.activation = name;
  row.library = "eigenact";
  row.tier = is_precise ? "Precise" : "Fast";
  row.scalar = format.digits == 24 ? "float" : "double";
  row.quantity = quantity;
  row.inputs_are = "sampled";
  row.limit = limit;
  return row;
}

void measure(Row& row, double computed, const Reference& exact, double size, const Format& format,
             const std::function<std::string()>& input) {
  const double error = ulp_error(computed, exact, format, size);
  if (row.input.empty() || (error > row.statistics.max_ulp && std::isfinite(error)))
    row.input = input();
  const double rounded = round_to(exact, format);
  row.statistics.infinity_errors += !std::isnan(computed) && !exact.is_nan() &&
                                    (std::isinf(computed) || std::isinf(rounded)) &&
                                    computed != rounded;
  count(row, computed, exact, error);
  row.statistics.zero_sign_errors = 0;  // what cancels has no sign to keep
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "../support/line_reference.hpp"
#include "../support/subject.hpp"
#include "family.hpp"

// Activations of family.hpp with their types erased, and what measures them.

namespace eigenact_test {

/// What is known of a gated unit with default parameters; the functions take numbers one by one.
struct Gate {
  std::string name, formula;
  std::vector<std::string> parameter_names;
  Numbers parameters;
  Subject first, second;  ///< the facts and parameters of the factors, functions of a and of b
  Format format;
  bool is_precise;
  std::function<Numbers(const Numbers& a, const Numbers& b)> value;
  std::function<std::pair<Numbers, Numbers>(const Numbers& a, const Numbers& b, const Numbers& g)>
      backward;
};

/// A basis expansion of one structure with its initial parameters.
struct Expanded {
  std::string name, formula;
  std::vector<std::string> parameter_names;
  Numbers parameters;
  Format format;
  bool is_precise;
  /// The sentence that is thrown, if one is.
  std::function<std::string(const Numbers& parameters)> set_parameters;
  std::function<Numbers(Quantity, const Numbers& x)> array;
  std::function<Numbers(const Numbers& x, const Numbers& gradient)> parameter_gradient;
};

/// The rows of an activation in several types. Errors are in ULP of the result or, where terms
/// cancel, of the size of the terms, as line_reference.hpp, gated_reference.hpp and
/// basis_reference.hpp have it.
std::vector<Row> rows_of_lines(const std::vector<Member>& members, const FamilySizes& sizes);
std::vector<Row> rows_of_gates(const std::vector<Gate>& gates, const FamilySizes& sizes);
/// The structures of a scalar type and tier share the rows.
std::vector<Row> rows_of_expansions(std::vector<Expanded> all, const FamilySizes& sizes);

/// A row without results.
Row empty_row(const std::string& name, const Format& format, bool is_precise,
              const std::string& quantity, double limit);
/// Counts a result, and takes input() for the row's where the error is its largest.
void measure(Row& row, double computed, const Reference& exact, double size, const Format& format,
             const std::function<std::string()>& input);

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "row.hpp"

// The activations that are not functions of one number with fixed parameters: row-wise ones, gated
// units and basis expansions. They are measured at samples, in float and double.

namespace eigenact_test {

/// How large the samples are.
struct FamilySizes {
  int lines = 4;                ///< of each length and kind
  std::size_t pairs = 4000;     ///< of operands
  std::size_t arguments = 160;  ///< of each region of a basis expansion
};

/// An activation of these families, compiled into this program.
struct FamilyActivation {
  std::string family;  ///< "rowwise", "gated", "basis"
  std::function<std::vector<Row>(const FamilySizes&)> rows;
};
/// All of them, by name.
std::map<std::string, FamilyActivation>& family_activations();

/// The sections of docs/accuracy.md on the families; nothing where there are no results.
std::string family_markdown(const nlohmann::json& results);

}  // namespace eigenact_test

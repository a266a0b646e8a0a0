// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

// What the parts of docs/accuracy.md share.

namespace eigenact_test {

/// Some decimals, rounded up: a bound that is printed holds.
std::string rounded_up(double x, int decimals = 2);

/// A list of the commands, machines and compilers of the results, and what was measured with each.
void print_runs(std::ostream& out, const nlohmann::json& results);

}  // namespace eigenact_test

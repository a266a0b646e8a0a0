// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "line_reference.hpp"

// What every activation of vectors must do at the ends of the range, at NaN and infinities and
// beside other lines. The laws are compiled without the options of the programs that ask for them.

namespace eigenact_test {

/// A table of lines, and gradients to results y.
Table lines_of(const Format& format, const std::vector<std::vector<double>>& lines);
Table gradients_for(const Table& y, unsigned seed);

/// The results of a line have the same bits in every layout, alone and beside any others.
void check_bits(const Member& member);
/// NaN and infinities give what the headers state.
void check_limits(const Member& member);
/// Results hold their bounds for every finite line and every admissible parameter.
void check_range(const Member& member);
/// The same of gradients.
void check_gradient_range(const Member& member);
/// The same of gradients of the temperature of Softmax or its logarithm in double: slope(x, g, T).
void check_temperature_range(
    bool log, const std::function<double(const Table& x, const Table& g, double)>& slope);

}  // namespace eigenact_test

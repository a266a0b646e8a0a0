// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "subject.hpp"

namespace eigenact_test {

/// A parameter as its facts declare it: default and interval.
struct ParameterRange {
  double value, lower, upper;
  bool zero_allowed;
};

/// Sets of parameters at the edges of their intervals: zero, subnormal, tiny, huge, the largest
/// finite number, negative, where the interval allows it, and ordinary ones between. 20 for a
/// single parameter; of several, each in turn takes its edges while the others have ordinary
/// values, and a few sets are edges altogether.
std::vector<Numbers> edge_parameters(const std::vector<ParameterRange>& parameters,
                                     const Format& format);

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/facts.hpp>
#include <string>
#include <vector>

#include "subject.hpp"

// Activations of number types that are not the processor's own, against their formula texts.

namespace eigenact_test {

std::vector<std::string> names_of(const eigenact::Facts& facts);

/// An activation with its default parameters as functions: f and f' at x, which double holds.
struct OfNumbers {
  using Call = void (*)(long double x, long double& value, long double& slope);
  const eigenact::Facts* facts;
  Call extended;  ///< in long double
};

/// f and f' are within error * (1 + their size) of the formula, at points in [-6, 6] and where
/// things saturate; f is NaN where the formula is not defined.
void check_call(const eigenact::Facts& facts, OfNumbers::Call call, double error);

}  // namespace eigenact_test

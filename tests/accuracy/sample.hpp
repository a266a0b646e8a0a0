// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "row.hpp"

namespace eigenact_test {

/// How many points, besides those near thresholds, kinks and roots.
struct SampleSizes {
  std::size_t first = 100000;  ///< value and derivative
  std::size_t second = 20000;  ///< second derivative
};

/// The rows that are not swept: float's second derivative and double on random and structured
/// points against Oracle, half and bfloat16 on all their values.
std::vector<Row> sampled_rows(const Activation& activation, const SampleSizes& sizes, int threads);

/// How far the reference of the sweep itself is from Oracle, in float ULP.
struct ReferenceError {
  double value = 0, derivative = 0;        ///< the largest errors
  double value_at = 0, derivative_at = 0;  ///< where
  std::size_t points = 0;                  ///< of each quantity
};

/// On `samples` random floats, 16 floats of every binade and sign, and both sides of kinks and
/// roots.
ReferenceError reference_error(const Subject& facts, std::size_t samples, int threads);

}  // namespace eigenact_test

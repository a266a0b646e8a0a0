// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../support/subject.hpp"

namespace eigenact_test {

/// What docs/accuracy.json, which `sh tools/run.sh accuracy` writes, records of one quantity of an
/// activation with default parameters.
struct Recorded {
  Numbers worst_inputs;  ///< where the errors of its accuracies and scalar types were largest
  double max_ulp = 0;    ///< over all 2^32 floats in this accuracy; 0 where that was not measured
};

Recorded recorded(const Subject& subject, Quantity quantity);

}  // namespace eigenact_test

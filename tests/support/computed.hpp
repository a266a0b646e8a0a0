// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "subject.hpp"

namespace eigenact_test {

/// What an activation computes, with parameters away from the default.
struct Computed {
  std::vector<std::string> names;
  Numbers parameters, x, g, y, dy, ddy, fused, slope, back, product, gradient;
  double of_nan = 0;
  bool is_float = true;
};

/// Value, derivatives and the gradients of all parameters are those of a formula text in x and the
/// parameters.
void check_formula(const Computed& f, const std::string& text);

}  // namespace eigenact_test

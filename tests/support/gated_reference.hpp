// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "evaluator.hpp"
#include "real.hpp"
#include "ulp.hpp"

// What gated units should give, in MPFR: for their tests and for the program that measures
// accuracy.

namespace eigenact_test {

/// The text of a unit's formula; variables 0 and 1 are a and b, the others the parameters.
class GatedOracle {
 public:
  GatedOracle(const std::string& formula, std::vector<std::string> parameter_names,
              const std::vector<double>& parameters);

  Real value(double a, double b);
  /// The derivative to a variable, by a difference at 2^-60 of its size.
  Real derivative(double a, double b, int variable);

 private:
  const Tracked& at(double a, double b, int variable, int sign, int step);

  ExponentRange range_;
  std::vector<double> values_;
  Evaluator evaluator_;
};

/// The bound of results in ULP: twice the error of the factors and half a unit for the product;
/// 16-bit floats are rounded once.
double gated_bound(const Format& format, bool is_precise);

/// How many units of 2^-digits, relative to |exact| and the term it is a multiple of (the gradient
/// to z times the other factor), a gradient may be off.
constexpr double kGatedSlopeUnits = 8;

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "oracle.hpp"
#include "subject.hpp"

namespace eigenact_test {

/// The largest error that the library allows itself, in ULP.
double error_limit(const Subject& subject, Quantity quantity);

/// The interior zeros of a subject's derivatives: the declared ones, those of every period, and
/// for f'' wherever the sign changes nearby. Near them the unit of an error is not the result's
/// own, but for Precise float, half and bfloat16, which have no exemption. Of values only those of
/// double have one: where they change sign off 0, by the size they have 10 % off.
class Zeros {
 public:
  explicit Zeros(const Subject& subject);

  /// The size at which the unit is taken at least; 0 where there is no exemption.
  double floor_at(double x, const Reference& exact, Quantity quantity) const;

  /// The same where parameters set the scale of x and of f''.
  double scaled_floor_at(double x, const Reference& exact, Quantity quantity) const;

 private:
  double floor_of_value(double x) const;

  std::vector<double> roots_;
  Oracle oracle_;
  bool oscillates_, strict_, in_double_;
};

}  // namespace eigenact_test

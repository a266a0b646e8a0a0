// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "oracle.hpp"
#include "subject.hpp"

namespace eigenact_test {

/// The largest error that the library allows itself, in ULP.
double error_limit(const Subject& subject, Quantity quantity);

/// The interior zeros of a subject's derivatives: the declared ones, those of every period, and
/// for f'' wherever the sign changes nearby; of its value those that an offset makes and, in
/// double, where it changes sign off 0. Near them the unit of an error is not the result's own, but
/// for Precise float, half and bfloat16, which have no exemption.
class Zeros {
 public:
  explicit Zeros(const Subject& subject);

  /// The size at which the unit is taken at least; 0 where there is no exemption.
  double floor_at(double x, const Reference& exact, Quantity quantity) const;

  /// The same where parameters set the scale: from the sizes 10 % to either side of x if the sign
  /// changes between them; of oscillations from the size that they reach on both sides. Of values
  /// too where there are several parameters: sums of terms with a factor each may cross zero.
  double scaled_floor_at(double x, const Reference& exact, Quantity quantity) const;

 private:
  double floor_of_value(double x) const;

  std::vector<double> roots_;
  double offset_;
  Oracle oracle_;
  bool oscillates_, has_interior_zeros_, strict_, in_double_;
};

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "oracle.hpp"
#include "subject.hpp"

// What basis expansions should give, in MPFR, and how large their terms are: for the laws of
// basis_laws.hpp and for the program that measures accuracy.

namespace eigenact_test {

/// A number, and the sum of the magnitudes of its terms.
struct SizedSum {
  Reference exact;
  double size = 0;
};

/// The formula of an expansion with given parameters.
class BasisReference {
 public:
  /// is_float: see Oracle's negligible exponent.
  BasisReference(const std::string& name, const std::string& formula,
                 const std::vector<std::string>& parameter_names, const Numbers& parameters,
                 bool is_float);

  /// f(x) or f'(x). A term is what is left of the formula where all coefficients but one are 0, or
  /// all of them.
  SizedSum quantity(Quantity quantity, double x) const;
  /// The sum over all i of g_i times the derivative to a parameter at x_i.
  SizedSum parameter_gradient(int parameter, const Numbers& x, const Numbers& g) const;

 private:
  Oracle whole_, rest_;        ///< rest_: all coefficients are 0
  std::vector<Oracle> terms_;  ///< one coefficient is not
};

/// How many units of 2^-digits, relative to the largest magnitude, an expansion may be off: Precise
/// float is rounded once, and its table once more where the gradients see it.
constexpr double basis_units(bool is_float, bool is_precise) {
  return is_float && is_precise ? 1 : 24;
}

/// Parameters of no particular kind near the given ones.
Numbers moved_parameters(Numbers parameters, bool is_float);

}  // namespace eigenact_test

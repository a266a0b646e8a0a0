// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reference.hpp"

namespace eigenact_test {

/// The reference for an activation: its formula text (grammar: expression.hpp) evaluated in MPFR.
/// Derivatives follow from the same text by the rules of calculus, operation by operation; where
/// these do not tell (on a kink, at a jump, after an overflow) they are central differences.
///
/// Accuracy. x and the parameters are taken exactly and decimal numbers in the text as decimals.
/// Every operation carries an error bound, and the precision grows until the result has a relative
/// error below 2^-100 (value) or 2^-85 (derivatives), or until its absolute error is below
/// 2^negligible_exponent, whichever comes first; there a result of which no bit is certain is 0.
/// The precision ends at 16384 bits, which no activation met so far needs. Differences assume that
/// |f'''| x^2 < 2^90 |f'| (and one order up), which leaves exact zeros of derivatives aside.
///
/// Limits. The step of a difference is 2^-90 |x| (less where the text oscillates). x exactly at a
/// kink or jump gives a meaningless derivative: the caller knows the kinks.
/// Overflow: exp(1e30) is beyond MPFR's exponents too. It is kept as a logarithm where that decides
/// the result (log1p(exp(x)) is x, exp(x) / (1 + exp(x)) is 1), else it is infinity.
/// sin, cos and tan of anything beyond 2^16384 (sin(exp(x)), for example) are NaN.
/// NaN gives NaN. value(+-inf) is what the text gives with infinities, NaN for inf - inf and the
/// like; derivatives at +-inf are NaN.
///
/// Not safe for concurrent use: give each thread its own.
///
///     Oracle elu("x > 0 ? x : alpha * expm1(x)", {"alpha"}, {1.0});
///     Reference y = elu.value(-2.5), dy = elu.derivative(-2.5, 1);
class Oracle {
 public:
  /// negligible_exponent: -1200 serves double; -300 is enough for float, half and bfloat16, and
  /// faster in the tails. Throws std::invalid_argument for a bad formula or list of parameters.
  explicit Oracle(const std::string& formula, const std::vector<std::string>& parameter_names = {},
                  const std::vector<double>& parameter_values = {},
                  int negligible_exponent = -1200);
  ~Oracle();
  Oracle(Oracle&&) noexcept;
  Oracle& operator=(Oracle&&) noexcept;

  /// f(x).
  Reference value(double x) const;

  /// The derivative of the given order, 1 or 2, at x. std::invalid_argument for any other order.
  Reference derivative(double x, int order = 1) const;

  /// The first derivative with respect to a parameter, by its index in the list of names, at x.
  /// std::invalid_argument if there is no such parameter.
  Reference parameter_derivative(int index, double x) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eigenact_test

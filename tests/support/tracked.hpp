// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <mpfr.h>

#include "expression.hpp"

// Internal to the support library: the only headers that see MPFR are this one and evaluator.hpp.
namespace eigenact_test {

/// Error exponents of an exact number and of one about which nothing is known. MPFR's exponents are
/// kept within +-2^60 (ExponentRange), so that sums of three of these fit a long.
constexpr long kExact = -(1L << 61);
constexpr long kUnknown = 1L << 61;

/// An MPFR number with a bound on its error: |value - exact| <= 2^error, to first order.
/// Every function below adds the error of its operands and its own rounding, so that a result
/// tells how many of its bits hold, whatever cancelled on the way.
struct Tracked {
  explicit Tracked(long bits) { mpfr_init2(value, bits); }
  ~Tracked() { mpfr_clear(value); }
  Tracked(const Tracked&) = delete;
  Tracked& operator=(const Tracked&) = delete;

  mpfr_t value;
  long error = kExact;
};

/// Widens MPFR's exponent range for its lifetime: exp(-1e10) then is an ordinary number.
class ExponentRange {
 public:
  ExponentRange();
  ~ExponentRange();
  ExponentRange(const ExponentRange&) = delete;
  ExponentRange& operator=(const ExponentRange&) = delete;

 private:
  mpfr_exp_t old_min_;
  mpfr_exp_t old_max_;
};

/// The exponent E of 2^(E-1) <= |v| < 2^E; kExact for zero, kUnknown for infinity and NaN.
long exponent_of(mpfr_srcptr v);

/// The sum of two error bounds.
long combine(long error_a, long error_b);

/// 2^shift times an error bound.
long scaled(long error, long shift);

/// Whether the error is below half of the number, so that neither sign nor magnitude are in doubt.
bool is_certain(const Tracked& a);

/// Sets the error of a result from the propagated error and MPFR's ternary value.
/// Overflow, underflow and NaN are exact as far as this arithmetic can tell.
void finish(Tracked& result, int ternary, long propagated);

void copy(Tracked& result, const Tracked& a);
void add(Tracked& result, const Tracked& a, const Tracked& b);
void subtract(Tracked& result, const Tracked& a, const Tracked& b);
void multiply(Tracked& result, const Tracked& a, const Tracked& b);
void divide(Tracked& result, const Tracked& a, const Tracked& b);
void power(Tracked& result, const Tracked& a, const Tracked& b);

/// Any function of one argument: Negate, Abs, Sign, Exp ... Sqrt. `result` is not `a`.
void apply(Operation operation, Tracked& result, const Tracked& a);

/// Min, Max: NaN if either operand is NaN, unlike MPFR's own.
void extremum(Operation function, Tracked& result, const Tracked& a, const Tracked& b);

/// 1 or 0. The operands' errors are not considered: the caller stays away from kinks.
void compare(Operation comparison, Tracked& result, const Tracked& a, const Tracked& b);

}  // namespace eigenact_test

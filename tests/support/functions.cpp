// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The functions of one argument, each with the rule that bounds the propagated error.
#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "error_function.hpp"
#include "exponential.hpp"
#include "tracked.hpp"

namespace eigenact_test {
namespace {

/// log2 of exp(-2^exponent).
long decay(long exponent) {
  if (exponent < 0) return 0;
  return exponent > 60 ? kExact : -(1L << exponent);
}

/// exp and its relatives: |f'| < 2^slope, as long as the argument's error is below 1.
long exponential_error(const Tracked& a, long slope) {
  if (a.error < 0) return scaled(a.error, slope + 1);
  if (!is_certain(a)) return kUnknown;
  if (slope >= kUnknown) return kExact;  // overflow
  return mpfr_sgn(a.value) < 0 ? decay(exponent_of(a.value) - 2) : kUnknown;
}

/// tanh and erf: |f'| < 2, and f differs from +-1 by less than 2 exp(-|a|) from |a| = 2 on.
long saturating_error(const Tracked& a, mpfr_srcptr) {
  const long tail = is_certain(a) ? 2 + decay(exponent_of(a.value) - 2) : kUnknown;
  return std::min(scaled(a.error, 1), tail);
}

/// erfc'(a) / erfc(a) is below 2 |a| + 2.
long erfc_error(const Tracked& a, mpfr_srcptr result) {
  const long absolute = saturating_error(a, result);
  const long log_slope = std::max(exponent_of(a.value), 0L) + 2;
  if (mpfr_sgn(a.value) <= 0 || a.error + log_slope > -1) return absolute;
  return std::min(absolute, scaled(a.error, std::max(exponent_of(result) + log_slope, kExact)));
}

long log1p_error(const Tracked& a, mpfr_srcptr result) {
  if (a.error > -2 && !is_certain(a)) return kUnknown;
  if (mpfr_sgn(a.value) >= 0) return scaled(a.error, 2 - std::max(exponent_of(a.value), 1L));
  // log2(1 + a) from the result; it is minus infinity at -1 and NaN below.
  const double exponent = mpfr_get_d(result, MPFR_RNDD) * 1.4427;
  if (!(static_cast<double>(a.error) < exponent - 2)) return kUnknown;
  return scaled(a.error, 2 - static_cast<long>(exponent));
}

long tan_error(const Tracked& a, mpfr_srcptr result) {
  const long slope = 2 * std::max(exponent_of(result), 0L) + 1;
  return a.error + slope < -1 ? scaled(a.error, slope + 1) : kUnknown;
}

long sqrt_error(const Tracked& a, mpfr_srcptr result) {
  return is_certain(a) ? scaled(a.error, 1 - exponent_of(result)) : kUnknown;
}

/// The slope of asinh falls like 1 / |a|, that of atan like 1 / a^2.
long asinh_error(const Tracked& a, mpfr_srcptr) {
  return scaled(a.error, is_certain(a) ? -std::max(exponent_of(a.value) - 2, 0L) : 0);
}

long atan_error(const Tracked& a, mpfr_srcptr) {
  return scaled(a.error, is_certain(a) ? -2 * std::max(exponent_of(a.value) - 2, 0L) : 0);
}

/// A rounding of an argument in doubt is in doubt itself where the two ends of the doubt differ.
long step_error(const Tracked& a, mpfr_srcptr) { return std::max(a.error, 0L) + 1; }

/// Exact: MPFR's ternary value would tell of the rounding that is meant.
template <int (*function)(mpfr_ptr, mpfr_srcptr)>
int rounded(mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t) {
  function(result, a);
  return 0;
}
int half_to_even(mpfr_ptr result, mpfr_srcptr a) { return mpfr_rint(result, a, MPFR_RNDN); }

using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using ErrorRule = long (*)(const Tracked& a, mpfr_srcptr result);

struct Function {
  Operation operation;
  MpfrFunction evaluate;
  ErrorRule propagated_error;
};

template <int (*function)(mpfr_ptr, mpfr_srcptr)>
int series(mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t) {
  return function(result, a);
}
int erf_inexactly(mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t) { return fast_erf(result, a), 1; }
int erfc_inexactly(mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t) { return fast_erfc(result, a), 1; }

/// NaN beyond 2^16384, where the reduction of the argument would take seconds and gigabytes:
/// x^3 stays well below for every double x, sin(exp(x)) does not.
template <int (*function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)>
int within_reach(mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t rounding) {
  constexpr long largest_exponent = 16384;
  if (!mpfr_regular_p(a) || exponent_of(a) <= largest_exponent) {
    return function(result, a, rounding);
  }
  mpfr_set_nan(result);
  return 0;
}

long same_error(const Tracked& a, mpfr_srcptr) { return a.error; }
long exp_error(const Tracked& a, mpfr_srcptr r) { return exponential_error(a, exponent_of(r)); }
long expm1_error(const Tracked& a, mpfr_srcptr r) {
  return exponential_error(a, std::max(exponent_of(r), 1L) + 1);
}
/// sinh and cosh grow on both sides: unlike exp they never vanish.
long sinh_error(const Tracked& a, mpfr_srcptr r) {
  const bool grows = a.error >= 0 && exponent_of(r) != kUnknown;
  return grows ? kUnknown : expm1_error(a, r);
}
long log_error(const Tracked& a, mpfr_srcptr) {
  return is_certain(a) ? scaled(a.error, 2 - exponent_of(a.value)) : kUnknown;
}
long sin_error(const Tracked& a, mpfr_srcptr) { return std::min(a.error, 1L); }

constexpr Function kFunctions[] = {{Operation::Negate, mpfr_neg, same_error},
                                   {Operation::Abs, mpfr_abs, same_error},
                                   {Operation::Exp, series<fast_exp>, exp_error},
                                   {Operation::Expm1, series<fast_expm1>, expm1_error},
                                   {Operation::Log, series<fast_log>, log_error},
                                   {Operation::Log1p, series<fast_log1p>, log1p_error},
                                   {Operation::Tanh, series<fast_tanh>, saturating_error},
                                   {Operation::Sinh, mpfr_sinh, sinh_error},
                                   {Operation::Cosh, mpfr_cosh, sinh_error},
                                   {Operation::Sin, within_reach<mpfr_sin>, sin_error},
                                   {Operation::Cos, within_reach<mpfr_cos>, sin_error},
                                   {Operation::Tan, within_reach<mpfr_tan>, tan_error},
                                   {Operation::Atan, mpfr_atan, atan_error},
                                   {Operation::Asinh, mpfr_asinh, asinh_error},
                                   {Operation::Erf, erf_inexactly, saturating_error},
                                   {Operation::Erfc, erfc_inexactly, erfc_error},
                                   {Operation::Sqrt, mpfr_sqrt, sqrt_error},
                                   {Operation::Floor, rounded<mpfr_floor>, step_error},
                                   {Operation::Ceil, rounded<mpfr_ceil>, step_error},
                                   {Operation::Trunc, rounded<mpfr_trunc>, step_error},
                                   {Operation::Round, rounded<half_to_even>, step_error}};

void sign(Tracked& result, const Tracked& a) {
  result.error = kExact;
  if (mpfr_regular_p(a.value) || mpfr_inf_p(a.value)) {
    mpfr_set_si(result.value, mpfr_sgn(a.value), MPFR_RNDN);
  } else {
    mpfr_set(result.value, a.value, MPFR_RNDN);  // zero keeps its sign, NaN stays NaN
  }
}

}  // namespace

void apply(Operation operation, Tracked& result, const Tracked& a) {
  if (operation == Operation::Sign) return sign(result, a);
  const auto* function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                      [&](const Function& f) { return f.operation == operation; });
  if (function == std::end(kFunctions)) std::abort();  // the parser makes no other
  const int ternary = function->evaluate(result.value, a.value, MPFR_RNDN);
  finish(result, ternary, a.error == kExact ? kExact : function->propagated_error(a, result.value));
}

}  // namespace eigenact_test

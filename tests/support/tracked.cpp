// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "tracked.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace eigenact_test {
namespace {

constexpr mpfr_exp_t kExponentLimit = 1L << 60;

/// Products, quotients and powers that overflow, underflow or are NaN: exact if the operands are
/// not in doubt. The usual bounds do not apply, because they multiply by the infinite magnitude.
void finish_product(Tracked& result, int ternary, long propagated, const Tracked& a,
                    const Tracked& b) {
  const bool certain = is_certain(a) && is_certain(b);
  finish(result, ternary, !mpfr_regular_p(result.value) && certain ? kExact : propagated);
}

int raise(mpfr_ptr result, mpfr_srcptr a, mpfr_srcptr b) {
  if (mpfr_cmp_ui(b, 2) == 0) return mpfr_sqr(result, a, MPFR_RNDN);
  constexpr long largest_by_squaring = 64;
  if (mpfr_integer_p(b) && mpfr_cmpabs_ui(b, largest_by_squaring) <= 0) {
    return mpfr_pow_si(result, a, mpfr_get_si(b, MPFR_RNDN), MPFR_RNDN);
  }
  return mpfr_pow(result, a, b, MPFR_RNDN);
}

}  // namespace

ExponentRange::ExponentRange() : old_min_(mpfr_get_emin()), old_max_(mpfr_get_emax()) {
  mpfr_set_emin(-kExponentLimit);
  mpfr_set_emax(kExponentLimit);
}

ExponentRange::~ExponentRange() {
  mpfr_set_emin(old_min_);
  mpfr_set_emax(old_max_);
}

long exponent_of(mpfr_srcptr v) {
  if (mpfr_regular_p(v)) return mpfr_get_exp(v);
  return mpfr_zero_p(v) ? kExact : kUnknown;
}

long combine(long error_a, long error_b) {
  if (error_a == kExact) return error_b;
  if (error_b == kExact) return error_a;
  return std::min(std::max(error_a, error_b) + 1, kUnknown);
}

long scaled(long error, long shift) {
  if (error == kExact || error >= kUnknown) return error;
  return std::clamp(error + shift, kExact, kUnknown);
}

bool is_certain(const Tracked& a) {
  return a.error == kExact || (mpfr_regular_p(a.value) && a.error < exponent_of(a.value) - 1);
}

void finish(Tracked& result, int ternary, long propagated) {
  if (!mpfr_regular_p(result.value)) {
    const bool in_doubt = propagated >= kUnknown || mpfr_zero_p(result.value);
    result.error = in_doubt ? propagated : kExact;
    return;
  }
  const long rounding =
      ternary == 0 ? kExact
                   : exponent_of(result.value) - static_cast<long>(mpfr_get_prec(result.value)) - 1;
  result.error = combine(propagated, rounding);
}

void copy(Tracked& result, const Tracked& a) {
  const int ternary = mpfr_set(result.value, a.value, MPFR_RNDN);
  finish(result, ternary, a.error);
}

void add(Tracked& result, const Tracked& a, const Tracked& b) {
  const int ternary = mpfr_add(result.value, a.value, b.value, MPFR_RNDN);
  finish(result, ternary, combine(a.error, b.error));
}

void subtract(Tracked& result, const Tracked& a, const Tracked& b) {
  const int ternary = mpfr_sub(result.value, a.value, b.value, MPFR_RNDN);
  finish(result, ternary, combine(a.error, b.error));
}

void multiply(Tracked& result, const Tracked& a, const Tracked& b) {
  const int ternary = mpfr_mul(result.value, a.value, b.value, MPFR_RNDN);
  // The exponent of a number in doubt may be below that of its error.
  const long magnitude_a = std::max(exponent_of(a.value), a.error);
  const long magnitude_b = std::max(exponent_of(b.value), b.error);
  const long propagated = combine(scaled(a.error, magnitude_b), scaled(b.error, magnitude_a));
  finish_product(result, ternary, propagated, a, b);
}

void divide(Tracked& result, const Tracked& a, const Tracked& b) {
  const int ternary = mpfr_div(result.value, a.value, b.value, MPFR_RNDN);
  long propagated = kUnknown;
  if (is_certain(b)) {
    // |1 / b| < 2^(2 - E) still holds for the exact b.
    const long inverse = 2 - exponent_of(b.value);
    const long magnitude = std::max(exponent_of(result.value), kExact + 4);
    propagated = combine(scaled(a.error, inverse), scaled(scaled(b.error, inverse), magnitude));
  }
  finish_product(result, ternary, propagated, a, b);
}

void power(Tracked& result, const Tracked& a, const Tracked& b) {
  const int ternary = raise(result.value, a.value, b.value);
  const long exponent_a = exponent_of(a.value);
  // Relative errors: b * da / a and log(a) * db; they add up as long as they are well below 1.
  long relative_a = kExact;
  if (a.error != kExact) {
    relative_a =
        is_certain(a) ? scaled(scaled(a.error, 2 - exponent_a), exponent_of(b.value)) : kUnknown;
  }
  long relative_b = kExact;
  if (b.error != kExact) {
    const double log_bound = static_cast<double>(std::labs(exponent_a)) + 1;
    relative_b = scaled(b.error, std::ilogb(log_bound) + 1);
  }
  const long relative = combine(relative_a, relative_b);
  const long magnitude = std::max(exponent_of(result.value), kExact + 1);
  const long propagated = relative < -1 ? scaled(relative, magnitude + 1) : kUnknown;
  finish_product(result, ternary, propagated, a, b);
}

void extremum(Operation function, Tracked& result, const Tracked& a, const Tracked& b) {
  if (mpfr_nan_p(a.value) || mpfr_nan_p(b.value)) {
    mpfr_set_nan(result.value);
    result.error = kExact;
    return;
  }
  const bool minimum = function == Operation::Min;
  const bool takes_a = mpfr_lessequal_p(a.value, b.value) == minimum;
  // MPFR's own functions order the two zeros.
  const int ternary = minimum ? mpfr_min(result.value, a.value, b.value, MPFR_RNDN)
                              : mpfr_max(result.value, a.value, b.value, MPFR_RNDN);
  finish(result, ternary, takes_a ? a.error : b.error);
}

void compare(Operation comparison, Tracked& result, const Tracked& a, const Tracked& b) {
  int holds = 0;
  switch (comparison) {
    case Operation::Less:
      holds = mpfr_less_p(a.value, b.value);
      break;
    case Operation::LessEqual:
      holds = mpfr_lessequal_p(a.value, b.value);
      break;
    case Operation::Greater:
      holds = mpfr_greater_p(a.value, b.value);
      break;
    case Operation::GreaterEqual:
      holds = mpfr_greaterequal_p(a.value, b.value);
      break;
    case Operation::Equal:
      holds = mpfr_equal_p(a.value, b.value);
      break;
    default:
      holds = !mpfr_equal_p(a.value, b.value);
      break;
  }
  mpfr_set_si(result.value, holds != 0 ? 1 : 0, MPFR_RNDN);
  result.error = kExact;
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <mpfr.h>

// Internal to the support library.
namespace eigenact_test {

/// exp(x), exp(x) - 1, tanh(x), log(x) and log(1 + x) to the precision of `result`, with a relative
/// error below 2^(1 - precision), and MPFR's ternary value, 1 where it is not known. MPFR's own,
/// but near a point evaluated before, as the points of a difference are, by the Taylor series
/// there.
int fast_exp(mpfr_ptr result, mpfr_srcptr x);
int fast_expm1(mpfr_ptr result, mpfr_srcptr x);
int fast_tanh(mpfr_ptr result, mpfr_srcptr x);
int fast_log(mpfr_ptr result, mpfr_srcptr x);
int fast_log1p(mpfr_ptr result, mpfr_srcptr x);

}  // namespace eigenact_test

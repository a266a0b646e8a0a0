// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <mpfr.h>

// Internal to the support library.
namespace eigenact_test {

/// erf(x) and erfc(x) to the precision of `result`, with a relative error below 2^(1 - precision).
/// MPFR's own where they are fast. From 1/2 to 256 its erfc takes 0.1 to 20 ms at 256 to 1280 bits
/// (4.2.0), which no test could afford on each sample; there the sum of the trapezoidal rule takes
/// its place, and support_evaluator_test.cpp compares it with MPFR's.
void fast_erf(mpfr_ptr result, mpfr_srcptr x);
void fast_erfc(mpfr_ptr result, mpfr_srcptr x);

}  // namespace eigenact_test

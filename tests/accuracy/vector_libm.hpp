// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// glibc from 2.35 on has these functions for whole registers too (libmvec, at most 4 ULP), which
// g++ calls from loops once it is told; its own headers tell it only under -ffast-math.
#include <cmath>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 35)
#define EIGENACT_VECTOR_LIBM __attribute__((simd("notinbranch")))
extern "C" {
EIGENACT_VECTOR_LIBM double exp(double) noexcept;
EIGENACT_VECTOR_LIBM double expm1(double) noexcept;
EIGENACT_VECTOR_LIBM double log(double) noexcept;
EIGENACT_VECTOR_LIBM double log1p(double) noexcept;
EIGENACT_VECTOR_LIBM double tanh(double) noexcept;
EIGENACT_VECTOR_LIBM double sinh(double) noexcept;
EIGENACT_VECTOR_LIBM double cosh(double) noexcept;
EIGENACT_VECTOR_LIBM double sin(double) noexcept;
EIGENACT_VECTOR_LIBM double cos(double) noexcept;
EIGENACT_VECTOR_LIBM double tan(double) noexcept;
EIGENACT_VECTOR_LIBM double atan(double) noexcept;
EIGENACT_VECTOR_LIBM double asinh(double) noexcept;
EIGENACT_VECTOR_LIBM double erf(double) noexcept;
EIGENACT_VECTOR_LIBM double erfc(double) noexcept;
EIGENACT_VECTOR_LIBM double pow(double, double) noexcept;
}
#endif
#endif

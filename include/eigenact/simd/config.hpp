// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

#if !EIGEN_VERSION_AT_LEAST(3, 4, 0)
#error "eigenact needs Eigen 3.4 or later: this Eigen is older."
#endif

#if defined(__GNUC__) || defined(__clang__)
#define EIGENACT_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define EIGENACT_INLINE __forceinline
#else
#define EIGENACT_INLINE inline
#endif

#if defined(__GNUC__) || defined(__clang__)
#define EIGENACT_NOINLINE __attribute__((noinline, cold))
#else
#define EIGENACT_NOINLINE
#endif

// g++ warns wherever a register type is a template argument; Eigen's own headers are silent about
// it too.
#if defined(__GNUC__) && !defined(__clang__)
#define EIGENACT_PACKETS_BEGIN \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wignored-attributes\"")
#define EIGENACT_PACKETS_END _Pragma("GCC diagnostic pop")
#else
#define EIGENACT_PACKETS_BEGIN
#define EIGENACT_PACKETS_END
#endif

namespace eigenact {

/// In which arithmetic a formula or kernel runs, and how good its result has to be.
enum class Grade {
  Single,  ///< float registers, the result is the float: a few ULP
  Medium,  ///< double registers, the result will be rounded to float: relative error about 2^-30
  Double,  ///< double registers, the result is the double: a few ULP
  Compensated,  ///< pairs of double registers (hi + lo), kernels to about 2^-56 in few operations
  Twofold,      ///< pairs of double registers (hi + lo), the result will be rounded to double
  Foreign       ///< any other number type: its own functions, found by argument-dependent lookup
};

namespace simd {

#if defined(EIGEN_VECTORIZE_FMA) || defined(__ARM_FEATURE_FMA) || defined(__VSX__)
inline constexpr bool has_fma = true;
#else
inline constexpr bool has_fma = false;
#endif

// GCC merges a * b + c into one fused operation across intrinsics, differently in different
// surroundings.
#if defined(__GNUC__) && !defined(__clang__) && !defined(EIGEN_DONT_VECTORIZE)
inline constexpr bool compiler_contracts = has_fma;
#else
inline constexpr bool compiler_contracts = false;
#endif

}  // namespace simd
}  // namespace eigenact

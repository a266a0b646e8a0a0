// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/simd/standard.hpp>

#if !EIGEN_VERSION_AT_LEAST(3, 4, 0)
#error "eigenact needs Eigen 3.4 or later: this Eigen is older."
#endif

// Those of windows.h; the headers of GNU's standard library do the same.
#undef min
#undef max

#if defined(__FLT_EVAL_METHOD__) && (__FLT_EVAL_METHOD__ == 1 || __FLT_EVAL_METHOD__ == 2)
#error \
    "eigenact: float and double are computed in wider registers here (x87), so no bound holds: compile with -msse2 -mfpmath=sse."
#endif

// The parts of -ffast-math by the macros they come with: EIGENACT_GUARDED asks for arithmetic that
// the compiler does not see through. Defining EIGENACT_ALLOW_FAST_MATH does without, and without
// any bound.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    defined(__NO_SIGNED_ZEROS__) || defined(_M_FP_FAST) ||                                     \
    (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
#ifndef EIGENACT_ALLOW_FAST_MATH
#if (defined(__GNUC__) || defined(__clang__)) && (EIGEN_ARCH_i386_OR_x86_64 || EIGEN_ARCH_ARM64)
#define EIGENACT_GUARDED
#else
#error \
    "eigenact: no bound holds under -ffast-math (/fp:fast): compile this file without it, or define EIGENACT_ALLOW_FAST_MATH."
#endif
#endif
#endif

// Every kernel is inlined where it is used: a call would cost as much as some of them. Defining
// EIGENACT_NO_ALWAYS_INLINE leaves that to the compiler: the same bits, slower, less to compile.
#if (defined(__GNUC__) || defined(__clang__)) && !defined(EIGENACT_NO_ALWAYS_INLINE)
#define EIGENACT_INLINE inline __attribute__((always_inline))
#define EIGENACT_INLINED __attribute__((always_inline))  // behind the parameters of a lambda
#elif defined(_MSC_VER) && !defined(EIGENACT_NO_ALWAYS_INLINE)
#define EIGENACT_INLINE __forceinline
#define EIGENACT_INLINED
#else
#define EIGENACT_INLINE inline
#define EIGENACT_INLINED
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
  Rounded,      ///< float or double registers, the formula takes its rounding errors back itself
  Foreign       ///< any other number type: its own functions, found by argument-dependent lookup
};

// any(mask) and all(mask) are friends of masks. Declared here, they are looked for there although a
// program that begins with `using namespace` shows std::any and Eigen::all, which are no functions.
namespace formula {
void any(), all();
}
namespace core {
void any(), all();
}
namespace math {
void any(), all();
}
namespace rowwise {
void any(), all();
}

namespace simd {

void any(), all();

// A fused operation for whole registers; where Eigen has none of those, one for numbers. GCC tells
// that by __FP_FAST_FMA on every architecture.
#if defined(EIGEN_VECTORIZE_FMA) || defined(__ARM_FEATURE_FMA) || defined(__VSX__) || \
    (!defined(EIGEN_VECTORIZE) &&                                                     \
     (defined(__FMA__) || (defined(__FP_FAST_FMA) && defined(__FP_FAST_FMAF))))
inline constexpr bool target_has_fma = true;
#else
inline constexpr bool target_has_fma = false;
#endif

// EIGENACT_EXACT_FMA, defined for a whole program: without the fused instruction the library's
// std::fma computes every lane. Slow, but then every result has the bits of a target with FMA.
#ifdef EIGENACT_EXACT_FMA
inline constexpr bool emulates_fma = !target_has_fma;
#else
inline constexpr bool emulates_fma = false;
#endif
inline constexpr bool has_fma = target_has_fma || emulates_fma;

// GCC merges a * b + c into one fused operation across functions and intrinsics, differently in
// different surroundings, and so does clang with -ffp-contract=fast, which no macro tells: both
// wherever the processor can.
#if (defined(__GNUC__) || defined(__clang__)) &&                            \
    (defined(__FMA__) || defined(__FMA4__) || defined(__ARM_FEATURE_FMA) || \
     defined(__riscv_flen) || defined(__VSX__) || defined(__FP_FAST_FMA) || \
     defined(__FP_FAST_FMAF))
inline constexpr bool compiler_contracts = true;
#else
inline constexpr bool compiler_contracts = false;
#endif

#ifdef EIGENACT_GUARDED
inline constexpr bool is_guarded = true;
#else
inline constexpr bool is_guarded = false;
#endif

// The constraint of what holds floats or doubles.
#if EIGEN_ARCH_i386_OR_x86_64
#define EIGENACT_REGISTER "+v"
#elif EIGEN_ARCH_ARM_OR_ARM64
#define EIGENACT_REGISTER "+w"
#elif defined(__VSX__)
#define EIGENACT_REGISTER "+wa"
#elif !defined(EIGEN_VECTORIZE)
#define EIGENACT_REGISTER "+f"
#else
#define EIGENACT_REGISTER "+m"
#endif

/// x, of which the compiler knows nothing any more.
template <typename T>
EIGENACT_INLINE T hidden(const T& x) {
  T result = x;
#if defined(__GNUC__) || defined(__clang__)
  __asm__("" : EIGENACT_REGISTER(result));
#endif
  return result;
}
#undef EIGENACT_REGISTER
inline long double hidden(const long double& x) {
  long double result = x;
#if defined(__GNUC__) || defined(__clang__)
  __asm__("" : "+m"(result));
#endif
  return result;
}

/// The same where arithmetic is guarded, elsewhere x.
template <typename T>
EIGENACT_INLINE T opaque(const T& x) {
  if constexpr (is_guarded) return hidden(x);
  return x;
}

}  // namespace simd
}  // namespace eigenact

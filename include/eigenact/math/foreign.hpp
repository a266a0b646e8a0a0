// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/simd/number.hpp>
#include <type_traits>
#include <utility>

// The maths functions of number types that are not ours (long double, automatic differentiation):
// found by argument-dependent lookup, with a sentence where the type has none.

namespace eigenact::math::detail {

// The library's function itself: with -ffast-math g++ takes an instruction of the x87 for it.
template <typename T>
T library(T (*function)(T), T x) {
#ifdef EIGENACT_GUARDED
  __asm__("" : "+r"(function));
#endif
  return function(x);
}

}  // namespace eigenact::math::detail

#define EIGENACT_FOREIGN(function)                                                                 \
  namespace function##_lookup {                                                                    \
    using std::function;                                                                           \
    template <typename T>                                                                          \
    auto call(const T& x)->decltype(T(function(x))) {                                              \
      if constexpr (std::is_same_v<T, long double>)                                                \
        return detail::library(::function##l, x);                                                  \
      else                                                                                         \
        return function(x);                                                                        \
    }                                                                                              \
    template <typename T, typename = void>                                                         \
    inline constexpr bool found = false;                                                           \
    template <typename T>                                                                          \
    inline constexpr bool found<T, std::void_t<decltype(T(function(std::declval<const T&>())))>> = \
        true;                                                                                      \
  }                                                                                                \
  template <typename T>                                                                            \
  Number<T> function(const Number<T>& x) {                                                         \
    static_assert(function##_lookup::found<T>,                                                     \
                  "eigenact: this number type has no " #function                                   \
                  "() beside it: include the header of <eigenact/ext/> for it, or define one.");   \
    return Number<T>(function##_lookup::call(x.value));                                            \
  }

namespace eigenact::math::foreign {

EIGENACT_FOREIGN(exp)
EIGENACT_FOREIGN(expm1)
EIGENACT_FOREIGN(log)
EIGENACT_FOREIGN(log1p)
EIGENACT_FOREIGN(tanh)
EIGENACT_FOREIGN(erf)
EIGENACT_FOREIGN(erfc)
EIGENACT_FOREIGN(sin)
EIGENACT_FOREIGN(cos)
EIGENACT_FOREIGN(atan)
EIGENACT_FOREIGN(asinh)
EIGENACT_FOREIGN(floor)

}  // namespace eigenact::math::foreign

#undef EIGENACT_FOREIGN

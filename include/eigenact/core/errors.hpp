// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>
#include <eigenact/simd/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

// What a wrong argument leads to: one sentence, as std::invalid_argument. A program without
// exceptions (-fno-exceptions) has an error handler instead, which gets the sentence and must not
// return; the default one prints it and aborts. A program that defines EIGENACT_THROW(sentence)
// before it includes any header does without both.

#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define EIGENACT_TRY try
#define EIGENACT_CATCH_ALL catch (...)
#ifndef EIGENACT_THROW
#define EIGENACT_THROW(sentence) throw std::invalid_argument(sentence)
#endif
#else
#define EIGENACT_TRY if constexpr (true)
#define EIGENACT_CATCH_ALL else
#ifndef EIGENACT_THROW
#define EIGENACT_THROW(sentence) ::eigenact::error_handler()((sentence).c_str())
#endif
#endif

namespace eigenact {

/// What gets the sentence of an error where there are no exceptions.
using ErrorHandler = void (*)(const char* sentence);

/// The handler in use: `eigenact::error_handler() = my_handler;` replaces it.
inline ErrorHandler& error_handler() {
  static ErrorHandler handler = [](const char* sentence) {
    std::fprintf(stderr, "%s\n", sentence);
    std::abort();
  };
  return handler;
}

namespace core {

/// Ends the call with the sentence.
[[noreturn]] EIGENACT_NOINLINE inline void raise(const std::string& sentence) {
  EIGENACT_THROW(sentence);
  std::abort();  // after a handler that returns
}

/// Ends the call with "name: sentence".
[[noreturn]] EIGENACT_NOINLINE inline void reject(std::string_view name,
                                                  const std::string& sentence) {
  raise(std::string(name) + ": " + sentence);
}

}  // namespace core
}  // namespace eigenact

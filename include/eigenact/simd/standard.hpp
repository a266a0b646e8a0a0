// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(_MSVC_LANG) ? _MSVC_LANG < 201703L : __cplusplus < 201703L
#error "eigenact needs C++17: compile with -std=c++17."
#include <C++17>  // There is none, so that compilers stop here.
#endif

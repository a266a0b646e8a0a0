// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

namespace eigenact_test {

/// Whether this is a program of the full tier, which has all products of activations, scalars,
/// accuracies and layouts. One of the short tier has every law and each of them, but not each with
/// each: every product takes seconds to compile.
#ifdef EIGENACT_FULL
constexpr bool kFull = true;
#else
constexpr bool kFull = false;
#endif

}  // namespace eigenact_test

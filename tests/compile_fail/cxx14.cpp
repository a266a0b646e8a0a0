// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// flags: -std=c++14
// expect: eigenact needs C++17: compile with -std=c++17.
// call: <eigenact/registry.hpp>
// call: <eigenact/elementwise.hpp>
// call: <eigenact/gated.hpp>
// call: <eigenact/rowwise.hpp>
// call: <eigenact/stochastic.hpp>
// call: <eigenact/basis.hpp>
// call: <eigenact/combinators.hpp>
// call: <eigenact/ext/parallel.hpp>
// call: <eigenact/ext/autodiff_scalar.hpp>
// call: <eigenact/core/channelwise.hpp>
// call: <eigenact/elementwise/gelu.hpp>
// call: <eigenact/core/list.hpp>
// call: <eigenact/core/evaluated.hpp>
#ifndef CALL
#define CALL <eigenact/eigenact.hpp>
#endif
#include CALL

int main() {}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// flags: -mfpmath=387
// expect: compile with -msse2 -mfpmath=sse
#include <eigenact/elementwise/relu.hpp>

int main() { return eigenact::ReLU<float>()(3.0f) > 2; }

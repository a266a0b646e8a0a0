// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: activations are defined on floating-point numbers, not on integers
#include <eigenact/elementwise/relu.hpp>

int main() { return eigenact::ReLU<int>()(3); }

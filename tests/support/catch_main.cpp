// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The runner of every test program. Compiling it once, in the support library, saves each
// program the ten seconds that the implementation part of Catch2 v2 takes.
#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }

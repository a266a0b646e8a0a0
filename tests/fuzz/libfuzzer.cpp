// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The entry of libFuzzer for the target that EIGENACT_FUZZ_TARGET names.
#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eigenact_test::EIGENACT_FUZZ_TARGET({data, data + size});
  return 0;
}

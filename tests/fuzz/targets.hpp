// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

// What is fuzzed. A target takes any bytes and throws Failure where the library does what it must
// not; it may also crash, which is what fuzzers and sanitizers look for.

namespace eigenact_test {

struct Failure : std::logic_error {
  using std::logic_error::logic_error;
};

using Target = void (*)(const std::vector<std::uint8_t>& bytes);

/// The bytes are a text: it names an activation, which reads back from its own text, or gets one
/// sentence.
void fuzz_names(const std::vector<std::uint8_t>& bytes);

/// The bytes are a text of JSON: it is an activation, which reads back from its own JSON bit for
/// bit, or gets one sentence.
void fuzz_json(const std::vector<std::uint8_t>& bytes);

/// The bytes are a file in the format of MNIST, plain or packed by gzip: the example reads what it
/// holds, or gives one sentence, and never asks for memory that the file only promises to fill.
void fuzz_idx(const std::vector<std::uint8_t>& bytes);

/// The bytes choose an activation of any family, the shapes and strides of its argument and of its
/// result, which may overlap, and the numbers: each result has the bits of a single evaluation.
void fuzz_shapes(const std::vector<std::uint8_t>& bytes);

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "runner.hpp"

namespace eigenact::bench {

std::string_view scalar_name(ScalarType scalar);
std::string row_name(const Row& row, Eigen::Index size);

/// What x is drawn from: normal with mean 0 and that deviation, or uniform in [-width, width].
struct Input {
  enum class Distribution { kNormal, kUniform } distribution = Distribution::kNormal;
  double width = 2.5;
};

/// How the operands of a run are made.
struct Arrangement {
  Eigen::Index offset = 0;
  Input input;
};

/// Registers the row with Google Benchmark. All rows of one scalar type and length use the same
/// memory, made at the first use; every operand begins a page, shifted by `offset` elements.
void register_row(const Row& row, Eigen::Index size, const Arrangement& arrangement);

}  // namespace eigenact::bench

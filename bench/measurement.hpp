// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "runner.hpp"

namespace eigenact::bench {

std::string_view scalar_name(ScalarType scalar);
std::string row_name(const Row& row, Eigen::Index size);

/// Registers the row with Google Benchmark. All rows of one scalar type and length use the same
/// memory, made at the first use; every operand begins a page, shifted by `offset` elements.
void register_row(const Row& row, Eigen::Index size, Eigen::Index offset);

}  // namespace eigenact::bench

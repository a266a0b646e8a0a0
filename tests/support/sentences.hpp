// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace eigenact_test {

/// Checks that the message, of an exception, holds all the parts.
void check_sentence(const std::string& message, const std::vector<std::string>& parts);

}  // namespace eigenact_test

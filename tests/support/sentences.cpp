// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "sentences.hpp"

#include "catch.hpp"

namespace eigenact_test {

void check_sentence(const std::string& message, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    INFO("message: " << message << ", missing: " << part);
    const bool is_there = message.find(part) != std::string::npos;
    CHECK(is_there);
  }
}

}  // namespace eigenact_test

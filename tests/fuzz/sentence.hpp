// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "targets.hpp"

namespace eigenact_test {

/// @throws Failure unless what an error says is one sentence.
inline void require_sentence(const std::exception& error) {
  const std::string sentence = error.what();
  if (sentence.empty() || sentence.find('\n') != sentence.npos || sentence.size() > 1000)
    throw Failure("no sentence: \"" + sentence.substr(0, 200) + "\"");
}

}  // namespace eigenact_test

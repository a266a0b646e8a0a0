// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "candidate.hpp"

namespace eigenact_test {

// To be replaced as a whole in a program that measures other libraries too.
std::vector<Candidate> peer_candidates(const std::string&) { return {}; }

}  // namespace eigenact_test

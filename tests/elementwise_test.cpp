// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One program per activation of the list: EIGENACT_HEADER is its header, EIGENACT_ACTIVATION its
// type.
#include EIGENACT_HEADER

#include "support/make_subject.hpp"

namespace eigenact_test {

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = make_subjects<eigenact::formula::EIGENACT_ACTIVATION>();
  return all;
}

const std::vector<Subject>& edge_subjects() {
  static const std::vector<Subject> all =
      make_edge_subjects<eigenact::formula::EIGENACT_ACTIVATION>();
  return all;
}

}  // namespace eigenact_test

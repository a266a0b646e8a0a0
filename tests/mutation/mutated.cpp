// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One activation, compiled against headers of which one has been spoilt: mutation.cmake says how.
#include EIGENACT_HEADER

#include "../support/make_subject.hpp"

namespace eigenact_test {

const std::vector<Subject>& subjects() {
  using Formula = eigenact::formula::EIGENACT_ACTIVATION;
  static const std::vector<Subject> all{
      make_subject<Formula, EIGENACT_SCALAR, eigenact::EIGENACT_TIER>({})};
  return all;
}

const std::vector<Subject>& edge_subjects() {
  static const std::vector<Subject> none;
  return none;
}

}  // namespace eigenact_test

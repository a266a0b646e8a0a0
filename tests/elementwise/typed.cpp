// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The laws on one activation as users call it, through Eigen's expressions: EIGENACT_HEADER is its
// header, EIGENACT_ACTIVATION its type.
#include EIGENACT_HEADER

#include "../support/make_subject.hpp"

namespace eigenact_test {

const std::vector<TestedActivation>& tested_activations() {
  using Formula = eigenact::formula::EIGENACT_ACTIVATION;
  static const std::vector<TestedActivation> all{
      {make_subjects<Formula>(), make_edge_subjects<Formula>()}};
  return all;
}

}  // namespace eigenact_test

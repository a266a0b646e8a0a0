// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One activation in every scalar type, compiled once for each, as in_float.cpp is.
#include EIGENACT_HEADER

#include "../support/make_subject.hpp"
#include "candidate.hpp"

namespace eigenact_test {
namespace {

using Formula = eigenact::formula::EIGENACT_ACTIVATION;

std::vector<Subject> with_default_parameters() {
  std::vector<Subject> subjects;
  add_accuracies<Formula, float>(subjects, {});
  add_accuracies<Formula, double>(subjects, {});
  add_accuracies<Formula, Eigen::half>(subjects, {});
  add_accuracies<Formula, Eigen::bfloat16>(subjects, {});
  return subjects;
}

[[maybe_unused]] const bool added =
    (activations()[std::string(Formula::facts.name())].subjects = with_default_parameters, true);

}  // namespace
}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One activation in float, compiled once for each: EIGENACT_HEADER is its header,
// EIGENACT_ACTIVATION its type.
#include EIGENACT_HEADER

#include "../support/make_subject.hpp"
#include "candidate.hpp"

namespace eigenact_test {
namespace {

using Formula = eigenact::formula::EIGENACT_ACTIVATION;
using Array = Eigen::Array<float, Eigen::Dynamic, 1>;

template <typename Accuracy>
Candidate make_candidate(const char* tier) {
  static const eigenact::Elementwise<Formula, float, Accuracy> f;
  const auto in = [](const float* x, std::size_t n) {
    return Eigen::Map<const Array>(x, static_cast<Eigen::Index>(n));
  };
  const auto out = [](float* y, std::size_t n) {
    return Eigen::Map<Array>(y, static_cast<Eigen::Index>(n));
  };
  return {"eigenact",
          tier,
          f.name(),
          [=](const float* x, float* y, std::size_t n) { out(y, n) = f(in(x, n)); },
          [=](const float* x, float* y, std::size_t n) { out(y, n) = f.derivative(in(x, n)); },
          std::is_same_v<Accuracy, eigenact::Fast>};
}

bool add() {
  Activation& activation = activations()[std::string(Formula::facts.name())];
  add_facts(activation.facts, Formula::facts);
  const auto parameters = eigenact::Elementwise<Formula, float>().parameters();
  for (Eigen::Index i = 0; i < parameters.size(); ++i)
    activation.facts.parameters.push_back(to_double(parameters(i)));
  activation.facts.scalar = "float";
  activation.candidates = {make_candidate<eigenact::Fast>("Fast"),
                           make_candidate<eigenact::Precise>("Precise")};
  return true;
}

[[maybe_unused]] const bool added = add();

}  // namespace
}  // namespace eigenact_test

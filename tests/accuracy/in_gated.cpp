// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One gated unit, compiled once for each: EIGENACT_HEADER is its header, EIGENACT_ACTIVATION its
// type.
#include EIGENACT_HEADER

#include "../support/make_subject.hpp"
#include "family_arrays.hpp"
#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

using Formula = eigenact::formula::EIGENACT_ACTIVATION;
const std::string kName(Formula::facts.name());

/// The facts of a factor, whose parameters are some of the unit's.
Subject factor(const eigenact::Facts& facts, const Numbers& parameters, int from) {
  Subject subject;
  add_facts(subject, facts);
  for (int i = 0; i < facts.parameter_count(); ++i)
    subject.parameters.push_back(parameters[static_cast<std::size_t>(from + i)]);
  return subject;
}

template <typename S, typename Accuracy>
Gate gate() {
  using Unit = eigenact::GatedUnit<Formula, S, Accuracy>;
  Gate result;
  result.name = kName;
  result.formula = Unit::formula();
  result.parameter_names = Unit::parameter_names();
  result.parameters = out<S>(Unit().parameters());
  result.first = factor(Formula::First::facts, result.parameters, 0);
  result.second =
      factor(Formula::Second::facts, result.parameters, eigenact::core::second_from<Formula>);
  result.format = format<S>();
  result.is_precise = std::is_same_v<Accuracy, eigenact::Precise>;
  result.value = [](const Numbers& a, const Numbers& b) {
    return out<S>(Unit()(in<S>(a), in<S>(b)));
  };
  result.backward = [](const Numbers& a, const Numbers& b, const Numbers& g) {
    Array<S> ga, gb;
    Unit().backward(in<S>(a), in<S>(b), in<S>(g), ga, gb);
    return std::pair(out<S>(ga), out<S>(gb));
  };
  return result;
}

std::vector<Row> rows(const FamilySizes& sizes) {
  return rows_of_gates({gate<float, eigenact::Fast>(), gate<float, eigenact::Precise>(),
                        gate<double, eigenact::Fast>(), gate<double, eigenact::Precise>()},
                       sizes);
}

[[maybe_unused]] const bool added =
    (family_activations()[kName] = FamilyActivation{"gated", rows}, true);

}  // namespace
}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One basis expansion, compiled once for each: EIGENACT_HEADER is its header, EIGENACT_ACTIVATION
// its type.
#include EIGENACT_HEADER

#include <memory>

#include "family_arrays.hpp"
#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

using Formula = eigenact::formula::EIGENACT_ACTIVATION;
const std::string kName(Formula::facts.name());

/// One formula of each kind.
template <typename F, typename = void>
struct Examples {
  static std::vector<F> all() { return {F()}; }
};
template <typename F>
struct Examples<F, std::void_t<decltype(F::examples())>> {
  static std::vector<F> all() { return F::examples(); }
};

template <typename S, typename Accuracy>
Expanded expanded(const Formula& formula) {
  using F = eigenact::Expansion<Formula, S, Accuracy>;
  const auto f = std::make_shared<F>(formula);
  Expanded result;
  result.name = kName;
  result.formula = f->formula();
  result.parameter_names = f->parameter_names();
  result.parameters = out<S>(f->parameters());
  result.format = format<S>();
  result.is_precise = std::is_same_v<Accuracy, eigenact::Precise>;
  result.set_parameters = [f](const Numbers& values) -> std::string {
    try {
      f->set_parameters(in<S>(values));
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  result.array = [f](Quantity quantity, const Numbers& x) {
    Array<S> y;
    if (quantity == Quantity::kValue)
      y = (*f)(in<S>(x));
    else
      y = f->derivative(in<S>(x));
    return out<S>(y);
  };
  result.parameter_gradient = [f](const Numbers& x, const Numbers& gradient) {
    return out<S>(f->parameter_gradient(in<S>(x), in<S>(gradient)));
  };
  return result;
}

std::vector<Row> rows(const FamilySizes& sizes) {
  std::vector<Expanded> all;
  for (const Formula& formula : Examples<Formula>::all()) {
    all.push_back(expanded<float, eigenact::Fast>(formula));
    all.push_back(expanded<float, eigenact::Precise>(formula));
    all.push_back(expanded<double, eigenact::Fast>(formula));
    all.push_back(expanded<double, eigenact::Precise>(formula));
  }
  return rows_of_expansions(std::move(all), sizes);
}

[[maybe_unused]] const bool added =
    (family_activations()[kName] = FamilyActivation{"basis", rows}, true);

}  // namespace
}  // namespace eigenact_test

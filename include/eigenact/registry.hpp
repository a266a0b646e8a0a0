// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

/// Activations by name, at run time.
#include <eigenact/basis.hpp>
#include <eigenact/combinators.hpp>
#include <eigenact/elementwise.hpp>
#include <eigenact/gated.hpp>
#include <eigenact/registry/any_activation.hpp>
#include <eigenact/registry/expansion_model.hpp>
#include <eigenact/registry/names.hpp>
#include <eigenact/registry/text.hpp>
#include <eigenact/rowwise.hpp>
#include <eigenact/stochastic.hpp>

namespace eigenact {
namespace registry {

/// An activation of the catalogue: what it is called, and how it is by default.
template <typename S>
struct Entry {
  Names names;
  std::shared_ptr<const Model<S>> model;
};

template <typename Formula>
Names names_of() {
  constexpr const Facts& facts = Formula::facts;
  return {facts.name(), type_name<Formula>, facts.aliases(), facts.formula()};
}

template <typename... Formulas>
void append_names(std::vector<std::string>& names, List<Formulas...>) {
  (names.emplace_back(Formulas::facts.name()), ...);
}

template <typename S, typename Accuracy, typename... Formulas>
void append_elementwise(std::vector<Entry<S>>& all, List<Formulas...>) {
  (all.push_back({names_of<Formulas>(), model_of<Formulas, S, Accuracy>()}), ...);
}

template <typename S, typename Accuracy, typename... Formulas>
void append_expansions(std::vector<Entry<S>>& all, List<Formulas...>) {
  (all.push_back(
       {names_of<Formulas>(), std::make_shared<const ExpansionModel<Formulas, S, Accuracy>>()}),
   ...);
}

template <typename... Formulas>
OtherFamily other_family(std::string_view what, std::string_view header, List<Formulas...>) {
  return {what,
          header,
          {{Formulas::facts.name(), Formulas::facts.name(), Formulas::facts.aliases(), ""}...}};
}

/// Those that have no f(X) and f.derivative(X) of a single X.
inline std::vector<OtherFamily> other_families() {
  return {other_family("a gated unit", "gated", GatedList()),
          other_family("one of whole vectors", "rowwise", RowwiseList()),
          other_family("a stochastic one", "stochastic", StochasticList()),
          other_family("made of other activations", "combinators", CombinatorList())};
}

/// The catalogue, in which a family joins by appending its list.
template <typename S, typename Accuracy>
std::vector<Entry<S>> make_catalogue() {
  std::vector<Entry<S>> all;
  append_elementwise<S, Accuracy>(all, ElementwiseList());
  append_expansions<S, Accuracy>(all, BasisList());
  return all;
}

template <typename S, typename Accuracy>
std::shared_ptr<const Model<S>> make_model(const Call& call) {
  static const std::vector<Entry<S>> catalogue = make_catalogue<S, Accuracy>();
  static const std::vector<Names> names = [] {
    std::vector<Names> result;
    for (const Entry<S>& entry : catalogue) result.push_back(entry.names);
    return result;
  }();
  const Found found = find(names, call.name, other_families());
  return catalogue[found.index]
      .model->with_arguments(parse_arguments(found.arguments))
      ->with_arguments(call.arguments);
}

}  // namespace registry

/// The same of a name and parameters that are taken apart already.
template <typename S, typename Accuracy = Fast>
AnyActivation<S> make_activation(const registry::Call& call) {
  core::check_accuracy<Accuracy>();
  if constexpr (core::is_sixteen_bit<S>)
    return AnyActivation<S>(std::make_shared<registry::SixteenBitModel<S>>(
        *registry::make_model<float, Accuracy>(call)));
  else
    return AnyActivation<S>(registry::make_model<S, Accuracy>(call));
}

/// The activation that a text names: "gelu", "LeakyReLU", "leaky_relu(0.2)", "elu(alpha=0.5)".
/// Case, dashes, underscores and blanks do not matter; other libraries' names work too. Parameters
/// go by their place or their name, and are the defaults where they are left out.
/// @tparam S  float, double, Eigen::half or Eigen::bfloat16
/// @throws std::invalid_argument in one sentence: an unknown name (with the nearest), an ambiguous
///     one (with what it can mean), a parameter that is not there, no number, or not admissible.
template <typename S, typename Accuracy = Fast>
AnyActivation<S> make_activation(std::string_view text) {
  return make_activation<S, Accuracy>(registry::parse(text));
}

/// The names of the activations that make_activation() makes, in alphabetical order: all that take
/// any number. It makes sqrt, log and the like too, which are NaN on a part of the line.
inline std::vector<std::string> activation_names() {
  std::vector<std::string> names;
  for_each_elementwise([&](auto formula) {
    if (formula.facts.defined_from().empty()) names.emplace_back(formula.facts.name());
  });
  registry::append_names(names, BasisList());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace eigenact

/// The activations of one scalar and accuracy take a compiler half a minute. A program of several
/// files compiles them once with EIGENACT_REGISTRY_DECLARE(float, eigenact::Fast); in a header, and
/// EIGENACT_REGISTRY_DEFINE(float, eigenact::Fast); in one of its files.
#define EIGENACT_REGISTRY_MODEL(Scalar, Accuracy)            \
  std::shared_ptr<const ::eigenact::registry::Model<Scalar>> \
  eigenact::registry::make_model<Scalar, Accuracy>(const Call&)
#define EIGENACT_REGISTRY_DECLARE(Scalar, Accuracy) \
  extern template EIGENACT_REGISTRY_MODEL(Scalar, Accuracy)
#define EIGENACT_REGISTRY_DEFINE(Scalar, Accuracy) \
  template EIGENACT_REGISTRY_MODEL(Scalar, Accuracy)

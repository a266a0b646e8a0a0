// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The subjects of the laws from the tables of this program.
#include <algorithm>

#include "../support/make_subject.hpp"
#include "../support/options.hpp"
#include "tables.hpp"

namespace eigenact_test {

std::map<std::string, Tables>& all_tables() {
  static std::map<std::string, Tables> all;
  return all;
}

Tables& tables_of(const eigenact::Facts& facts) {
  Tables& tables = all_tables()[std::string(facts.name())];
  tables.facts = &facts;
  return tables;
}

namespace {

template <typename S>
class TableFunctions final : public Functions<S> {
 public:
  TableFunctions(const Table<S>& table, const Numbers& parameters) : table_(table) {
    std::transform(parameters.begin(), parameters.end(), parameters_.begin(), from_double<S>);
  }

  void array(Quantity quantity, const S* x, S* y, Eigen::Index size) const override {
    const auto& kernels = *table_.kernels;
    const auto pass = quantity == Quantity::kValue        ? kernels.value
                      : quantity == Quantity::kDerivative ? kernels.derivative
                                                          : kernels.second_derivative;
    pass(p(), x, y, size);
  }
  bool has_element() const override { return table_.extras != nullptr; }
  S element(Quantity quantity, const S& x) const override {
    const auto pass = table_.extras->element[static_cast<std::size_t>(quantity)];
    if (pass != nullptr) return pass(p(), x);
    S y;
    array(quantity, &x, &y, 1);
    return y;
  }
  void fused(const S* x, S* y, S* dy, Eigen::Index size) const override {
    table_.kernels->value_and_derivative(p(), x, y, dy, size);
  }
  bool has_backward() const override {
    return table_.extras != nullptr && table_.extras->backward != nullptr;
  }
  void backward(const S* x, const S* gradient, S* dx, Eigen::Index size) const override {
    table_.extras->backward(p(), x, gradient, dx, size);
  }
  bool has_output_form() const override { return table_.derivative_from_output != nullptr; }
  void derivative_from_output(const S* y, S* dy, Eigen::Index size) const override {
    table_.derivative_from_output(p(), y, dy, size);
  }
  void backward_from_output(const S* y, const S* gradient, S* dx,
                            Eigen::Index size) const override {
    derivative_from_output(y, dx, size);
    for (Eigen::Index i = 0; i < size; ++i) dx[i] = gradient[i] * dx[i];
  }
  bool has_parameter_gradient() const override {
    return table_.kernels->parameter_gradient != nullptr;
  }
  void parameter_gradient(const S* x, const S* gradient, Eigen::Index size,
                          S* sums) const override {
    table_.kernels->parameter_gradient(p(), x, gradient, size, sums);
  }

 private:
  const S* p() const { return parameters_.data(); }

  Table<S> table_;
  std::array<S, eigenact::Facts::kMaxParameters> parameters_{};
};

Numbers defaults_of(const eigenact::Facts& facts) {
  Numbers values;
  for (int i = 0; i < facts.parameter_count(); ++i) values.push_back(facts.parameter(i).value);
  return values;
}

/// Adds the subject, unless the parameters, rounded to the scalar type, are inadmissible.
template <typename S>
void add(std::vector<Subject>& subjects, Tables& tables, bool precise, const Numbers& parameters) {
  const Table<S>& table = tables.of<S>(precise);
  if (table.kernels == nullptr) return;
  Description description{*tables.facts, {}, precise, Eigen::internal::packet_traits<S>::size};
  std::array<S, eigenact::Facts::kMaxParameters> values{};
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    values[i] = from_double<S>(parameters[i]);
    description.parameters.push_back(to_double(values[i]));
  }
  if (table.kernels->validate != nullptr) table.kernels->validate(values.data());
  subjects.push_back(
      make_subject<S>(description, std::make_unique<TableFunctions<S>>(table, parameters)));
}

template <typename S>
void add_both(std::vector<Subject>& subjects, Tables& tables, const Numbers& parameters) {
  for (bool precise : {false, true}) add<S>(subjects, tables, precise, parameters);
}

template <typename S>
void add_edges(std::vector<Subject>& subjects, Tables& tables, const Format& format) {
  for (const Numbers& parameters : edges_of(*tables.facts, format)) {
    try {
      add_both<S>(subjects, tables, parameters);
    } catch (const std::invalid_argument&) {  // each is admissible, not all of them together
    }
  }
}

TestedActivation tested(Tables& tables) {
  TestedActivation result;
  const Numbers defaults = defaults_of(*tables.facts);
  add_both<float>(result.subjects, tables, defaults);
  add_both<double>(result.subjects, tables, defaults);
  add_both<Eigen::half>(result.subjects, tables, defaults);
  add_both<Eigen::bfloat16>(result.subjects, tables, defaults);
  if (defaults.empty()) return result;
  const Numbers others = other_parameters(*tables.facts);
  add_both<float>(result.subjects, tables, others);
  add_both<double>(result.subjects, tables, others);
  add_edges<float>(result.edge_subjects, tables, Format::float32());
  add_edges<double>(result.edge_subjects, tables, Format::float64());
  return result;
}

}  // namespace

const std::vector<TestedActivation>& tested_activations() {
  static const std::vector<TestedActivation> all = [] {
    const std::string& wanted = options().activation;
    if (!wanted.empty() && all_tables().count(wanted) == 0)
      throw std::invalid_argument("this program has no activation \"" + wanted + "\"");
    std::vector<TestedActivation> chosen;
    for (auto& [name, tables] : all_tables())
      if (wanted.empty() || wanted == name) chosen.push_back(tested(tables));
    return chosen;
  }();
  return all;
}

}  // namespace eigenact_test

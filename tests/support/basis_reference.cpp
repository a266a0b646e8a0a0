// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "basis_reference.hpp"

#include <cmath>

namespace eigenact_test {
namespace {

/// Whether the formula is linear in a parameter: not in frequencies, phases, places and the
/// coefficients of a denominator.
bool is_coefficient(const std::string& basis, const std::string& parameter) {
  for (const char* place : {"L", "R", "t_l", "t_r", "d"})
    if (parameter == place) return false;
  if (basis == "apl" || basis == "rational") return parameter[0] == 'a';
  return parameter.rfind("Omega", 0) != 0 && parameter.rfind("Phi", 0) != 0;
}

Numbers without_coefficients(const std::string& basis, const std::vector<std::string>& names,
                             Numbers parameters) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (is_coefficient(basis, names[i])) parameters[i] = 0;
  return parameters;
}

Reference at(const Oracle& oracle, Quantity quantity, double x) {
  return quantity == Quantity::kValue        ? oracle.value(x)
         : quantity == Quantity::kDerivative ? oracle.derivative(x)
                                             : oracle.derivative(x, 2);
}

}  // namespace

BasisReference::BasisReference(const std::string& name, const std::string& formula,
                               const std::vector<std::string>& parameter_names,
                               const Numbers& parameters, bool is_float)
    : whole_(formula, parameter_names, parameters, is_float ? -300 : -1200),
      rest_(formula, parameter_names, without_coefficients(name, parameter_names, parameters),
            is_float ? -300 : -1200) {
  const Numbers rest = without_coefficients(name, parameter_names, parameters);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == parameters[i]) continue;
    Numbers one = rest;
    one[i] = parameters[i];
    terms_.emplace_back(formula, parameter_names, one, is_float ? -300 : -1200);
  }
}

SizedSum BasisReference::quantity(Quantity quantity, double x) const {
  const Reference rest = at(rest_, quantity, x);
  SizedSum sum{at(whole_, quantity, x), std::abs(rest.to_double())};
  for (const Oracle& term : terms_)
    sum.size += std::abs((at(term, quantity, x) - rest).to_double());
  return sum;
}

SizedSum BasisReference::parameter_gradient(int parameter, const Numbers& x,
                                            const Numbers& g) const {
  SizedSum sum;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Reference term = make_reference(g[i]) * whole_.parameter_derivative(parameter, x[i]);
    sum.exact = sum.exact + term;
    sum.size += std::abs(term.to_double());
  }
  return sum;
}

Numbers moved_parameters(Numbers p, bool is_float) {
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double step = 0.2 * std::sin(7.1 * static_cast<double>(i) + 0.3),
                 moved = p[i] + step * (std::abs(p[i]) + 0.1);
    p[i] = is_float ? static_cast<double>(static_cast<float>(moved)) : moved;
  }
  return p;
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "gated_reference.hpp"

#include <algorithm>
#include <cmath>

namespace eigenact_test {
namespace {

std::vector<std::string> with_operands(std::vector<std::string> names) {
  names.insert(names.begin(), {"a", "b"});
  return names;
}
std::vector<double> with_operands(std::vector<double> values) {
  values.insert(values.begin(), 2, 0.0);
  return values;
}

}  // namespace

GatedOracle::GatedOracle(const std::string& formula, std::vector<std::string> parameter_names,
                         const std::vector<double>& parameters)
    : values_(with_operands(parameters)),
      evaluator_(formula, with_operands(std::move(parameter_names)), values_) {}

Real GatedOracle::value(double a, double b) { return Real(at(a, b, -1, 0, 0).value); }

Real GatedOracle::derivative(double a, double b, int variable) {
  const double x = variable == 0   ? a
                   : variable == 1 ? b
                                   : values_[static_cast<std::size_t>(variable)];
  const int step = x == 0 ? -60 : std::ilogb(x) - 60;
  const Tracked& up = at(a, b, variable, 1, step);
  mpfr_t difference;
  mpfr_init2(difference, mpfr_get_prec(up.value));
  mpfr_set(difference, up.value, MPFR_RNDN);
  mpfr_sub(difference, difference, at(a, b, variable, -1, step).value, MPFR_RNDN);
  mpfr_mul_2si(difference, difference, -1 - step, MPFR_RNDN);
  const Real slope(difference);
  mpfr_clear(difference);
  return slope;
}

const Tracked& GatedOracle::at(double a, double b, int variable, int sign, int step) {
  values_[0] = a, values_[1] = b;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const int v = static_cast<int>(i);
    evaluator_.set(v, values_[i], v == variable ? sign : 0, step);
  }
  // as many bits as a step far below 1 takes beside 1
  return evaluator_.evaluate(400 + std::max(0, -60 - step), ~std::uint64_t(0));
}

double gated_bound(const Format& format, bool is_precise) {
  return format.digits < 24 ? 0.51 : is_precise ? 2.5 : 8.5;
}

}  // namespace eigenact_test

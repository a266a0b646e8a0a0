// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "other_numbers.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"
#include "oracle.hpp"

using eigenact::Facts;

namespace eigenact_test {

std::vector<std::string> names_of(const Facts& facts) {
  std::vector<std::string> names;
  for (int i = 0; i < facts.parameter_count(); ++i) names.emplace_back(facts.parameter(i).name);
  return names;
}

namespace {

/// Points in [-6, 6] and beyond where things saturate, none of them a kink.
Numbers points() {
  Numbers x = {-50.3, -20.1, 20.1, 50.3, 1e-9, -1e-9};
  for (int i = -97; i <= 97; ++i) x.push_back(i / 16.0 + 0.0123);
  return x;
}

/// What f and f' are at the points, by the formula text.
struct Exact {
  std::vector<Reference> values, slopes;
};
const Exact& exact_at_points(const Facts& facts) {
  static std::map<const Facts*, Exact> all;
  Exact& exact = all[&facts];
  if (!exact.values.empty()) return exact;
  Numbers defaults;
  for (int i = 0; i < facts.parameter_count(); ++i) defaults.push_back(facts.parameter(i).value);
  const Oracle oracle(std::string(facts.formula()), names_of(facts), defaults);
  for (const double x : points()) {
    exact.values.push_back(oracle.value(x));
    exact.slopes.push_back(oracle.derivative(x, 1));
  }
  return exact;
}

long double difference(long double computed, const Reference& exact) {
  const auto rest = computed - std::ldexp(static_cast<long double>(exact.hi), exact.exponent);
  return std::abs(rest - std::ldexp(static_cast<long double>(exact.lo), exact.exponent));
}

}  // namespace

/// f and f' are within error * (1 + their size) of the formula; NaN where f is not defined.
void check_call(const Facts& facts, OfNumbers::Call call, double error) {
  const Exact& exact = exact_at_points(facts);
  const Numbers x = points();
  for (std::size_t i = 0; i < x.size(); ++i) {
    long double value = 0, slope = 0;
    call(x[i], value, slope);
    const Reference &y = exact.values[i], &dy = exact.slopes[i];
    const bool is_right = y.is_nan()
                              ? std::isnan(value)
                              : difference(value, y) <= error * (1 + std::abs(y.to_double())) &&
                                    difference(slope, dy) <= error * (1 + std::abs(dy.to_double()));
    if (is_right) continue;
    INFO(facts.name() << " at x = " << x[i] << ": " << value << " instead of " << y.to_double()
                      << ", slope " << slope << " instead of " << dy.to_double());
    CHECK(is_right);
  }
  CHECK(exact.values.size() == x.size());
}

}  // namespace eigenact_test

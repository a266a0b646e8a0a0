// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "law.hpp"

using namespace eigenact_test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Quantity kQuantities[] = {Quantity::kValue, Quantity::kDerivative,
                                    Quantity::kSecondDerivative};

/// What the formula tends to: infinity where it still grows, NaN where it is not defined.
template <typename At>
double limit_of(const At& value_at, double sign) {
  const double far = value_at(sign * 1e300).to_double(), before = value_at(sign * 1e30).to_double();
  const bool grows = std::abs(far) > 1e20 || std::abs(far) > std::abs(before) + 1;
  return grows ? std::copysign(kInfinity, far) : far;
}

bool is_limit(const Subject& subject, double computed, double limit) {
  if (std::isnan(limit)) return std::isnan(computed);
  if (std::isinf(limit)) return computed == limit;
  const double tolerance = 2 * std::ldexp(1.0, -subject.format.digits);
  return std::abs(computed - limit) <= tolerance * std::max(1.0, std::abs(limit));
}

void check_limit(const Subject& subject, double computed, double limit) {
  INFO(subject.label << ": computed " << computed << ", far away " << limit);
  CHECK(is_limit(subject, computed, limit));
}

void check_nan(const Subject& subject) {
  const auto size = static_cast<std::size_t>(2 * subject.register_size + 1);
  std::size_t wrong = 0;
  for (std::size_t position = 0; position < size; ++position) {
    Numbers x(size, 0.5);
    x[position] = std::nan("");
    for (Quantity quantity : kQuantities) {
      const Numbers y = subject.array(quantity, x, 0);
      for (std::size_t i = 0; i < size; ++i) wrong += std::isnan(y[i]) != (i == position);
      wrong += !std::isnan(at(subject, quantity, x[position]));
    }
    const auto both = subject.fused(x, 0);
    wrong += !std::isnan(both.first[position]) + !std::isnan(both.second[position]);
    if (subject.backward) wrong += !std::isnan(subject.backward(x, Numbers(size, 1.0))[position]);
    if (subject.derivative_from_output)
      wrong += !std::isnan(subject.derivative_from_output(x)[position]);
  }
  INFO(subject.label << ": results that are NaN without reason, or not NaN");
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("NaN in, NaN out: everywhere in an array and alone", "[special]") {
  for_each_subject(check_nan);
}

TEST_CASE("at infinity stands the limit, never NaN", "[special]") {
  for_each_subject([](const Subject& subject) {
    const Oracle oracle = make_oracle(subject);
    for (double sign : {-1.0, 1.0}) {
      const double x = sign * kInfinity;
      INFO("x = " << x);
      if (subject.oscillates) {  // NaN; x where the oscillation adds to x; 0 where it dies away
        const double y = at(subject, Quantity::kValue, x);
        CHECK((std::isnan(y) || y == x || (y == 0 && oracle.value(sign * 1e30).to_double() == 0)));
        continue;
      }
      const double slope = limit_of([&](double far) { return oracle.derivative(far, 1); }, sign);
      check_limit(subject, at(subject, Quantity::kValue, x),
                  limit_of([&](double far) { return oracle.value(far); }, sign));
      check_limit(subject, at(subject, Quantity::kDerivative, x), slope);
      check_limit(subject, at(subject, Quantity::kSecondDerivative, x),
                  limit_of([&](double far) { return oracle.derivative(far, 2); }, sign));
      check_limit(subject, subject.fused({x}, 0).second[0], slope);
    }
  });
}

namespace {

/// Whether a zero has the sign of the exact result, or of the exact results nearby.
void check_sign(const Subject& subject, double x, double computed, const Reference& exact) {
  if (computed != 0 || exact.hi == 0 || exact.is_nan()) return;
  INFO(subject.label << " at " << x << ": " << computed);
  CHECK(std::signbit(computed) == std::signbit(exact.hi));
}

}  // namespace

TEST_CASE("a zero has the sign of its neighbourhood", "[special]") {
  for_each_subject([](const Subject& subject) {
    const Oracle oracle = make_oracle(subject);
    for (double side : {-1.0, 1.0})
      check_sign(subject, side * 0.0, at(subject, Quantity::kValue, side * 0.0),
                 oracle.value(side * 1e-30));
  });
}

TEST_CASE("a result that underflows keeps its sign", "[special]") {
  for_each_subject([](const Subject& subject) {
    const Oracle oracle = make_oracle(subject);
    for (double x : {-60.0, 60.0, -130.0, 130.0, -800.0, 800.0})
      check_sign(subject, x, at(subject, Quantity::kValue, x), oracle.value(x));
  });
}

namespace {

/// Whether x = +-1e307 is as good as infinity for the parameters.
bool is_far_at_the_end(const Subject& subject) {
  const bool has_powers = subject.formula.find('^') != std::string::npos;
  return std::all_of(subject.parameters.begin(), subject.parameters.end(), [&](double p) {
    return p == 0 || (std::abs(p) >= (has_powers ? 0.01 : 1e-250) && std::abs(p) <= 1e250);
  });
}

/// The limit of a quantity on the side of `sign`: powers of x are still on their way at the end.
double limit_at_infinity(const Oracle& oracle, Quantity quantity, double sign) {
  const auto exact = [&](double x) {
    if (quantity == Quantity::kValue) return oracle.value(x).to_double();
    return oracle.derivative(x, quantity == Quantity::kDerivative ? 1 : 2).to_double();
  };
  const double far = exact(sign * 1e308), before = exact(sign * 1e307);
  const bool grows = std::abs(before) < 0.9999 * std::abs(far),  // as log(x) does
      vanishes = std::abs(far) < 0.5 * std::abs(before);         // as 1 / x does
  if (vanishes) return std::copysign(0.0, far);
  return grows ? std::copysign(kInfinity, far) : far;
}

void check_edge(const Subject& subject) {
  const Oracle oracle = make_oracle(subject);
  const bool has_limit = !subject.oscillates && is_far_at_the_end(subject);
  for (Quantity quantity : kQuantities) {
    INFO(subject.label << ", " << to_string(quantity));
    CHECK(std::isnan(at(subject, quantity, std::nan(""))));
    for (double sign : {-1.0, 1.0}) {
      if (!has_limit) continue;
      const double limit = limit_at_infinity(oracle, quantity, sign),
                   computed = at(subject, quantity, sign * kInfinity);
      INFO("at " << sign * kInfinity << ": computed " << computed << ", limit " << limit);
      CHECK(ulp_error(computed, make_reference(limit), subject.format) <= 1);
    }
  }
  const Reference left = oracle.value(-0x1p-1074), right = oracle.value(0x1p-1074);
  // of a negative slope on the left only, both zeros have the sign that the text gives: -0
  if (std::signbit(left.hi) == std::signbit(right.hi)) return;
  for (double side : {-1.0, 1.0})
    check_sign(subject, side * 0.0, at(subject, Quantity::kValue, side * 0.0),
               side < 0 ? left : right);
}

}  // namespace

TEST_CASE("at the edges of the parameters: NaN, infinities, zeros", "[special][edges]") {
  for_each_edge(check_edge);
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "../support/catch.hpp"
#include "../support/points.hpp"

using namespace eigenact_test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void check_limit(const Subject& subject, double computed, const Reference& far_away) {
  const double limit = far_away.to_double();
  INFO(subject.label << ": computed " << computed << ", far away " << limit);
  if (std::abs(limit) > 1e20) {
    CHECK(computed == std::copysign(kInfinity, limit));
  } else {
    const double tolerance = 2 * std::ldexp(1.0, -subject.format.digits);
    CHECK(std::abs(computed - limit) <= tolerance * std::max(1.0, std::abs(limit)));
  }
}

}  // namespace

TEST_CASE("NaN in, NaN out: everywhere in an array and alone", "[special]") {
  for (const Subject& subject : subjects()) {
    INFO(subject.label);
    const auto size = static_cast<std::size_t>(2 * subject.register_size + 1);
    for (std::size_t position = 0; position < size; ++position) {
      Numbers x(size, 0.5);
      x[position] = std::nan("");
      for (Quantity quantity :
           {Quantity::kValue, Quantity::kDerivative, Quantity::kSecondDerivative}) {
        const Numbers y = subject.array(quantity, x, 0);
        for (std::size_t i = 0; i < size; ++i) CHECK(std::isnan(y[i]) == (i == position));
        CHECK(std::isnan(subject.element(quantity, x[position])));
      }
      CHECK(std::isnan(subject.fused(x, 0).first[position]));
      CHECK(std::isnan(subject.fused(x, 0).second[position]));
      CHECK(std::isnan(subject.backward(x, Numbers(size, 1.0))[position]));
      if (subject.derivative_from_output) {
        CHECK(std::isnan(subject.derivative_from_output(x)[position]));
      }
    }
  }
}

TEST_CASE("at infinity stands the limit, never NaN", "[special]") {
  for (const Subject& subject : subjects()) {
    const Oracle oracle = make_oracle(subject);
    for (double sign : {-1.0, 1.0}) {
      const double x = sign * kInfinity, far = sign * 1e30;
      INFO("x = " << x);
      if (subject.oscillates) {  // no limit: NaN, or x itself where the oscillation adds to x
        const double y = subject.element(Quantity::kValue, x);
        CHECK((std::isnan(y) || y == x));
        continue;
      }
      check_limit(subject, subject.element(Quantity::kValue, x), oracle.value(far));
      check_limit(subject, subject.element(Quantity::kDerivative, x), oracle.derivative(far, 1));
      check_limit(subject, subject.element(Quantity::kSecondDerivative, x),
                  oracle.derivative(far, 2));
      check_limit(subject, subject.fused({x}, 0).second[0], oracle.derivative(far, 1));
    }
  }
}

TEST_CASE("a zero has the sign of its neighbourhood", "[special]") {
  for (const Subject& subject : subjects()) {
    const Oracle oracle = make_oracle(subject);
    for (double side : {-1.0, 1.0}) {
      const Reference nearby = oracle.value(side * 1e-30);
      const double y = subject.element(Quantity::kValue, side * 0.0);
      INFO(subject.label << " at " << side * 0.0 << ": " << y);
      if (y == 0 && nearby.hi != 0) CHECK(std::signbit(y) == std::signbit(nearby.hi));
    }
  }
}

TEST_CASE("parameter gradients are the derivatives of the formula text", "[special]") {
  for (const Subject& subject : subjects()) {
    if (!subject.parameter_gradient) continue;
    const Oracle oracle = make_oracle(subject);
    const double epsilon = std::ldexp(1.0, -subject.format.digits);
    Numbers xs, gradients, sums(subject.parameters.size(), 0.0), sizes = sums;
    for (int i = 0; i < 101; ++i) {
      const double x = round_to(-7.9 + 0.157 * i, subject.format);
      const double gradient = round_to(std::sin(i) + 0.25, subject.format);
      const Numbers alone = subject.parameter_gradient({x}, {1.0});
      REQUIRE(alone.size() == subject.parameters.size());
      for (std::size_t p = 0; p < alone.size(); ++p) {
        const double exact = oracle.parameter_derivative(static_cast<int>(p), x).to_double();
        INFO(subject.label << ", " << subject.parameter_names[p] << " at x = " << x);
        // of double, parameter * x is rounded, which a derivative of it feels x^2 times
        const double scale = subject.format.digits == 53 ? std::max(1.0, x * x) : 1.0;
        CHECK(std::abs(alone[p] - exact) <= 4 * epsilon * std::max(scale, std::abs(exact)));
        sums[p] += gradient * exact;
        sizes[p] += std::abs(gradient * exact);
      }
      xs.push_back(x);
      gradients.push_back(gradient);
    }
    const Numbers together = subject.parameter_gradient(xs, gradients);
    for (std::size_t p = 0; p < sums.size(); ++p) {
      INFO(subject.label << ", " << subject.parameter_names[p]);
      const double slack = subject.format.digits == 53 ? 256.0 : 4.0;  // x^2 as above
      CHECK(std::abs(together[p] - sums[p]) <= epsilon * std::max(slack, 8 * sizes[p]));
    }
  }
}

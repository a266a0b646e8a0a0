// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "../support/catch.hpp"
#include "../support/points.hpp"

using namespace eigenact_test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What the formula tends to: infinity where it still grows, NaN where it is not defined.
template <typename At>
double limit_of(const At& at, double sign) {
  const double far = at(sign * 1e300).to_double(), before = at(sign * 1e30).to_double();
  const bool grows = std::abs(far) > 1e20 || std::abs(far) > std::abs(before) + 1;
  return grows ? std::copysign(kInfinity, far) : far;
}

void check_limit(const Subject& subject, double computed, double limit) {
  INFO(subject.label << ": computed " << computed << ", far away " << limit);
  if (std::isnan(limit)) {
    CHECK(std::isnan(computed));
  } else if (std::isinf(limit)) {
    CHECK(computed == limit);
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
      const double x = sign * kInfinity;
      INFO("x = " << x);
      if (subject.oscillates) {  // NaN; x where the oscillation adds to x; 0 where it dies away
        const double y = subject.element(Quantity::kValue, x);
        CHECK((std::isnan(y) || y == x || (y == 0 && oracle.value(sign * 1e30).to_double() == 0)));
        continue;
      }
      const double slope = limit_of([&](double far) { return oracle.derivative(far, 1); }, sign);
      check_limit(subject, subject.element(Quantity::kValue, x),
                  limit_of([&](double far) { return oracle.value(far); }, sign));
      check_limit(subject, subject.element(Quantity::kDerivative, x), slope);
      check_limit(subject, subject.element(Quantity::kSecondDerivative, x),
                  limit_of([&](double far) { return oracle.derivative(far, 2); }, sign));
      check_limit(subject, subject.fused({x}, 0).second[0], slope);
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
      if (y == 0 && nearby.hi != 0 && !nearby.is_nan())
        CHECK(std::signbit(y) == std::signbit(nearby.hi));
    }
  }
}

TEST_CASE("a result that underflows keeps its sign", "[special]") {
  for (const Subject& subject : subjects()) {
    const Oracle oracle = make_oracle(subject);
    for (double x : {-60.0, 60.0, -130.0, 130.0, -800.0, 800.0}) {
      const Reference exact = oracle.value(x);
      const double y = subject.element(Quantity::kValue, x);
      INFO(subject.label << " at " << x << ": " << y);
      if (y == 0 && exact.hi != 0 && !exact.is_nan())
        CHECK(std::signbit(y) == std::signbit(exact.hi));
    }
  }
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
  const auto at = [&](double x) {
    if (quantity == Quantity::kValue) return oracle.value(x).to_double();
    return oracle.derivative(x, quantity == Quantity::kDerivative ? 1 : 2).to_double();
  };
  const double far = at(sign * 1e308), before = at(sign * 1e307);
  const bool grows = std::abs(before) < 0.9999 * std::abs(far),  // as log(x) does
      vanishes = std::abs(far) < 0.5 * std::abs(before);         // as 1 / x does
  if (vanishes) return std::copysign(0.0, far);
  return grows ? std::copysign(kInfinity, far) : far;
}

}  // namespace

TEST_CASE("at the edges of the parameters: NaN, infinities, zeros", "[special][edges]") {
  for (const Subject& subject : edge_subjects()) {
    const Oracle oracle = make_oracle(subject);
    const bool has_limit = !subject.oscillates && is_far_at_the_end(subject);
    for (Quantity quantity :
         {Quantity::kValue, Quantity::kDerivative, Quantity::kSecondDerivative}) {
      INFO(subject.label << ", " << to_string(quantity));
      CHECK(std::isnan(subject.element(quantity, std::nan(""))));
      for (double sign : {-1.0, 1.0}) {
        if (!has_limit) continue;
        const double limit = limit_at_infinity(oracle, quantity, sign),
                     computed = subject.element(quantity, sign * kInfinity);
        INFO("at " << sign * kInfinity << ": computed " << computed << ", limit " << limit);
        CHECK(ulp_error(computed, make_reference(limit), subject.format) <= 1);
      }
    }
    const Reference left = oracle.value(-0x1p-1074), right = oracle.value(0x1p-1074);
    for (double side : {-1.0, 1.0}) {
      const double y = subject.element(Quantity::kValue, side * 0.0);
      INFO(subject.label << " at " << side * 0.0 << ": " << y);
      const Reference& nearby = side < 0 ? left : right;
      // of a negative slope on the left only, both zeros have the sign that the text gives: -0
      const bool turns = std::signbit(left.hi) == std::signbit(right.hi);
      if (y == 0 && nearby.hi != 0 && !nearby.is_nan() && !turns)
        CHECK(std::signbit(y) == std::signbit(nearby.hi));
    }
  }
}

TEST_CASE("parameter gradients at the edges of the parameters", "[special][edges]") {
  for (const Subject& subject : edge_subjects()) {
    if (subject.precise) continue;  // there is one arithmetic for both
    const Oracle oracle = make_oracle(subject);
    const bool is_double = subject.format.digits == 53;  // computed in double itself, see above
    const int digits_lost = is_double ? 12 : 10;         // e^z with |z| up to 700 loses ten
    const Numbers all = edge_points(subject, Quantity::kDerivative, 40);
    Numbers points;
    Numbers kinks;
    for (const auto& kink : subject.kinks) kinks.push_back(evaluated(subject, {kink.at})[0]);
    for (std::size_t i = 0; i < all.size(); i += 7)
      if (std::count(kinks.begin(), kinks.end(), all[i]) == 0) points.push_back(all[i]);
    if (subject.oscillates && is_double) {  // the rounding error of alpha x is that of the angle
      const auto is_far = [&](double x) {
        return std::any_of(subject.parameters.begin(), subject.parameters.end(),
                           [&](double p) { return std::abs(x * p) > 100; });
      };
      points.erase(std::remove_if(points.begin(), points.end(), is_far), points.end());
    }
    for (std::size_t p = 0; p < subject.parameters.size(); ++p) {
      Numbers exact;
      double largest = 0;
      for (double x : points) {
        exact.push_back(oracle.parameter_derivative(static_cast<int>(p), x).to_double());
        if (std::isfinite(exact.back())) largest = std::max(largest, std::abs(exact.back()));
      }
      const auto size_around = [&](double x) {  // of terms that cancel, if the sign changes nearby
        const auto at = [&](double point) {
          return oracle.parameter_derivative(static_cast<int>(p), point).to_double();
        };
        const double left = at(0.9 * x), right = at(1.1 * x);
        return left * right < 0 ? std::min(std::abs(left), std::abs(right)) : 0.0;
      };
      for (std::size_t i = 0; i < points.size(); ++i) {
        const double computed = subject.parameter_gradient({points[i]}, {1.0})[p];
        const int digits = digits_lost - subject.format.digits;
        double scale = std::max(std::abs(exact[i]), std::min(1.0, largest));
        if (std::abs(computed - exact[i]) > std::ldexp(scale, digits))
          scale = std::max(scale, size_around(points[i]));
        INFO(subject.label << ", " << subject.parameter_names[p]
                           << " at x = " << hexadecimal(points[i]) << " (" << points[i]
                           << "): computed " << computed << ", exact " << exact[i]);
        CHECK((std::abs(computed - exact[i]) <= std::ldexp(scale, digits) ||
               computed == round_to(exact[i], subject.format) || std::isnan(exact[i])));
      }
    }
  }
}

namespace {

/// A negative number has no power for the exponents around an integer one.
bool has_no_gradient(const Oracle& oracle, int parameters, double x) {
  for (int p = 0; p < parameters; ++p)
    if (oracle.parameter_derivative(p, x).is_nan()) return true;
  return false;
}

}  // namespace

TEST_CASE("parameter gradients are the derivatives of the formula text", "[special]") {
  for (const Subject& subject : subjects()) {
    if (!subject.parameter_gradient) continue;
    const Oracle oracle = make_oracle(subject);
    const double epsilon = std::ldexp(1.0, -subject.format.digits);
    Numbers xs, gradients, sums(subject.parameters.size(), 0.0), sizes = sums;
    for (int i = 0; i < 101; ++i) {
      const double x = round_to(-7.9 + 0.157 * i, subject.format);
      if (has_no_gradient(oracle, static_cast<int>(sums.size()), x)) continue;
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

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include "../support/options.hpp"
#include "law.hpp"

using namespace eigenact_test;

namespace {

bool is_double(const Subject& subject) { return subject.format.digits == 53; }

/// Points where a gradient is defined and, in double, the rounding error of a parameter times x
/// does not decide it.
Numbers points_at_edge(const Subject& subject) {
  const Numbers all = edge_points(subject, Quantity::kDerivative, 40);
  Numbers kinks;
  for (const auto& kink : subject.kinks) kinks.push_back(evaluated(subject, {kink.at})[0]);
  const auto is_far = [&](double x) {
    return std::any_of(subject.parameters.begin(), subject.parameters.end(),
                       [&](double p) { return std::abs(x * p) > 100; });
  };
  // next to two thresholds in one no double lies between x and the moved parameter
  const bool do_coincide = kinks.size() == 2 && kinks[0] == kinks[1] && std::isfinite(kinks[0]);
  Numbers points;
  for (std::size_t i = 0; i < all.size(); i += 7) {
    const bool at_kink = std::any_of(kinks.begin(), kinks.end(), [&](double kink) {
      return std::abs(all[i] - kink) <= (do_coincide ? std::abs(kink) * 0x1p-50 : 0);
    });
    if (!at_kink && !(subject.oscillates && is_double(subject) && is_far(all[i])))
      points.push_back(all[i]);
  }
  return points;
}

/// Whether it is the gradient on one side of a parameter where that has a kink: at limits of its
/// interval, such as equal bounds of a Hardtanh.
bool is_of_one_side(const Subject& subject, std::size_t p, double x, double computed,
                    double bound) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (double side : {infinity, -infinity}) {
    Subject moved = subject;
    for (int units = 0; units < 4; ++units) {  // a few, for the oracle's own differences
      moved.parameters[p] = std::nextafter(moved.parameters[p], side);
      const double exact =
          make_oracle(moved).parameter_derivative(static_cast<int>(p), x).to_double();
      if (std::abs(computed - exact) <= bound) return true;
    }
  }
  return false;
}

void check_at_edge(const Subject& subject, const Oracle& oracle, std::size_t p,
                   const Numbers& points) {
  const auto exact_at = [&](double x) {
    return oracle.parameter_derivative(static_cast<int>(p), x).to_double();
  };
  // e^z with |z| up to 700 loses ten binary digits; double is computed in double itself
  const int digits = (is_double(subject) ? 12 : 10) - subject.format.digits;
  Numbers exact;
  double largest = 0;
  for (double x : points) {
    exact.push_back(exact_at(x));
    if (std::isfinite(exact.back())) largest = std::max(largest, std::abs(exact.back()));
  }
  const auto size_around = [&](double x) {  // of terms that cancel, if the sign changes nearby
    const double left = exact_at(0.9 * x), right = exact_at(1.1 * x);
    return left * right < 0 ? std::min(std::abs(left), std::abs(right)) : 0.0;
  };
  Worst worst;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double computed = subject.parameter_gradient({points[i]}, {1.0})[p];
    double scale = std::max(std::abs(exact[i]), std::min(1.0, largest));
    if (std::abs(computed - exact[i]) > std::ldexp(scale, digits))
      scale = std::max(scale, size_around(points[i]));
    bool right = computed == round_to(exact[i], subject.format) || std::isnan(exact[i]);
    if (std::abs(computed - exact[i]) > std::ldexp(scale, digits))
      right = right || is_of_one_side(subject, p, points[i], computed, std::ldexp(scale, digits));
    worst.add(right ? 0 : std::abs(computed - exact[i]), std::ldexp(scale, digits), points[i],
              computed, exact[i]);
  }
  worst.check(subject.label + ", gradient of " + subject.parameter_names[p]);
}

}  // namespace

TEST_CASE("parameter gradients at the edges of the parameters", "[special][edges]") {
  for_each_edge([](const Subject& subject) {
    if (subject.precise) return;  // there is one arithmetic for both
    const Oracle oracle = make_oracle(subject);
    const Numbers points = points_at_edge(subject);
    for (std::size_t p = 0; p < subject.parameters.size(); ++p)
      check_at_edge(subject, oracle, p, points);
  });
}

namespace {

/// A negative number has no power for the exponents around an integer one.
bool has_no_gradient(const Oracle& oracle, int parameters, double x) {
  for (int p = 0; p < parameters; ++p)
    if (oracle.parameter_derivative(p, x).is_nan()) return true;
  return false;
}

/// How much a relative change of x, such as that of rounding a product with it, changes a gradient.
double sensitivity(const Oracle& oracle, int parameter, double x) {
  constexpr double step = 0x1p-20;
  const double right = oracle.parameter_derivative(parameter, x * (1 + step)).to_double(),
               left = oracle.parameter_derivative(parameter, x * (1 - step)).to_double();
  return std::abs(right - left) / (2 * step);
}

void check_gradients(const Subject& subject) {
  if (!subject.parameter_gradient) return;
  const Oracle oracle = make_oracle(subject);
  const double epsilon = std::ldexp(1.0, -subject.format.digits);
  const std::size_t count = subject.parameters.size();
  Numbers xs, gradients, sums(count, 0.0), sizes = sums;
  std::vector<Worst> worst(count);
  for (int i = 0; i < 101; ++i) {
    // in an order in which the last ones, which fill no register, are of either sign
    const double x = round_to(-7.9 + 0.157 * (i * 37 % 101), subject.format);
    if (has_no_gradient(oracle, static_cast<int>(count), x)) continue;
    const double gradient = round_to(std::sin(i) + 0.25, subject.format);
    const Numbers alone = subject.parameter_gradient({x}, {1.0});
    REQUIRE(alone.size() == count);
    for (std::size_t p = 0; p < count; ++p) {
      const double exact = oracle.parameter_derivative(static_cast<int>(p), x).to_double();
      const double error = std::abs(alone[p] - exact);
      // of double, parameter * x is rounded, which a derivative of it feels x^2 times
      double scale = std::max(is_double(subject) ? std::max(1.0, x * x) : 1.0, std::abs(exact));
      if (is_double(subject) && error > 4 * epsilon * scale)
        scale = std::max(scale, sensitivity(oracle, static_cast<int>(p), x));
      worst[p].add(error, 4 * epsilon * scale, x, alone[p], exact);
      sums[p] += gradient * exact;
      sizes[p] += std::abs(gradient * exact);
    }
    xs.push_back(x);
    gradients.push_back(gradient);
  }
  const Numbers together = subject.parameter_gradient(xs, gradients);
  for (std::size_t p = 0; p < count; ++p) {
    worst[p].check(subject.label + ", gradient of " + subject.parameter_names[p]);
    INFO(subject.label << ", the sum of all for " << subject.parameter_names[p]);
    const double slack = is_double(subject) ? 256.0 : 4.0;  // x^2 as above
    CHECK(std::abs(together[p] - sums[p]) <= epsilon * std::max(slack, 8 * sizes[p]));
  }
}

}  // namespace

TEST_CASE("parameter gradients are the derivatives of the formula text", "[special]") {
  for_each_subject(check_gradients);
}

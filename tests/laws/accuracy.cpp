// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "../support/catch.hpp"
#include "../support/points.hpp"

using namespace eigenact_test;

namespace {

/// Largest admissible error in ULP. Below 2^-960 the low half of a double-double leaves the range
/// of double: there Precise has the bound of Fast.
double bound(const Subject& subject, Quantity quantity, const Reference& exact) {
  if (subject.format.digits < 24) return 0.501;  // rounded once, from float
  const bool has_low_half = subject.format.digits < 53 || std::abs(exact.to_double()) >= 0x1p-960;
  const double factor = quantity == Quantity::kSecondDerivative ? 2 : 1;
  if (subject.precise && has_low_half) return factor;
  return subject.format.digits == 53 && quantity == Quantity::kValue ? 2 : 4 * factor;
}

/// Interior zeros of a derivative: the declared ones, and for f'' wherever the sign changes nearby.
/// The unit is that of 2^-6 there, but for Precise float, which has no exemption.
class Zeros {
 public:
  explicit Zeros(const Subject& subject)
      : roots_(evaluated(subject, subject.derivative_roots)),
        oracle_(make_oracle(subject)),
        oscillates_(subject.oscillates) {}

  /// The same where parameters set the scale of x and of f''.
  double scaled_floor_at(double x, const Reference& exact, Quantity quantity) const {
    constexpr double window = 0.2, floor = 0.015625;
    if (quantity == Quantity::kValue) return 0;
    if (quantity == Quantity::kDerivative) {
      for (double root : roots_)
        if (std::abs(x - root) <= window * std::abs(root)) return floor;
      return oscillates_ && std::abs(exact.to_double()) < 0.1 ? floor : 0;
    }
    const double left = oracle_.derivative(x * (1 - window / 2), 2).to_double(),
                 right = oracle_.derivative(x * (1 + window / 2), 2).to_double();
    return left * right <= 0 ? std::max(std::abs(left), std::abs(right)) : 0;
  }

  double floor_at(double x, const Reference& exact, Quantity quantity) const {
    constexpr double window = 0.25, floor = 0.015625;
    if (quantity == Quantity::kValue) return 0;
    for (double root : roots_)
      if (std::abs(x - root) <= window) return floor;
    if (oscillates_ && std::abs(exact.to_double()) < 0.1) return floor;  // a zero in every period
    if (quantity != Quantity::kSecondDerivative || std::abs(x) > 1e6) return 0;
    const double left = oracle_.derivative(x - window, 2).hi,
                 right = oracle_.derivative(x + window, 2).hi;
    return left * right <= 0 ? floor : 0;
  }

 private:
  Numbers roots_;
  Oracle oracle_;
  bool oscillates_;
};

/// The error that comes nearest to its bound, or exceeds it the most.
struct Worst {
  double error = 0, limit = 1, x = 0, computed = 0;
  double share() const { return error / limit; }
};

using Floor = double (Zeros::*)(double x, const Reference& exact, Quantity quantity) const;

Worst worst_error(const Subject& subject, Quantity quantity, const Numbers& x,
                  const std::vector<Reference>& exact, const Zeros& zeros,
                  Floor floor_at = &Zeros::floor_at) {
  const Numbers computed = subject.array(quantity, x, 0);
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double limit = bound(subject, quantity, exact[i]);
    double error = ulp_error(computed[i], exact[i], subject.format);
    if (error > limit && !(subject.precise && subject.format.digits <= 24))
      error = ulp_error(computed[i], exact[i], subject.format,
                        (zeros.*floor_at)(x[i], exact[i], quantity));
    if (error > worst.share() * limit) worst = {error, limit, x[i], computed[i]};
  }
  return worst;
}

/// For development: EIGENACT_REPORT names a file that gets one line per measurement.
void report(const Subject& subject, Quantity quantity, const Worst& worst) {
  const char* path = std::getenv("EIGENACT_REPORT");
  if (path == nullptr) return;
  std::ofstream(path, std::ios::app)
      << subject.label << ", " << to_string(quantity) << ", " << worst.error << ", " << worst.x
      << ", " << worst.computed << "\n";
}

void check(const Subject& subject, Quantity quantity, const Worst& worst) {
  report(subject, quantity, worst);
  INFO(subject.label << ", " << to_string(quantity) << ": " << worst.error
                     << " ULP at x = " << hexadecimal(worst.x) << " (" << worst.x << "), computed "
                     << hexadecimal(worst.computed) << ", exact "
                     << hexadecimal(references(subject, quantity, {worst.x})[0].to_double()));
  CHECK(worst.error <= worst.limit);
}

void check_quantity(Quantity quantity, std::size_t samples) {
  std::set<std::pair<std::string, Numbers>> done;
  for (const Subject& first : subjects()) {
    if (!done.insert({first.scalar, first.parameters}).second) continue;
    const bool defaults = first.parameters == subjects().front().parameters ||
                          first.format.digits < 24 || done.size() <= 4;
    const Numbers x = test_points(first, defaults ? samples : samples / 10);
    const std::vector<Reference> exact = references(first, quantity, x);
    const Zeros zeros(first);
    for (const Subject& subject : subjects()) {
      if (subject.scalar != first.scalar || subject.parameters != first.parameters) continue;
      const Worst worst = worst_error(subject, quantity, x, exact, zeros);
      check(subject, quantity, worst);
    }
  }
}

void check_edges(Quantity quantity, std::size_t samples) {
  Numbers x;
  std::vector<Reference> exact;
  const Subject* first = nullptr;
  for (const Subject& subject : edge_subjects()) {
    if (first == nullptr || subject.scalar != first->scalar ||
        subject.parameters != first->parameters) {
      first = &subject;
      x = edge_points(subject, quantity, samples);
      exact = references(subject, quantity, x);
    }
    const Zeros zeros(subject);
    check(subject, quantity,
          worst_error(subject, quantity, x, exact, zeros, &Zeros::scaled_floor_at));
  }
}

}  // namespace

TEST_CASE("the value holds its error bound against the formula text in MPFR", "[accuracy]") {
  check_quantity(Quantity::kValue, 200000);
}

TEST_CASE("the derivative holds its error bound against the formula text in MPFR", "[accuracy]") {
  check_quantity(Quantity::kDerivative, 200000);
}

TEST_CASE("the second derivative holds its error bound against the formula text in MPFR",
          "[accuracy]") {
  check_quantity(Quantity::kSecondDerivative, 40000);
}

TEST_CASE("the value holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kValue, 500);
}

TEST_CASE("the derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kDerivative, 500);
}

TEST_CASE("the second derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kSecondDerivative, 500);
}

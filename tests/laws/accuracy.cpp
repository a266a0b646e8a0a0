// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "../support/catch.hpp"
#include "../support/limits.hpp"
#include "../support/points.hpp"

using namespace eigenact_test;

namespace {

/// Largest admissible error in ULP. Below 2^-960 the low half of a double-double leaves the range
/// of double: there Precise has the bound of Fast.
double bound(const Subject& subject, Quantity quantity, const Reference& exact) {
  if (!subject.precise || subject.format.digits < 53 || std::abs(exact.to_double()) >= 0x1p-960)
    return error_limit(subject, quantity);
  Subject fast;
  fast.format = subject.format;
  return error_limit(fast, quantity);
}

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
    if (error > limit)
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

/// At most `count` of x, evenly spread: the 16-bit formats have all their numbers in it.
Numbers thinned(const Numbers& x, std::size_t count) {
  const std::size_t stride = (x.size() + count - 1) / count;
  Numbers result;
  for (std::size_t i = 0; i < x.size(); i += stride) result.push_back(x[i]);
  return result;
}

void check_quantity(Quantity quantity, std::size_t samples) {
  std::set<std::pair<std::string, Numbers>> done;
  for (const Subject& first : subjects()) {
    if (!done.insert({first.scalar, first.parameters}).second) continue;
    const bool defaults = first.parameters == subjects().front().parameters ||
                          first.format.digits < 24 || done.size() <= 4;
    Numbers x = test_points(first, defaults ? samples : samples / 10);
    if (first.format.digits < 24) x = thinned(x, samples);
    const std::vector<Reference> exact = references(first, quantity, x);
    const Zeros zeros(first);
    for (const Subject& subject : subjects()) {
      if (subject.scalar != first.scalar || subject.parameters != first.parameters) continue;
      const Worst worst = worst_error(subject, quantity, x, exact, zeros);
      check(subject, quantity, worst);
    }
  }
}

/// The samples are shared by the parameters, each of which has as many edges.
void check_edges(Quantity quantity, std::size_t samples) {
  if (edge_subjects().empty()) return;
  samples /= edge_subjects().front().parameters.size();
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

constexpr std::size_t kEdgeSamples = 160;

}  // namespace

TEST_CASE("the value holds its error bound against the formula text in MPFR", "[accuracy]") {
  check_quantity(Quantity::kValue, 200000);
}

TEST_CASE("the derivative holds its error bound against the formula text in MPFR", "[accuracy]") {
  check_quantity(Quantity::kDerivative, 200000);
}

TEST_CASE("the second derivative holds its error bound against the formula text in MPFR",
          "[accuracy]") {
  check_quantity(Quantity::kSecondDerivative, 20000);
}

TEST_CASE("the value holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kValue, kEdgeSamples);
}

TEST_CASE("the derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kDerivative, kEdgeSamples);
}

TEST_CASE("the second derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_edges(Quantity::kSecondDerivative, kEdgeSamples);
}

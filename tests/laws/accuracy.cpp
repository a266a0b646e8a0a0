// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "../accuracy/block_reference.hpp"
#include "../support/limits.hpp"
#include "../support/options.hpp"
#include "law.hpp"
#include "recorded.hpp"

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
    worst.add(error, limit, x[i], computed[i], exact[i].to_double());
  }
  return worst;
}

/// For development: EIGENACT_REPORT names a file that gets one line per measurement.
void report(const Subject& subject, Quantity quantity, const Worst& worst) {
  const char* path = std::getenv("EIGENACT_REPORT");
  if (path == nullptr) return;
  std::ofstream(path, std::ios::app) << subject.label << ", " << to_string(quantity) << ", "
                                     << worst.error() << ", " << worst.x() << "\n";
}

void check(const Subject& subject, Quantity quantity, const Worst& worst) {
  report(subject, quantity, worst);
  worst.check(subject.label + ", " + to_string(quantity));
}

/// At most `count` of x, evenly spread: the 16-bit formats have all their numbers in it.
Numbers thinned(const Numbers& x, std::size_t count) {
  const std::size_t stride = (x.size() + count - 1) / count;
  Numbers result;
  for (std::size_t i = 0; i < x.size(); i += stride) result.push_back(x[i]);
  return result;
}

/// The same as references(), a hundred times faster and right to 1e-5 ULP of float.
std::vector<Reference> fast_references(const Subject& subject, Quantity quantity,
                                       const Numbers& x) {
  BlockReference reference(subject);
  std::vector<Reference> exact;
  float block[kBlockSize];
  double value[kBlockSize], derivative[kBlockSize];
  for (std::size_t start = 0; start < x.size(); start += kBlockSize) {
    const auto count = static_cast<int>(std::min<std::size_t>(kBlockSize, x.size() - start));
    for (int i = 0; i < count; ++i)
      block[i] = static_cast<float>(x[start + static_cast<std::size_t>(i)]);
    reference.evaluate(block, count, value, derivative);
    for (int i = 0; i < count; ++i)
      exact.push_back(make_reference(quantity == Quantity::kValue ? value[i] : derivative[i]));
  }
  return exact;
}

/// The reference of this program and that of the sweep are each right to so much, in ULP.
constexpr double kReferenceError = 1e-5;

/// No float may be worse than the sweep over all of them found.
void check_recorded(const Subject& subject, Quantity quantity, const Numbers& x,
                    const std::vector<Reference>& exact, const Zeros& zeros, double most) {
  const Numbers computed = subject.array(quantity, x, 0);
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double floor = zeros.floor_at(x[i], exact[i], quantity);
    worst.add(ulp_error(computed[i], exact[i], subject.format, floor), most + 2 * kReferenceError,
              x[i], computed[i], exact[i].to_double());
  }
  worst.check(subject.label + ", " + to_string(quantity) + ", against docs/accuracy.json");
}

std::size_t samples_of(const Subject& subject, Quantity quantity) {
  if (quantity == Quantity::kSecondDerivative) return effort().second;
  return subject.format.digits == 53 ? effort().exact : effort().floats;
}

void check_quantity(const TestedActivation& activation, Quantity quantity) {
  std::set<std::pair<std::string, Numbers>> done;
  std::set<std::string> scalars;
  for (const Subject& first : activation.subjects) {
    if (!done.insert({first.scalar, first.parameters}).second) continue;
    const bool defaults = scalars.insert(first.scalar).second;  // these come first
    const std::size_t samples = samples_of(first, quantity) / (defaults ? 1 : 10);
    Numbers x = test_points(first, samples);
    if (first.format.digits < 24) x = thinned(x, samples);
    if (defaults)
      for (double worst : recorded(first, quantity).worst_inputs) x.push_back(worst);
    const bool in_floats = first.format.digits <= 24 && quantity != Quantity::kSecondDerivative;
    const std::vector<Reference> exact =
        in_floats ? fast_references(first, quantity, x) : references(first, quantity, x);
    const Zeros zeros(first);
    for (const Subject& subject : activation.subjects) {
      if (subject.scalar != first.scalar || subject.parameters != first.parameters) continue;
      check(subject, quantity, worst_error(subject, quantity, x, exact, zeros));
      const double most = defaults ? recorded(subject, quantity).max_ulp : 0;
      if (most > 0 && kHasFma) check_recorded(subject, quantity, x, exact, zeros, most);
    }
  }
}

/// The 16-bit floats are those of float, rounded: at all of their numbers, without compiling them.
void check_rounded(const TestedActivation& activation, const Format& format) {
  const Subject& first = activation.subjects.front();
  const Numbers x = thinned(sample_bit_patterns(format, 0, 0), effort().floats / 4);
  for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative}) {
    const std::vector<Reference> exact = fast_references(first, quantity, x);
    for (const Subject& subject : activation.subjects) {
      if (subject.format.digits != 24 || subject.parameters != first.parameters) continue;
      const Numbers computed = subject.array(quantity, x, 0);
      Worst worst;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double rounded = round_to(computed[i], format);
        worst.add(ulp_error(rounded, exact[i], format), 0.501, x[i], rounded, exact[i].to_double());
      }
      worst.check(subject.label + ", " + to_string(quantity) + ", rounded to 16 bits");
    }
  }
}

/// The samples are shared by the parameters, each of which has as many edges.
void check_edges(const TestedActivation& activation, Quantity quantity) {
  if (activation.edge_subjects.empty()) return;
  const std::size_t samples = effort().edges / activation.edge_subjects.front().parameters.size();
  Numbers x;
  std::vector<Reference> exact;
  const Subject* first = nullptr;
  for (const Subject& subject : activation.edge_subjects) {
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

void check_all(void (*law)(const TestedActivation&, Quantity), Quantity quantity) {
  for (const TestedActivation& activation : tested_activations()) law(activation, quantity);
}

}  // namespace

TEST_CASE("the value holds its error bound against the formula text", "[accuracy]") {
  check_all(check_quantity, Quantity::kValue);
}

TEST_CASE("the derivative holds its error bound against the formula text", "[accuracy]") {
  check_all(check_quantity, Quantity::kDerivative);
}

TEST_CASE("the second derivative holds its error bound against the formula text", "[accuracy]") {
  check_all(check_quantity, Quantity::kSecondDerivative);
}

TEST_CASE("float, rounded to 16 bits, holds the error bound of 16 bits", "[accuracy]") {
  for (const TestedActivation& activation : tested_activations()) {
    check_rounded(activation, Format::half());
    check_rounded(activation, Format::bfloat16());
  }
}

TEST_CASE("the value holds its error bound at the edges of the parameters", "[edges]") {
  check_all(check_edges, Quantity::kValue);
}

TEST_CASE("the derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_all(check_edges, Quantity::kDerivative);
}

TEST_CASE("the second derivative holds its error bound at the edges of the parameters", "[edges]") {
  check_all(check_edges, Quantity::kSecondDerivative);
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "sample.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <future>
#include <limits>

#include "../support/limits.hpp"
#include "../support/points.hpp"
#include "block_reference.hpp"

namespace eigenact_test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// work(first, last) on equal parts of 0..count, each in a thread of its own.
template <typename Work>
void in_parallel(std::size_t count, int threads, const Work& work) {
  const auto parts = static_cast<std::size_t>(std::max(threads, 1));
  std::vector<std::future<void>> running;
  for (std::size_t i = 0; i < parts; ++i)
    running.push_back(
        std::async(std::launch::async, work, count * i / parts, count * (i + 1) / parts));
  for (std::future<void>& part : running) part.get();
}

std::vector<Reference> exact_results(const Subject& subject, Quantity quantity, const Numbers& x,
                                     int threads) {
  std::vector<Reference> exact(x.size());
  in_parallel(x.size(), threads, [&](std::size_t first, std::size_t last) {
    const auto begin = x.begin() + static_cast<std::ptrdiff_t>(first),
               end = x.begin() + static_cast<std::ptrdiff_t>(last);
    const std::vector<Reference> part = references(subject, quantity, Numbers(begin, end));
    std::copy(part.begin(), part.end(), exact.begin() + static_cast<std::ptrdiff_t>(first));
  });
  return exact;
}

/// The same from the block reference, which also knows +-0, +-inf and NaN: for formats whose
/// numbers are floats.
std::vector<Reference> exact_results_in_blocks(const Subject& subject, Quantity quantity,
                                               const Numbers& x) {
  BlockReference reference(subject);
  std::vector<Reference> exact;
  for (std::size_t at = 0; at < x.size(); at += kBlockSize) {
    const int count = static_cast<int>(std::min<std::size_t>(kBlockSize, x.size() - at));
    float in[kBlockSize];
    double out[2][kBlockSize];
    for (int i = 0; i < count; ++i) in[i] = static_cast<float>(x[at + static_cast<std::size_t>(i)]);
    reference.evaluate(in, count, out[0], out[1]);
    for (int i = 0; i < count; ++i)
      exact.push_back(make_reference(out[quantity == Quantity::kValue ? 0 : 1][i]));
  }
  return exact;
}

Row measured(const Subject& subject, Quantity quantity, const Numbers& x,
             const std::vector<Reference>& exact) {
  Row row;
  row.activation = subject.name;
  row.library = "eigenact";
  row.tier = subject.precise ? "Precise" : "Fast";
  row.scalar = subject.scalar;
  row.quantity = to_string(quantity);
  row.inputs_are = subject.format.digits < 24 ? "all" : "sampled";
  Subject promised = subject;  // below 2^-960 Precise double promises no more than Fast
  promised.precise = subject.precise && subject.format.digits < 53;
  row.limit = error_limit(promised, quantity);
  const std::clock_t start = std::clock();
  const Zeros zeros(subject);
  const Numbers computed = subject.array(quantity, x, 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    double error = ulp_error(computed[i], exact[i], subject.format);
    if (error > row.statistics.max_ulp && std::isfinite(x[i]))
      if (const double floor = zeros.floor_at(x[i], exact[i], quantity); floor > 0)
        error = ulp_error(computed[i], exact[i], subject.format, floor);
    if (error > row.statistics.max_ulp && std::isfinite(error)) row.at = x[i];
    const double infinity = round_to(exact[i], subject.format);
    row.statistics.infinity_errors += !std::isnan(computed[i]) && !exact[i].is_nan() &&
                                      (std::isinf(computed[i]) || std::isinf(infinity)) &&
                                      computed[i] != infinity;
    count(row, computed[i], exact[i], error);
  }
  row.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return row;
}

Numbers points_of(const Subject& subject, Quantity quantity, const SampleSizes& sizes) {
  const bool second = quantity == Quantity::kSecondDerivative;
  Numbers x = test_points(subject, second ? sizes.second : sizes.first);
  if (subject.format.digits < 24)
    for (double special : {kInfinity, -kInfinity, std::nan("")})
      if (!subject.oscillates || std::isnan(special)) x.push_back(special);  // no limit there
  return x;
}

/// Which quantities of a scalar type are not swept.
std::vector<Quantity> quantities_of(const Subject& subject) {
  if (subject.format.digits < 24) return {Quantity::kValue, Quantity::kDerivative};
  if (subject.format.digits == 24) return {Quantity::kSecondDerivative};
  return {Quantity::kValue, Quantity::kDerivative, Quantity::kSecondDerivative};
}

Numbers reference_points(const Subject& facts, std::size_t samples) {
  Numbers x = sample_bit_patterns(facts.format, samples, 20260202);
  constexpr int lowest = -149, per_binade = 16;
  for (int binade = lowest; binade < facts.format.max_exponent; ++binade)
    for (int i = 0; i < per_binade; ++i)
      for (double sign : {1.0, -1.0})
        x.push_back(round_to(sign * std::ldexp(1 + (i + 0.37) / per_binade, binade), facts.format));
  for (const auto& kink : facts.kinks)
    for (double point : neighbours(evaluated(facts, {kink.at})[0], facts.format, 16))
      x.push_back(point);
  for (double root : evaluated(facts, facts.derivative_roots))
    for (double point : neighbours(root, facts.format, 64)) x.push_back(point);
  const auto excluded = [&](double point) { return point == 0 || std::isinf(point); };
  x.erase(std::remove_if(x.begin(), x.end(), excluded), x.end());
  return x;
}

}  // namespace

std::vector<Row> sampled_rows(const Activation& activation, const SampleSizes& sizes, int threads) {
  std::vector<Row> rows;
  if (!activation.subjects) return rows;
  const std::vector<Subject> subjects = activation.subjects();
  for (std::size_t i = 0; i < subjects.size(); i += 2) {  // Fast and Precise of a scalar type
    for (Quantity quantity : quantities_of(subjects[i])) {
      const Numbers x = points_of(subjects[i], quantity, sizes);
      const std::vector<Reference> exact = subjects[i].format.digits < 24
                                               ? exact_results_in_blocks(subjects[i], quantity, x)
                                               : exact_results(subjects[i], quantity, x, threads);
      for (std::size_t tier = i; tier < i + 2; ++tier)
        rows.push_back(measured(subjects[tier], quantity, x, exact));
    }
  }
  return rows;
}

ReferenceError reference_error(const Subject& facts, std::size_t samples, int threads) {
  const Numbers x = reference_points(facts, samples);
  ReferenceError result;
  result.points = x.size();
  for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative}) {
    const bool is_value = quantity == Quantity::kValue;
    const std::vector<Reference> exact = exact_results(facts, quantity, x, threads);
    const std::vector<Reference> block = exact_results_in_blocks(facts, quantity, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      constexpr double beyond = 0x1p128;
      const double computed = block[i].to_double(), right = exact[i].to_double();
      const bool overflow =
          computed >= beyond ? right >= beyond : computed <= -beyond && right <= -beyond;
      const double error = overflow ? 0 : ulp_error(computed, exact[i], facts.format);
      double& worst = is_value ? result.value : result.derivative;
      if (error <= worst) continue;
      worst = error;
      (is_value ? result.value_at : result.derivative_at) = x[i];
    }
  }
  return result;
}

}  // namespace eigenact_test

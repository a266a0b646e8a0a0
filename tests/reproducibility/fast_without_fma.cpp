// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Compiled for a processor without fused operations: there too the Fast kernels in float hold their
// bound, with any parameters. Precise, which precise_hashes_* compare for all targets, is the
// reference.
#include <cmath>
#include <stdexcept>

#include "../support/catch.hpp"
#include "../support/make_subject.hpp"
#include "hashes.hpp"

static_assert(!eigenact::simd::has_fma);

namespace {

using namespace eigenact;
using eigenact_test::Numbers;

constexpr double kFast = 4, kPrecise = 0.65;  // ULP

// ulp(y), near the zeros of a derivative not below that of 2^-6.
double unit(double y, bool near_zero) {
  const double least = near_zero ? 0x1p-6 : static_cast<double>(std::numeric_limits<float>::min());
  return std::ldexp(1.0, std::ilogb(std::max(std::abs(y), least)) - 23);
}

template <typename Formula, typename Quantity>
void check_at(const std::vector<float>& x, const core::Parameters<Formula, float>& parameters) {
  constexpr Facts facts = Formula::facts;
  constexpr Quantities quantities = Quantity::quantities;
  const auto size = static_cast<Eigen::Index>(x.size());
  std::vector<float> fast(x.size()), precise(x.size());
  core::evaluate_numbers<Formula, Quantity, Fast>(parameters, size, x.data(), fast.data());
  core::evaluate_numbers<Formula, Quantity, Precise>(parameters, size, x.data(), precise.data());
  const bool has_zero = quantities == kDerivative && facts.derivative_root_count() > 0;
  double worst = 0;
  float at = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (eigenact_test::bits_of(fast[i]) == eigenact_test::bits_of(precise[i])) continue;
    const double y = static_cast<double>(precise[i]);
    const bool loses_sign = y == 0 && fast[i] == 0 && quantities == kValue;
    const double error = loses_sign ? std::numeric_limits<double>::infinity()
                                    : std::abs(static_cast<double>(fast[i]) - y) /
                                          unit(y, has_zero && std::abs(x[i]) < 4);
    if (error <= worst) continue;
    worst = std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
    at = x[i];
  }
  INFO(facts.name() << " with " << parameters.array().transpose() << ", quantity " << quantities
                    << ": " << worst << " ULP at " << at);
  CHECK(worst <= kFast + kPrecise);
}

// One number of the interval: evenly from a narrow one, of any size from a wide one.
double random_inside(const Interval& interval, std::uint64_t& state) {
  constexpr double narrow = 1000;
  const double fraction = static_cast<double>(eigenact_test::next_random(state) >> 11) * 0x1p-53;
  const double width = interval.upper - interval.lower;
  if (width < narrow) return interval.lower + fraction * width;
  const double size = std::exp2(60 * fraction - 30);
  const bool is_negative = interval.upper <= 0 || (eigenact_test::next_random(state) & 1) != 0;
  return interval.lower < 0 && is_negative ? -size : size;
}

// Parameters at the edges of their intervals, and random ones.
std::vector<Numbers> parameters_of(const Facts& facts) {
  constexpr int random = 12;
  std::vector<Numbers> sets = eigenact_test::edges_of(facts, eigenact_test::Format::float32());
  std::uint64_t state = 20260501;
  for (int set = 0; set < random; ++set) {
    sets.emplace_back();
    for (int i = 0; i < facts.parameter_count(); ++i)
      sets.back().push_back(random_inside(facts.parameter(i).interval, state));
  }
  return sets;
}

// Numbers of ordinary size times and over a parameter.
void add_scaled(std::vector<float>& x, double parameter) {
  constexpr int count = 1500;
  for (int i = -count; i < count / 4; ++i) {
    const double ordinary = i * 0.0801;  // to -120, where float ends
    x.push_back(static_cast<float>(ordinary * parameter));
    x.push_back(static_cast<float>(ordinary / parameter));
  }
}

template <typename Formula, typename Quantity>
void check(const std::vector<float>& x) {
  constexpr Facts facts = Formula::facts;
  constexpr Quantities quantities = Quantity::quantities;
  if constexpr (facts.is_fast_in_float(quantities) && !facts.is_exact(quantities)) {
    core::Parameters<Formula, float> parameters;
    check_at<Formula, Quantity>(x, parameters);
    if constexpr (facts.parameter_count() > 0) {
      for (const Numbers& set : parameters_of(facts)) {
        Eigen::Array<float, Formula::facts.parameter_count(), 1> values;
        std::vector<float> scaled;
        for (std::size_t i = 0; i < set.size(); ++i) {
          values(static_cast<Eigen::Index>(i)) = static_cast<float>(set[i]);
          add_scaled(scaled, std::abs(set[i]));
        }
        try {
          parameters.set(values);
        } catch (const std::invalid_argument&) {  // each is admissible, not all of them together
          continue;
        }
        check_at<Formula, Quantity>(scaled, parameters);
      }
    }
  }
}

}  // namespace

TEST_CASE("Fast in float holds its bound without fused operations") {
  std::vector<float> x = eigenact_test::fixed_inputs<float, std::uint32_t>(20480, 110);
  for (int i = -6000; i < 6000; ++i) x.push_back(static_cast<float>(i) * 0x1.02p-8F);
  for_each_elementwise([&x](auto formula) {
    check<decltype(formula), core::Value>(x);
    check<decltype(formula), core::Derivative>(x);
  });
}

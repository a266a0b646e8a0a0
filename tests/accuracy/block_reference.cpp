// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "block_reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "../support/points.hpp"

namespace eigenact_test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Whether the bound admits an error above 1e-5 float ULP. The bound is of first order and rounded
/// itself: it is taken twice. Beyond all floats only that much is asked of a number.
template <typename T>
bool is_doubtful(T x, T error) {
  constexpr T half_unit = T(0x1p-24), tolerance = T(1e-5), smallest = T(0x1p-126),
              beyond = T(0x1p129);
  const T size = std::abs(x), unit = (size > smallest ? size : smallest) * half_unit;
  const bool precise = 2 * error <= unit * tolerance;
  const bool infinite = size - error >= beyond;
  return !(precise | infinite);
}

template <typename T>
bool is_doubtful(const Block<T>& block, int i) {
  const int value = is_doubtful(block.value[i], block.value_error[i]),
            slope = is_doubtful(block.slope[i], block.slope_error[i]);
  return (value | slope) != 0;  // no branch
}

}  // namespace

BlockReference::BlockReference(const Subject& subject)
    : plan_(make_plan(subject.formula, subject.parameter_names)),
      program_(plan_, subject.parameters),
      exact_program_(plan_, subject.parameters),
      oracle_(make_oracle(subject)),
      start_(subject.defined_from.empty() ? -kInfinity
                                          : evaluated(subject, {subject.defined_from})[0]) {
  add_zero();
  std::set<double> kinks;  // where two fall together, the first one counts
  for (const auto& kink : subject.kinks) {
    const Numbers both = evaluated(subject, {kink.at, kink.derivative});
    if (!kinks.insert(both[0]).second) continue;
    if (both[0] == 0)
      std::fill(specials_[0].derivative, specials_[0].derivative + 2, both[1]);
    else if (const auto x = static_cast<float>(both[0]); x == both[0])
      add_special(x, oracle_.value(x).to_double(), both[1]);
  }
  for (double sign : {1.0, -1.0})
    add_special(static_cast<float>(sign * kInfinity), subject.oscillates ? kNaN : limit(true, sign),
                subject.oscillates ? kNaN : limit(false, sign));
}

void BlockReference::add_special(float x, double value, double derivative) {
  specials_.push_back({x, {value, value}, {derivative, derivative}});
}

void BlockReference::add_zero() {
  add_special(0, oracle_.value(0).to_double(), oracle_.derivative(0).to_double());
  Special& zero = specials_.back();
  zero.value[1] = oracle_.value(-0.0).to_double();  // 1 / sqrt(-0) is -infinity
  for (int side = 0; side < 2; ++side) {
    const Reference nearby = oracle_.value(side == 0 ? 1e-30 : -1e-30);
    if (zero.value[side] == 0 && nearby.hi != 0 && !nearby.is_nan())
      zero.value[side] = std::copysign(std::numeric_limits<double>::denorm_min(), nearby.hi);
  }
}

/// What the formula tends to: infinity where it still grows far beyond the floats.
double BlockReference::limit(bool is_value, double sign) const {
  const auto at = [&](double x) {
    return (is_value ? oracle_.value(x) : oracle_.derivative(x)).to_double();
  };
  constexpr double far = 1e300, less_far = 1e30, large = 1e20;
  const double end = at(sign * far), before = at(sign * less_far);
  const bool grows = std::abs(end) > large || std::abs(end) > std::abs(before) + 1;
  return grows ? std::copysign(kInfinity, end) : end;
}

void BlockReference::evaluate(const float* x, int count, double* value, double* derivative) {
  Block<double>& input = program_.input();
  std::copy(x, x + count, input.value);
  const Block<double>& result = program_.run(count);
  std::copy(result.value, result.value + count, value);
  std::copy(result.slope, result.slope + count, derivative);
  std::int64_t doubts = 0;  // as wide as a double: the loop fills registers
  for (int i = 0; i < count; ++i) doubts += is_doubtful(result, i) ? 1 : 0;
  if (doubts > 0) {
    find_doubtful(x, count, result);
    refine(x, value, derivative);
  }
  replace_specials(x, count, value, derivative);
}

/// NaN, the special inputs and those outside of the domain are in no doubt, whatever the formula
/// made of them.
void BlockReference::find_doubtful(const float* x, int count, const Block<double>& result) {
  doubtful_.clear();
  for (int i = 0; i < count; ++i) {
    if (!is_doubtful(result, i) || !(x[i] >= start_)) continue;
    const bool special = std::any_of(specials_.begin(), specials_.end(),
                                     [&](const Special& s) { return s.x == x[i]; });
    if (!special) doubtful_.push_back(i);
  }
}

void BlockReference::refine(const float* x, double* value, double* derivative) {
  const auto count = static_cast<int>(doubtful_.size());
  if (count == 0) return;
  Block<long double>& input = exact_program_.input();
  for (int i = 0; i < count; ++i) input.value[i] = x[doubtful_[static_cast<std::size_t>(i)]];
  const Block<long double>& result = exact_program_.run(count);
  long_double_count_ += static_cast<std::uint64_t>(count);
  for (int i = 0; i < count; ++i) {
    const int at = doubtful_[static_cast<std::size_t>(i)];
    const bool value_doubtful = is_doubtful(result.value[i], result.value_error[i]);
    const bool slope_doubtful = is_doubtful(result.slope[i], result.slope_error[i]);
    value[at] =
        value_doubtful ? oracle_.value(x[at]).to_double() : static_cast<double>(result.value[i]);
    derivative[at] = slope_doubtful ? oracle_.derivative(x[at]).to_double()
                                    : static_cast<double>(result.slope[i]);
    oracle_count_ += value_doubtful + slope_doubtful;
  }
}

void BlockReference::replace_specials(const float* x, int count, double* value,
                                      double* derivative) const {
  int nans = 0;
  for (int i = 0; i < count; ++i) nans += x[i] >= start_ ? 0 : 1;
  for (int i = 0; i < count && nans > 0; ++i)
    if (!(x[i] >= start_)) value[i] = derivative[i] = kNaN;
  for (const Special& special : specials_) {
    int matches = 0;
    for (int i = 0; i < count; ++i) matches += x[i] == special.x ? 1 : 0;
    if (matches == 0) continue;
    for (int i = 0; i < count; ++i) {
      if (x[i] != special.x) continue;
      const int side = special.x == 0 && std::signbit(x[i]) ? 1 : 0;
      value[i] = special.value[side];
      derivative[i] = special.derivative[side];
    }
  }
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "metric.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace eigenact_test {
namespace {

constexpr double kBeyond = 0x1p128;   ///< stands for infinity: one unit above the largest float
constexpr double kSignOnly = 1e-300;  ///< what is below is 0 and tells the sign

std::uint32_t bits_of(float x) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

/// 1 / ulp(size) for 2^-126 <= size < 2^128: 2^(23 - floor(log2(size))), by its exponent field.
double inverse_ulp(double size) {
  constexpr std::uint64_t bias = 1023, fraction_bits = 23;
  std::uint64_t bits = 0;
  std::memcpy(&bits, &size, sizeof bits);
  const std::uint64_t field = 2 * bias + fraction_bits - (bits >> 52);
  const std::uint64_t result = field << 52;
  double inverse = 0;
  std::memcpy(&inverse, &result, sizeof inverse);
  return inverse;
}

/// The largest of non-negative numbers: they are in the order of their bits, which g++ compares
/// register by register, while it keeps the order of comparisons of doubles.
double largest(const double* numbers, int count) {
  std::int64_t highest = 0;
  for (int i = 0; i < count; ++i) {
    std::int64_t bits = 0;
    std::memcpy(&bits, numbers + i, sizeof bits);
    highest = bits > highest ? bits : highest;
  }
  double result = 0;
  std::memcpy(&result, &highest, sizeof result);
  return result;
}

double clamped(double size, double lowest) {
  constexpr double largest = 0x1.fffffep127;
  return size > lowest ? (size < largest ? size : largest) : lowest;
}

}  // namespace

void Statistics::merge(const Statistics& other) {
  if (other.max_ulp > max_ulp || (other.max_ulp == max_ulp && other.worst < worst)) {
    max_ulp = other.max_ulp;
    worst = other.worst;
  }
  inputs += other.inputs;
  above_half += other.above_half;
  above_one += other.above_one;
  nan_errors += other.nan_errors;
  infinity_errors += other.infinity_errors;
  zero_sign_errors += other.zero_sign_errors;
}

void Target::set(const double* exact, int count) {
  constexpr double rounds_to_infinity = 0x1.ffffffp127, smallest = 0x1p-126;
  count_ = count;
  for (int i = 0; i < count; ++i) {
    const double size = std::abs(exact[i]);
    exact_[i] = size >= rounds_to_infinity ? std::copysign(kBeyond, exact[i]) : exact[i];
    inverse_unit_[i] = inverse_ulp(clamped(size, smallest));
  }
  std::copy(inverse_unit_, inverse_unit_ + count, inverse_floored_);
}

void Target::set_floor(const float* x, const std::vector<double>& roots, bool oscillates) {
  constexpr double window = 0.25, floor = 0.015625, small = 0.1;
  const auto lift = [&](int i) {
    inverse_floored_[i] = inverse_ulp(clamped(std::abs(exact_[i]), floor));
  };
  for (double root : roots) {
    const auto first = static_cast<float>(root - window), last = static_cast<float>(root + window);
    int matches = 0;
    for (int i = 0; i < count_; ++i) matches += ((x[i] >= first) & (x[i] <= last)) ? 1 : 0;
    for (int i = 0; i < count_ && matches > 0; ++i)
      if (std::abs(x[i] - root) <= window) lift(i);
  }
  for (int i = 0; i < count_ && oscillates; ++i)
    if (std::abs(exact_[i]) < small) lift(i);
}

void Target::find_errors(const float* y, const double* inverse, double* errors) const {
  for (int i = 0; i < count_; ++i) {
    const double computed = y[i], exact = exact_[i];
    const bool infinite = std::abs(computed) > kBeyond;
    const double number = infinite ? std::copysign(kBeyond, computed) : computed;
    const double difference = std::abs(number - exact);
    errors[i] = difference > kSignOnly ? difference * inverse[i] : 0;  // 0 for NaN
  }
}

Statistics Target::count_faults(const float* y) const {
  std::int64_t nan = 0, infinite = 0, sign = 0;
  for (int i = 0; i < count_; ++i) {
    const double computed = y[i], exact = exact_[i];
    // 0 or 1, as wide as a double: no branches, and the loop fills registers
    const std::int64_t number = computed == computed, exact_number = exact == exact,
                       infinity = std::abs(computed) > kBeyond,
                       exact_infinity = std::abs(exact) == kBeyond, zero = computed == 0,
                       exact_zero = exact == 0,
                       other_sign = std::copysign(1.0, computed) != std::copysign(1.0, exact);
    nan += number ^ exact_number;
    infinite += number & exact_number &
                ((infinity ^ exact_infinity) | (infinity & exact_infinity & other_sign));
    sign += zero & exact_number & (exact_zero ^ 1) & other_sign;
  }
  Statistics faults;
  faults.inputs = static_cast<std::uint64_t>(count_);
  faults.nan_errors = static_cast<std::uint64_t>(nan);
  faults.infinity_errors = static_cast<std::uint64_t>(infinite);
  faults.zero_sign_errors = static_cast<std::uint64_t>(sign);
  return faults;
}

void Target::measure(const float* x, const float* y, bool floored, Statistics& statistics) const {
  double errors[kBlockSize];
  find_errors(y, floored ? inverse_floored_ : inverse_unit_, errors);
  Statistics block = count_faults(y);
  std::int64_t half = 0, one = 0;
  for (int i = 0; i < count_; ++i) {
    half += errors[i] > 0.5 ? 1 : 0;
    one += errors[i] > 1 ? 1 : 0;
  }
  block.above_half = static_cast<std::uint64_t>(half);
  block.above_one = static_cast<std::uint64_t>(one);
  block.max_ulp = largest(errors, count_);
  if (block.max_ulp >= statistics.max_ulp)
    block.worst = bits_of(x[std::find(errors, errors + count_, block.max_ulp) - errors]);
  statistics.merge(block);
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

namespace eigenact_test {

/// A value and its derivative, each with a bound on its absolute error.
template <typename T>
struct Dual {
  T value, slope, value_error, slope_error;
};

/// As many numbers as fit the first-level cache together with a few more blocks.
constexpr int kBlockSize = 128;

/// An array of duals, part by part, so that loops over it fill registers.
template <typename T>
struct Block {
  T value[kBlockSize], slope[kBlockSize], value_error[kBlockSize], slope_error[kBlockSize];

  Dual<T> get(int i) const { return {value[i], slope[i], value_error[i], slope_error[i]}; }
  void set(int i, const Dual<T>& x) {
    value[i] = x.value;
    slope[i] = x.slope;
    value_error[i] = x.value_error;
    slope_error[i] = x.slope_error;
  }
};

/// What the rules of rules.hpp need to know of a type.
template <typename T>
struct Limits {
  /// Of one operation, relative.
  static constexpr T rounding = std::numeric_limits<T>::epsilon() / 2;
  /// Of one elementary function, relative: 4 ULP.
  static constexpr T function = 4 * std::numeric_limits<T>::epsilon();
};

/// Arguments beyond these are replaced by them. exp(highest) squared is finite, also when
/// multiplied by any float; exp(lowest) times the square of any float is far below the smallest
/// float.
constexpr double highest_exponent(double) { return 345; }
constexpr long double highest_exponent(long double) { return 5500; }
constexpr double lowest_exponent(double) { return -600; }
constexpr long double lowest_exponent(long double) { return -11000; }
/// Above exp(lowest_exponent), and erfc(highest_erfc).
constexpr double negligible(double) { return 1e-255; }
constexpr long double negligible(long double) { return 1e-4700L; }
constexpr double highest_erfc(double) { return 26; }
constexpr long double highest_erfc(long double) { return 104; }

}  // namespace eigenact_test

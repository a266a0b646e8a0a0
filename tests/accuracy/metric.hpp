// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "dual.hpp"

namespace eigenact_test {

/// The errors of a candidate over a set of floats.
struct Statistics {
  std::uint64_t inputs = 0, above_half = 0, above_one = 0;
  std::uint64_t nan_errors = 0;        ///< NaN where there should be a number, or the other way
  std::uint64_t infinity_errors = 0;   ///< infinite where there should be a number, ...
  std::uint64_t zero_sign_errors = 0;  ///< 0 of the wrong sign, where the exact result has one
  double max_ulp = 0;                  ///< NaN errors aside
  std::uint32_t worst = 0;             ///< the bits of the first x that has max_ulp

  void merge(const Statistics& other);
};

/// Exact results of a block, ready to measure candidates by: ulp_error of ulp.hpp for floats.
class Target {
 public:
  /// exact[0..count): to 1e-5 ULP. The unit of a result is at its own magnitude, at least at the
  /// smallest normal float.
  void set(const double* exact, int count);

  /// The floored unit is at 2^-6 at least within 1/4 of a root, and, in an oscillating function,
  /// where the exact result is below 1/10.
  void set_floor(const float* x, const std::vector<double>& roots, bool oscillates);

  /// Adds the errors of y[0..count) to the statistics. Infinities where NaN is exact, and NaN where
  /// an infinity is, count as errors.
  void measure(const float* x, const float* y, bool floored, Statistics& statistics) const;

 private:
  void find_errors(const float* y, const double* inverse, double* errors) const;
  Statistics count_faults(const float* y) const;

  double exact_[kBlockSize], inverse_unit_[kBlockSize], inverse_floored_[kBlockSize];
  int count_ = 0;
};

}  // namespace eigenact_test

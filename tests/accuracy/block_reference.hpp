// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "../support/oracle.hpp"
#include "../support/subject.hpp"
#include "program.hpp"

namespace eigenact_test {

/// f(x) and f'(x) of one activation at floats, as doubles that are right to 1e-5 float ULP: fast
/// enough for all floats. Computed from the formula text with libm alone: in double, where the
/// running error bound leaves a doubt in long double, and where it still does, by Oracle (MPFR).
///
/// At a declared kink the derivative is the declared one. At +-0 both are exact, and a value of
/// exactly 0 becomes the smallest double with the sign of the neighbourhood. At +-inf stands the
/// limit; NaN where the formula oscillates.
///
/// Not safe for concurrent use: give each thread its own.
class BlockReference {
 public:
  /// The activation's name, formula, parameters and kinks are read from the subject.
  explicit BlockReference(const Subject& subject);

  /// Fills value[0..count) and derivative[0..count), count <= kBlockSize.
  void evaluate(const float* x, int count, double* value, double* derivative);

  /// How many numbers each stage but the first was asked for.
  std::uint64_t long_double_count() const { return long_double_count_; }
  std::uint64_t oracle_count() const { return oracle_count_; }

 private:
  struct Special {
    float x;
    double value[2], derivative[2];  ///< for +x and -x where x is 0
  };

  void add_special(float x, double value, double derivative);
  void add_zero();
  double limit(bool is_value, double sign) const;
  void find_doubtful(const float* x, int count, const Block<double>& result);
  void refine(const float* x, double* value, double* derivative);
  void replace_specials(const float* x, int count, double* value, double* derivative) const;

  Plan plan_;
  Program<double> program_;
  Program<long double> exact_program_;
  Oracle oracle_;
  std::vector<Special> specials_;
  double start_;  ///< of the domain: NaN below
  std::vector<int> doubtful_;
  std::uint64_t long_double_count_ = 0, oracle_count_ = 0;
};

}  // namespace eigenact_test

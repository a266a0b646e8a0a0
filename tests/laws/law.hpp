// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "../support/catch.hpp"
#include "../support/points.hpp"

namespace eigenact_test {

/// Whether the options of the tests have fused operations.
#ifdef __FMA__
inline constexpr bool kHasFma = true;
#else
inline constexpr bool kHasFma = false;
#endif

/// law(subject) for every subject of the tested activations.
template <typename Law>
void for_each_subject(const Law& law) {
  for (const TestedActivation& activation : tested_activations())
    for (const Subject& subject : activation.subjects) law(subject);
}
/// The same at the edges of the parameters.
template <typename Law>
void for_each_edge(const Law& law) {
  for (const TestedActivation& activation : tested_activations())
    for (const Subject& subject : activation.edge_subjects) law(subject);
}

/// The place of a law that comes nearest to its bound, or exceeds it the most. A law looks at every
/// place and checks the worst one: one assertion, whose message says where it is.
class Worst {
 public:
  /// An error of NaN exceeds every bound.
  void add(double error, double bound, double x, double computed, double expected) {
    const double share = std::isnan(error) ? std::numeric_limits<double>::infinity()
                         : error == 0      ? 0
                                           : error / bound;
    ++places_;
    if (share <= share_ && places_ > 1) return;
    share_ = share;
    error_ = error, x_ = x, computed_ = computed, expected_ = expected;
  }
  double error() const { return error_; }
  double share() const { return share_; }
  double x() const { return x_; }

  /// Checks that no place exceeded its bound. A law that looked at no place has failed.
  void check(const std::string& what) const {
    INFO(what << ": the error is " << share_ << " of its bound at x = " << hexadecimal(x_) << " ("
              << x_ << "): computed " << hexadecimal(computed_) << ", expected "
              << hexadecimal(expected_));
    CHECK(places_ > 0);
    CHECK(share_ <= 1);
  }
  bool empty() const { return places_ == 0; }

 private:
  double share_ = 0, error_ = 0, x_ = 0, computed_ = 0, expected_ = 0;
  std::size_t places_ = 0;
};

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "reference.hpp"
#include "tracked.hpp"

namespace eigenact_test {

/// The precision that ends every search for enough bits.
constexpr long kMostBits = 16384;

/// Finds how many bits a quantity takes: starts from what the x before took in the same binade.
class Precision {
 public:
  /// `wanted` bits of the result, or an absolute error of 2^negligible; never fewer than `fewest`
  /// bits on the way, and `first_guess` to start with.
  Precision(long wanted, long negligible, long fewest, long first_guess);

  /// The number that attempt(bits) tells with its error bound, in as many bits as it takes; nothing
  /// where it gives null.
  template <typename Attempt>
  std::optional<Reference> settled(double x, Attempt attempt) {
    long& hint = hint_for(x);
    for (long bits = hint;;) {
      const Tracked* result = attempt(bits);
      if (result == nullptr) return std::nullopt;
      const long more = missing_bits(*result, bits);
      if (more <= 0) {
        constexpr long margin = 32;  // one more attempt costs far more than a longer one
        hint = std::max(bits + more + margin, fewest_);
        return to_reference(*result);
      }
      bits = std::min(bits + more, kMostBits);
    }
  }

 private:
  long& hint_for(double x);
  long missing_bits(const Tracked& result, long bits) const;
  static Reference to_reference(const Tracked& result);

  long wanted_, negligible_, fewest_;
  std::vector<long> hints_;  ///< by binade and sign of x
};

}  // namespace eigenact_test

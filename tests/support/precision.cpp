// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "precision.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

namespace eigenact_test {
namespace {

constexpr int kSmallestBinade = -1074;
constexpr std::size_t kSignedBinades = 2 * (1 + 1074 + 1024);

Reference regular(mpfr_srcptr v) {
  if (!mpfr_regular_p(v)) return {mpfr_get_d(v, MPFR_RNDN), 0, 0};
  constexpr long limit = 1L << 29;
  const long magnitude = exponent_of(v);
  if (magnitude > limit) {
    return {std::copysign(std::numeric_limits<double>::infinity(), mpfr_sgn(v)), 0, 0};
  }
  if (magnitude < -limit) return {std::copysign(0.0, mpfr_sgn(v)), 0, 0};
  long exponent = 0;
  const double hi = mpfr_get_d_2exp(&exponent, v, MPFR_RNDN);
  Tracked rest(64);
  Tracked head(64);
  mpfr_set_d(head.value, hi, MPFR_RNDN);
  mpfr_mul_2si(head.value, head.value, exponent, MPFR_RNDN);
  mpfr_sub(rest.value, v, head.value, MPFR_RNDN);
  mpfr_mul_2si(rest.value, rest.value, -exponent, MPFR_RNDN);
  return {hi, mpfr_get_d(rest.value, MPFR_RNDN), static_cast<int>(exponent)};
}

}  // namespace

Precision::Precision(long wanted, long negligible, long fewest, long first_guess)
    : wanted_(wanted),
      negligible_(negligible),
      fewest_(fewest),
      hints_(kSignedBinades, first_guess) {}

long& Precision::hint_for(double x) {
  const int binade = x == 0 || !std::isfinite(x) ? kSmallestBinade - 1 : std::ilogb(x);
  return hints_[static_cast<std::size_t>(2 * (binade - kSmallestBinade + 1) + (x < 0 ? 1 : 0))];
}

/// How many bits more the next attempt should have. The result is good enough, or final, if
/// that is not positive; then it tells how many fewer would have done.
long Precision::missing_bits(const Tracked& result, long bits) const {
  const long magnitude = exponent_of(result.value);
  if (result.error == kExact || bits >= kMostBits) return fewest_ - bits;
  if (result.error >= kUnknown) return bits;
  const long goal = std::max(magnitude - wanted_, negligible_);
  if (result.error <= goal) return std::min(0L, std::max(result.error - goal, -bits));
  // All noise: nobody knows how small the number is, so the precision doubles step by step.
  constexpr long reserve = 16;
  const long missing = result.error - goal + reserve;
  return magnitude > result.error ? missing : std::min(missing, bits);
}

/// A result of which no bit is certain is 0.
Reference Precision::to_reference(const Tracked& result) {
  const bool has_digits = exponent_of(result.value) > result.error;
  if (has_digits || mpfr_nan_p(result.value)) return regular(result.value);
  return {mpfr_signbit(result.value) != 0 ? -0.0 : 0.0, 0, 0};
}

}  // namespace eigenact_test

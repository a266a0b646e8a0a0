// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "sampling.hpp"

#include <algorithm>
#include <cmath>

namespace eigenact_test {
namespace {

/// SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators").
/// The distributions of <random> differ between standard libraries; this does not.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// Uniform in [-1, 1).
  double symmetric() { return std::ldexp(static_cast<double>(next() >> 11), -52) - 1; }

 private:
  std::uint64_t state_;
};

/// The number of non-negative finite numbers of the format: every exponent field but the last.
std::uint64_t finite_magnitudes(const Format& format) {
  const auto exponent_fields = static_cast<std::uint64_t>(2 * format.max_exponent - 1);
  return exponent_fields << (format.digits - 1);
}

/// The number whose bits, without the sign, are `pattern`.
double from_pattern(std::uint64_t pattern, const Format& format) {
  const int fraction_bits = format.digits - 1;
  const std::uint64_t hidden_bit = std::uint64_t{1} << fraction_bits;
  const auto exponent_field = static_cast<int>(pattern >> fraction_bits);
  std::uint64_t significand = pattern & (hidden_bit - 1);
  if (exponent_field > 0) significand |= hidden_bit;
  return std::ldexp(static_cast<double>(significand),
                    std::max(exponent_field, 1) - 1 + format.min_exponent - format.digits);
}

/// The inverse of from_pattern, for finite magnitudes of the format.
std::uint64_t to_pattern(double magnitude, const Format& format) {
  if (magnitude < format.smallest_normal()) {
    return static_cast<std::uint64_t>(std::ldexp(magnitude, format.digits - format.min_exponent));
  }
  const int binade = std::ilogb(magnitude);
  const auto significand =
      static_cast<std::uint64_t>(std::ldexp(magnitude, format.digits - 1 - binade));
  const auto exponent_field = static_cast<std::uint64_t>(binade - (format.min_exponent - 1));
  return (exponent_field << (format.digits - 1)) + significand;
}

std::vector<double> all_finite(const Format& format) {
  std::vector<double> result;
  const std::uint64_t magnitudes = finite_magnitudes(format);
  for (std::uint64_t i = magnitudes; i-- > 0;) result.push_back(-from_pattern(i, format));
  for (std::uint64_t i = 0; i < magnitudes; ++i) result.push_back(from_pattern(i, format));
  return result;
}

}  // namespace

std::vector<double> sample_bit_patterns(const Format& format, std::size_t count,
                                        std::uint64_t seed) {
  if (format.digits <= 11) return all_finite(format);
  const bool is_double = format.digits == 53;
  const double wide = is_double ? 760 : 110;
  const double narrow = is_double ? 40 : 20;
  const std::uint64_t magnitudes = finite_magnitudes(format);

  SplitMix64 random(seed);
  std::vector<double> result;
  result.reserve(count);
  while (result.size() < count / 2) {
    // 1 + log2(magnitudes) random bits and rejection: a remainder would favour the subnormals.
    const std::uint64_t bits = random.next();
    const std::uint64_t pattern = (bits >> 1) >> (is_double ? 0 : 32);
    if (pattern >= magnitudes) continue;
    const double magnitude = from_pattern(pattern, format);
    result.push_back((bits & 1) != 0 ? -magnitude : magnitude);
  }
  while (result.size() < count) {
    const double range = result.size() % 2 == 0 ? wide : narrow;
    result.push_back(round_to(range * random.symmetric(), format));
  }
  return result;
}

std::vector<double> neighbours(double centre, const Format& format, int each_side) {
  const double rounded = round_to(centre, format);
  const auto magnitudes = static_cast<std::int64_t>(finite_magnitudes(format));
  const auto magnitude = std::isinf(rounded)
                             ? magnitudes
                             : static_cast<std::int64_t>(to_pattern(std::abs(rounded), format));
  const std::int64_t middle = std::signbit(rounded) ? -magnitude : magnitude;
  std::vector<double> result;
  for (std::int64_t i = middle - each_side; i <= middle + each_side; ++i) {
    if (std::abs(i) >= magnitudes) continue;
    const double value = from_pattern(static_cast<std::uint64_t>(std::abs(i)), format);
    result.push_back(i < 0 ? -value : value);
  }
  return result;
}

}  // namespace eigenact_test

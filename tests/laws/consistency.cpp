// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <climits>
#include <cmath>
#include <cstring>
#include <vector>

#include "../support/catch.hpp"
#include "../support/points.hpp"

using namespace eigenact_test;

namespace {

constexpr Quantity kQuantities[] = {Quantity::kValue, Quantity::kDerivative,
                                    Quantity::kSecondDerivative};

/// The same bits; any NaN is as good as any other.
bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

void require_same(const Subject& subject, const Numbers& a, const Numbers& b, const Numbers& x) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (same_bits(a[i], b[i])) continue;
    FAIL_CHECK(subject.label << " at x = " << hexadecimal(x[i]) << ": " << hexadecimal(a[i])
                             << " and " << hexadecimal(b[i]));
    return;
  }
}

Numbers some_points(const Subject& subject, std::size_t samples) {
  Numbers x = test_points(subject, samples);
  for (double special : {std::numeric_limits<double>::infinity(),
                         -std::numeric_limits<double>::infinity(), std::nan("")})
    x.push_back(special);
  return x;
}

Numbers elements(const Subject& subject, Quantity quantity, const Numbers& x) {
  Numbers y;
  for (double point : x) y.push_back(subject.element(quantity, point));
  return y;
}

/// Away from every kink by `distance`: differences straddle none there.
bool is_smooth_at(double x, const Numbers& kinks, double distance) {
  return std::none_of(kinks.begin(), kinks.end(),
                      [&](double kink) { return std::abs(x - kink) <= distance; });
}

/// Where the domain begins; there derivatives have a pole.
double start_of(const Subject& subject) {
  if (subject.defined_from.empty()) return -std::numeric_limits<double>::infinity();
  return evaluated(subject, {subject.defined_from})[0];
}

Numbers kinks_of(const Subject& subject) {
  std::vector<std::string> texts;
  for (const auto& kink : subject.kinks) texts.push_back(kink.at);
  return evaluated(subject, texts);
}

}  // namespace

TEST_CASE("value and derivative in one pass are the bits of two passes", "[consistency]") {
  for (const Subject& subject : subjects()) {
    const Numbers x = some_points(subject, 5000);
    const auto both = subject.fused(x, 1);
    require_same(subject, both.first, subject.array(Quantity::kValue, x, 0), x);
    require_same(subject, both.second, subject.array(Quantity::kDerivative, x, 0), x);
  }
}

TEST_CASE("an element has the same bits in an array and alone", "[consistency]") {
  for (const Subject& subject : subjects()) {
    const Numbers x = some_points(subject, 20000);
    for (Quantity quantity : kQuantities)
      require_same(subject, subject.array(quantity, x, 0), elements(subject, quantity, x), x);
  }
}

TEST_CASE("an element has the same bits at every length and alignment", "[consistency]") {
  for (const Subject& subject : subjects()) {
    const int width = subject.register_size;
    const Numbers pool = sample_bit_patterns(Format::half(), 0, 0);
    std::vector<int> lengths{9 * width + 3};  // long enough to begin at an aligned place
    for (int length = 0; length <= 4 * width; ++length) lengths.push_back(length);
    for (Quantity quantity : kQuantities) {
      for (int length : lengths) {
        Numbers x;
        for (int i = 0; i < length; ++i)
          x.push_back(
              round_to(pool[static_cast<std::size_t>(7919 * (i + 3 * length)) % pool.size()],
                       subject.format));
        const Numbers expected = elements(subject, quantity, x);
        for (int offset = 0; offset < width; ++offset)
          require_same(subject, subject.array(quantity, x, offset), expected, x);
      }
    }
  }
}

namespace {

double ulp(double x, const Format& format) {
  const int binade = x == 0 ? INT_MIN : std::ilogb(x), lowest = format.min_exponent - 1;
  return std::ldexp(1.0, std::clamp(binade, lowest, format.max_exponent - 1) - format.digits + 1);
}

}  // namespace

TEST_CASE("backward is the gradient times the derivative", "[consistency]") {
  for (const Subject& subject : subjects()) {
    const Numbers x = sample_bit_patterns(subject.format, 2000, 7);
    Numbers gradient;
    for (std::size_t i = 0; i < x.size(); ++i)
      gradient.push_back(round_to(0.25 + static_cast<double>(i % 37) / 16, subject.format));
    const Numbers slope = subject.array(Quantity::kDerivative, x, 0);
    const Numbers back = subject.backward(x, gradient);
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!std::isfinite(slope[i])) continue;
      const Reference product = make_reference(slope[i]) * make_reference(gradient[i]);
      // half and bfloat16 round the product once, not the derivative before, which differs from
      // the one here by half its unit
      const double size = std::max(std::abs(back[i]), std::abs(product.to_double()));
      const double of_slope =
          gradient[i] * ulp(slope[i], subject.format) / ulp(size, subject.format);
      const double units = subject.format.digits < 24 ? 0.501 * (1 + of_slope) : 0.5;
      INFO(subject.label << " at x = " << hexadecimal(x[i]));
      CHECK(ulp_error(back[i], product, subject.format, size) <= units);
    }
  }
}

TEST_CASE("the derivative from the output is the derivative", "[consistency]") {
  for (const Subject& subject : subjects()) {
    if (!subject.derivative_from_output) continue;
    Numbers x;
    for (int i = -400; i <= 400; ++i) x.push_back(round_to(i / 50.0 + 0.003, subject.format));
    const Numbers y = subject.array(Quantity::kValue, x, 0);
    const Numbers slope = subject.array(Quantity::kDerivative, x, 0);
    const Numbers from_output = subject.derivative_from_output(y);
    const Numbers ones(x.size(), 1.0), backward = subject.backward_from_output(y, ones);
    Numbers kink_values = elements(subject, Quantity::kValue, kinks_of(subject));
    const double epsilon = std::ldexp(1.0, -subject.format.digits);
    for (std::size_t i = 0; i < x.size(); ++i) {
      // an output rounded onto that of a kink has lost the side it came from
      if (std::find(kink_values.begin(), kink_values.end(), y[i]) != kink_values.end()) continue;
      if (std::isnan(y[i])) continue;  // outside of the domain
      INFO(subject.label << " at x = " << hexadecimal(x[i]) << ", y = " << hexadecimal(y[i]));
      // half a unit of y carries over, at most by a factor of 4 in this list
      CHECK(std::abs(from_output[i] - slope[i]) <= 8 * epsilon * std::max(1.0, std::abs(slope[i])));
      CHECK(same_bits(backward[i], from_output[i]));
    }
  }
}

TEST_CASE("derivatives agree with finite differences", "[consistency]") {
  for (const Subject& subject : subjects()) {
    if (subject.format.digits != 53) continue;
    const Numbers kinks = kinks_of(subject);
    const double start = start_of(subject);
    for (int i = 0; i < 4000; ++i) {
      const double x = -10 + 0.005 * i + 0.0007, h = 1e-5;
      if (x < start + 0.3) continue;
      if (!is_smooth_at(x, kinks, 0.02)) continue;  // powers have steep higher derivatives there
      const auto rise = [&](Quantity quantity, double step) {
        return subject.element(quantity, x + step) - subject.element(quantity, x - step);
      };
      const auto difference = [&](Quantity quantity) {
        return (8 * rise(quantity, h) - rise(quantity, 2 * h)) / (12 * h);
      };
      const double slope = subject.element(Quantity::kDerivative, x);
      const double bend = subject.element(Quantity::kSecondDerivative, x);
      if (std::isnan(slope)) continue;  // a power of a negative number
      // h^4 / 30 times a fifth derivative, which frequencies make large, and rounding / h
      const double scale = 1 + std::abs(subject.element(Quantity::kValue, x)) + std::abs(slope);
      INFO(subject.label << " at x = " << x);
      CHECK(std::abs(difference(Quantity::kValue) - slope) <= 1e-8 * scale);
      CHECK(std::abs(difference(Quantity::kDerivative) - bend) <= 1e-8 * (scale + std::abs(bend)));
    }
  }
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <climits>
#include <cmath>
#include <cstring>
#include <vector>

#include "../support/options.hpp"
#include "law.hpp"

using namespace eigenact_test;

namespace {

constexpr Quantity kQuantities[] = {Quantity::kValue, Quantity::kDerivative,
                                    Quantity::kSecondDerivative};

/// The same bits; any NaN is as good as any other.
bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

/// Whether the bits are the same everywhere; names the first place where they are not.
void check_same(const Subject& subject, const Numbers& a, const Numbers& b, const Numbers& x) {
  REQUIRE(a.size() == b.size());
  std::size_t i = 0;
  while (i < a.size() && same_bits(a[i], b[i])) ++i;
  if (i == a.size()) return;
  FAIL_CHECK(subject.label << " at x = " << hexadecimal(x[i]) << ", number " << i << " of "
                           << a.size() << ": " << hexadecimal(a[i]) << " and "
                           << hexadecimal(b[i]));
}

Numbers some_points(const Subject& subject, std::size_t samples) {
  Numbers x = test_points(subject, samples);
  if (x.size() > 4 * samples) {  // all numbers of a format
    Numbers some;
    for (std::size_t i = 0; i < x.size(); i += x.size() / samples) some.push_back(x[i]);
    x = some;
  }
  for (double special : {std::numeric_limits<double>::infinity(),
                         -std::numeric_limits<double>::infinity(), std::nan("")})
    x.push_back(special);
  return x;
}

Numbers elements(const Subject& subject, Quantity quantity, const Numbers& x) {
  Numbers y;
  for (double point : x) y.push_back(at(subject, quantity, point));
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
  for_each_subject([](const Subject& subject) {
    const Numbers x = some_points(subject, effort().pairs);
    const auto both = subject.fused(x, 1);
    check_same(subject, both.first, subject.array(Quantity::kValue, x, 0), x);
    check_same(subject, both.second, subject.array(Quantity::kDerivative, x, 0), x);
  });
}

TEST_CASE("an element has the same bits in an array and alone", "[consistency]") {
  for_each_subject([](const Subject& subject) {
    const Numbers x = some_points(subject, effort().pairs);
    for (Quantity quantity : kQuantities)
      check_same(subject, subject.array(quantity, x, 0), elements(subject, quantity, x), x);
  });
}

TEST_CASE("an element has the same bits at every length and alignment", "[consistency]") {
  static const Numbers pool = sample_bit_patterns(Format::half(), 0, 0);
  for_each_subject([](const Subject& subject) {
    const int width = subject.register_size;
    std::vector<int> lengths{9 * width + 3};  // long enough to begin at an aligned place
    for (int length = 0; length <= 4 * width; ++length) lengths.push_back(length);
    std::vector<Numbers> inputs;
    Numbers all;
    for (int length : lengths) {
      Numbers x;
      for (int i = 0; i < length; ++i)
        x.push_back(round_to(pool[static_cast<std::size_t>(7919 * (i + 3 * length)) % pool.size()],
                             subject.format));
      all.insert(all.end(), x.begin(), x.end());
      inputs.push_back(x);
    }
    for (Quantity quantity : kQuantities) {
      const Numbers expected = elements(subject, quantity, all);
      auto first = expected.begin();
      for (const Numbers& x : inputs) {
        const auto last = first + static_cast<std::ptrdiff_t>(x.size());
        for (int offset = 0; offset < width; ++offset)
          check_same(subject, subject.array(quantity, x, offset), Numbers(first, last), x);
        first = last;
      }
    }
  });
}

namespace {

double ulp(double x, const Format& format) {
  const int binade = x == 0 ? INT_MIN : std::ilogb(x), lowest = format.min_exponent - 1;
  return std::ldexp(1.0, std::clamp(binade, lowest, format.max_exponent - 1) - format.digits + 1);
}

void check_backward(const Subject& subject) {
  if (!subject.backward) return;
  const Numbers x = some_points(subject, effort().pairs / 2);
  Numbers gradient;
  for (std::size_t i = 0; i < x.size(); ++i)
    gradient.push_back(round_to(0.25 + static_cast<double>(i % 37) / 16, subject.format));
  const Numbers slope = subject.array(Quantity::kDerivative, x, 0);
  const Numbers back = subject.backward(x, gradient);
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(slope[i])) continue;
    const Reference product = make_reference(slope[i]) * make_reference(gradient[i]);
    // half and bfloat16 round the product once, not the derivative before, which differs from
    // the one here by half its unit
    const double size = std::max(std::abs(back[i]), std::abs(product.to_double()));
    const double of_slope = gradient[i] * ulp(slope[i], subject.format) / ulp(size, subject.format);
    const double units = subject.format.digits < 24 ? 0.501 * (1 + of_slope) : 0.5;
    worst.add(ulp_error(back[i], product, subject.format, size), units, x[i], back[i],
              product.to_double());
  }
  worst.check(subject.label + ", backward");
}

}  // namespace

TEST_CASE("backward is the gradient times the derivative", "[consistency][extras]") {
  for_each_subject(check_backward);
}

TEST_CASE("the derivative from the output is the derivative", "[consistency]") {
  for_each_subject([](const Subject& subject) {
    if (!subject.derivative_from_output) return;
    Numbers x;
    for (int i = -400; i <= 400; ++i) x.push_back(round_to(i / 50.0 + 0.003, subject.format));
    const Numbers y = subject.array(Quantity::kValue, x, 0);
    const Numbers slope = subject.array(Quantity::kDerivative, x, 0);
    const Numbers from_output = subject.derivative_from_output(y);
    const Numbers ones(x.size(), 1.0), backward = subject.backward_from_output(y, ones);
    const Numbers kink_values = elements(subject, Quantity::kValue, kinks_of(subject));
    const double epsilon = std::ldexp(1.0, -subject.format.digits);
    Worst worst;
    for (std::size_t i = 0; i < x.size(); ++i) {
      // an output rounded onto that of a kink has lost the side it came from
      if (std::find(kink_values.begin(), kink_values.end(), y[i]) != kink_values.end()) continue;
      if (std::isnan(y[i])) continue;  // outside of the domain
      // half a unit of y carries over, at most by a factor of 4 in this list
      worst.add(std::abs(from_output[i] - slope[i]),
                8 * epsilon * std::max(1.0, std::abs(slope[i])), x[i], from_output[i], slope[i]);
    }
    worst.check(subject.label + ", derivative from the output");
    check_same(subject, backward, from_output, x);
  });
}

namespace {

void check_differences(const Subject& subject) {
  if (subject.format.digits != 53) return;
  const Numbers kinks = kinks_of(subject);
  const double start = start_of(subject), h = 1e-5;
  Numbers x;
  const auto count = static_cast<int>(effort().differences);
  for (int i = 0; i < count; ++i) {
    const double point = -10 + 20.0 / count * i + 0.0007;
    // powers have steep higher derivatives next to a kink
    if (point >= start + 0.3 && is_smooth_at(point, kinks, 0.02)) x.push_back(point);
  }
  const auto shifted = [&](Quantity quantity, double step) {
    Numbers moved = x;
    for (double& point : moved) point += step;
    return subject.array(quantity, moved, 0);
  };
  const auto differences = [&](Quantity quantity) {
    const Numbers a = shifted(quantity, h), b = shifted(quantity, -h), c = shifted(quantity, 2 * h),
                  d = shifted(quantity, -2 * h);
    Numbers result;
    for (std::size_t i = 0; i < x.size(); ++i)
      result.push_back((8 * (a[i] - b[i]) - (c[i] - d[i])) / (12 * h));
    return result;
  };
  const Numbers value = subject.array(Quantity::kValue, x, 0),
                slope = subject.array(Quantity::kDerivative, x, 0),
                bend = subject.array(Quantity::kSecondDerivative, x, 0),
                first = differences(Quantity::kValue), second = differences(Quantity::kDerivative);
  Worst of_value, of_slope;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(slope[i])) continue;  // a power of a negative number
    // h^4 / 30 times a fifth derivative, which frequencies make large, and rounding / h
    const double scale = 1 + std::abs(value[i]) + std::abs(slope[i]);
    of_value.add(std::abs(first[i] - slope[i]), 1e-8 * scale, x[i], slope[i], first[i]);
    of_slope.add(std::abs(second[i] - bend[i]), 1e-8 * (scale + std::abs(bend[i])), x[i], bend[i],
                 second[i]);
  }
  of_value.check(subject.label + ", derivative against differences");
  of_slope.check(subject.label + ", second derivative against differences");
}

}  // namespace

TEST_CASE("derivatives agree with finite differences", "[consistency]") {
  for_each_subject(check_differences);
}

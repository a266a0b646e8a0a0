// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The ULP metric, the roundings and the sampled inputs of the tests.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "support/catch.hpp"
#include "support/reference.hpp"
#include "support/sampling.hpp"
#include "support/ulp.hpp"

using namespace eigenact_test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const Format kFloat = Format::float32();
const Format kDouble = Format::float64();
constexpr double kFloatMax = std::numeric_limits<float>::max();

}  // namespace

TEST_CASE("formats agree with numeric_limits") {
  CHECK(kFloat.smallest_normal() == static_cast<double>(std::numeric_limits<float>::min()));
  CHECK(kFloat.smallest_subnormal() ==
        static_cast<double>(std::numeric_limits<float>::denorm_min()));
  CHECK(kFloat.largest() == kFloatMax);
  CHECK(kDouble.smallest_normal() == std::numeric_limits<double>::min());
  CHECK(kDouble.smallest_subnormal() == std::numeric_limits<double>::denorm_min());
  CHECK(kDouble.largest() == std::numeric_limits<double>::max());
  CHECK(Format::half().largest() == 65504);
  CHECK(Format::half().smallest_subnormal() == std::ldexp(1.0, -24));
  CHECK(Format::bfloat16().largest() == std::ldexp(255.0, 120));
}

TEST_CASE("reference arithmetic keeps a hundred bits") {
  const Reference third = make_reference(1.0 / 3, 1.850371707708594234e-17);
  CHECK(relative_difference(third * make_reference(3), make_reference(1)) < std::ldexp(1.0, -100));
  CHECK((third + third - third - third).is_zero());
  const Reference sum = make_reference(1e300) + make_reference(1e290) - make_reference(1e300);
  CHECK(sum.to_double() == 1e290);
  CHECK((make_reference(1, 0, 5000) * make_reference(1, 0, -5000)).to_double() == 1);
  CHECK((-make_reference(2)).to_double() == -2);
  CHECK(make_reference(1.0).floor_log2() == 0);
  CHECK(make_reference(1.0, -1e-20).floor_log2() == -1);
}

TEST_CASE("errors are counted in units in the last place") {
  const double ulp = std::ldexp(1.0, -23);
  CHECK(ulp_error(1, make_reference(1), kFloat) == 0);
  CHECK(ulp_error(1, make_reference(1, ulp / 2), kFloat) == 0.5);
  CHECK(ulp_error(1 + ulp, make_reference(1), kFloat) == 1);
  CHECK(ulp_error(-1 - 3 * ulp, make_reference(-1), kFloat) == 3);
  // Below a power of two the unit is half as large.
  CHECK(ulp_error(1, make_reference(1, -ulp / 4), kFloat) == 0.5);
  CHECK(ulp_error(1, make_reference(1, -std::ldexp(1.0, -60)), kDouble) == std::ldexp(1.0, -7));
  CHECK(ulp_error(1, make_reference(1, std::ldexp(1.0, -60)), kDouble) == std::ldexp(1.0, -8));
  CHECK(ulp_error(1.125, make_reference(1), Format::half()) == 128);
  CHECK(ulp_error(1.125, make_reference(1), Format::bfloat16()) == 16);
  CHECK(ulp_error(1, make_reference(-1), kFloat) == std::ldexp(1.0, 24));
}

TEST_CASE("the unit does not shrink below the smallest normal number, or the floor") {
  const double least = kFloat.smallest_subnormal();
  CHECK(ulp_error(least, make_reference(0), kFloat) == 1);
  CHECK(ulp_error(0, make_reference(least / 2), kFloat) == 0.5);
  CHECK(ulp_error(0, make_reference(1, 0, -5000), kFloat) == 0);
  CHECK(ulp_error(0, make_reference(1, 0, -1074 - 53), kDouble) == std::ldexp(1.0, -53));
  CHECK(ulp_error(-0.0, make_reference(0), kDouble) == 0);
  const double floor = std::ldexp(1.0, -6);
  CHECK(ulp_error(std::ldexp(1.0, -29), make_reference(0), kFloat, floor) == 1);
  CHECK(ulp_error(1, make_reference(1, std::ldexp(1.0, -24)), kFloat, floor) == 0.5);
}

TEST_CASE("overflow is right where the exact value rounds to infinity") {
  const double half_unit = std::ldexp(1.0, 103);
  CHECK(ulp_error(kInfinity, make_reference(1, 0, 200), kFloat) == 0);
  CHECK(ulp_error(kInfinity, make_reference(kInfinity), kFloat) == 0);
  CHECK(ulp_error(kInfinity, make_reference(kFloatMax + half_unit), kFloat) == 0);
  CHECK(ulp_error(kFloatMax, make_reference(kFloatMax + half_unit), kFloat) == 1);
  CHECK(ulp_error(kFloatMax, make_reference(kInfinity), kFloat) == 1);
  CHECK(ulp_error(kInfinity, make_reference(kFloatMax), kFloat) == 1);
  CHECK(ulp_error(kFloatMax, make_reference(kFloatMax + half_unit / 2), kFloat) == 0.25);
  CHECK(ulp_error(kInfinity, make_reference(1), kFloat) > 1e38);
  CHECK(ulp_error(-kInfinity, make_reference(kInfinity), kFloat) == std::ldexp(1.0, 25));
  CHECK(ulp_error(std::numeric_limits<double>::max(), make_reference(kInfinity), kDouble) == 1);
}

TEST_CASE("NaN equals only NaN") {
  CHECK(ulp_error(kNaN, make_reference(kNaN), kFloat) == 0);
  CHECK(ulp_error(kNaN, make_reference(1), kFloat) == kInfinity);
  CHECK(ulp_error(1, make_reference(kNaN), kFloat) == kInfinity);
  CHECK(ulp_error(kNaN, make_reference(kInfinity), kFloat) == kInfinity);
}

TEST_CASE("rounding to a format is to nearest even with gradual underflow") {
  const double tiny = std::ldexp(1.0, -90);
  const double ulp = std::ldexp(1.0, -23);
  CHECK(round_to(make_reference(1 + ulp / 2), kFloat) == 1);
  CHECK(round_to(make_reference(1 + 3 * ulp / 2), kFloat) == 1 + 2 * ulp);
  CHECK(round_to(make_reference(1 + ulp / 2, tiny), kFloat) == 1 + ulp);
  CHECK(round_to(make_reference(1 + 3 * ulp / 2, -tiny), kFloat) == 1 + ulp);
  CHECK(round_to(make_reference(-1 - ulp / 2, -tiny), kFloat) == -1 - ulp);
  const double least = std::ldexp(1.0, -1074);
  CHECK(round_to(make_reference(1, 0, -1075), kDouble) == 0);
  CHECK(round_to(make_reference(1, tiny, -1075), kDouble) == least);
  CHECK(round_to(make_reference(1.5, -tiny, -1074), kDouble) == least);
  CHECK(round_to(make_reference(1.5, 0, -1074), kDouble) == 2 * least);
  CHECK(std::signbit(round_to(make_reference(-1, 0, -2000), kDouble)));
  CHECK(round_to(65519.9, Format::half()) == 65504);
  CHECK(round_to(65520.0, Format::half()) == kInfinity);
  CHECK(round_to(-1e300, kFloat) == -kInfinity);
  for (double x : sample_bit_patterns(kDouble, 20000, 5)) {
    REQUIRE(round_to(x, kDouble) == x);
    if (std::abs(x) < 1e38)
      REQUIRE(round_to(x, kFloat) == static_cast<double>(static_cast<float>(x)));
  }
}

TEST_CASE("samples are numbers of the format over its whole range, and always the same") {
  for (const Format& format : {kFloat, kDouble}) {
    const std::vector<double> inputs = sample_bit_patterns(format, 20000, 7);
    CHECK(inputs.size() == 20000);
    CHECK(inputs == sample_bit_patterns(format, 20000, 7));
    CHECK(inputs != sample_bit_patterns(format, 20000, 8));
    const auto all = [&](auto law) { return std::all_of(inputs.begin(), inputs.end(), law); };
    CHECK(all([&](double x) { return std::isfinite(x) && round_to(x, format) == x; }));
    const auto count = [&](auto law) { return std::count_if(inputs.begin(), inputs.end(), law); };
    const double edge = format.digits == 24 ? 100 : 700;
    CHECK(count([](double x) { return x < 0; }) > 9000);
    CHECK(count([](double x) { return std::abs(x) < 1e-10; }) > 3000);
    CHECK(count([](double x) { return std::abs(x) > 1e10; }) > 3000);
    CHECK(count([](double x) { return std::abs(x) < 20; }) > 7000);
    CHECK(count([&](double x) { return x > edge && x < edge * 1.1; }) > 100);
  }
  const auto floats = sample_bit_patterns(kFloat, 20000, 7);
  const auto subnormals = std::count_if(floats.begin(), floats.end(), [](double x) {
    return std::abs(x) < kFloat.smallest_normal();
  });
  CHECK(subnormals > 10);  // 10000 / 255 are expected
  CHECK(subnormals < 100);
}

TEST_CASE("the small formats are sampled exhaustively") {
  const std::vector<double> halves = sample_bit_patterns(Format::half(), 1, 0);
  CHECK(halves.size() == 63488);
  CHECK(sample_bit_patterns(Format::bfloat16(), 1, 0).size() == 65280);
  CHECK(std::is_sorted(halves.begin(), halves.end()));
  CHECK(std::set<double>(halves.begin(), halves.end()).size() == 63487);  // -0 == 0
  CHECK(halves.front() == -65504);
  CHECK(halves.back() == 65504);
}

TEST_CASE("neighbours are the adjacent numbers") {
  const float centre = 88.7f;
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<double> near = neighbours(88.7, kFloat, 2);
  REQUIRE(near.size() == 5);
  CHECK(near[2] == static_cast<double>(centre));
  CHECK(near[3] == static_cast<double>(std::nextafter(centre, infinity)));
  CHECK(near[1] == static_cast<double>(std::nextafter(centre, -infinity)));
  CHECK(std::is_sorted(near.begin(), near.end()));
  const double least = kDouble.smallest_subnormal();
  CHECK(neighbours(0, kDouble, 1) == std::vector<double>{-least, 0, least});
  CHECK(neighbours(-1, kDouble, 1).back() == std::nextafter(-1.0, 0.0));
  CHECK(neighbours(kFloatMax, kFloat, 1).size() == 2);
  CHECK(neighbours(kFloat.smallest_normal(), kFloat, 1).front() ==
        kFloat.smallest_normal() - kFloat.smallest_subnormal());
}

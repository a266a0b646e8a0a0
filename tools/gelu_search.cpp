// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Searches the coefficients of the GELU in float, with the roundings of the kernel, for the least
// error over all floats from -14.5 to -2^-5, beginning with the minimax fit. It takes the seconds
// to search (240) and a seed (1), and prints whatever is better than all before: P, Q (without
// their last coefficients, 1) and the slope, for tools/normal_fits.py. Where it gets depends on the
// speed of the machine. To compile:
//   g++ -std=c++17 -O2 -march=native -Iinclude -I/usr/include/eigen3 tools/gelu_search.cpp
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <eigenact/math/math.hpp>
#include <random>
#include <vector>

namespace {

using V = eigenact::Vec<float, 8, eigenact::Grade::Single>;
using Clock = std::chrono::steady_clock;

constexpr double kRoundSeconds = 12;  // between two looks at all floats
constexpr double kHot = 3.15;         // ULP from which on a float is kept in sight

using Candidate = std::array<float, 8>;  // P[0..2], Q[0..3], slope

// eigenact::math::in_float::gelu with other coefficients.
V gelu(const V& x, const Candidate& c) {
  using namespace eigenact::math;
  const V a = min(abs(x), V(14.6)), square = a * a;
  const auto gaussian = in_float::scaled_gaussian(a, square);
  const V p = mul_add(mul_add(a + V(c[2]), a, V(c[1])), a, V(c[0]));
  const V q = mul_add(mul_add(mul_add(a + V(c[6]), a, V(c[5])), a, V(c[4])), a, V(c[3]));
  const V half_divisor = mul_add(a, mul_add(q, V(c[7]), -p), q);
  const V w = gaussian.twice_times(a * gaussian.times_power(q) / half_divisor);
  return mul_add(w, V(-0x1p-66), max(x, V(0)));
}

struct Point {
  float x;
  double exact, per_ulp;
  bool is_hot = false;
};

std::vector<Point> all_points() {
  std::vector<Point> points;
  for (float x = -0x1p-5F; x > -14.5F; x = std::nextafter(x, -15.0F)) {
    const double y = 0.5 * static_cast<double>(x) * std::erfc(-static_cast<double>(x) * M_SQRT1_2);
    points.push_back({x, y, std::ldexp(1.0, 23 - std::max(std::ilogb(y), -126))});
  }
  points.resize(points.size() / V::size * V::size);
  return points;
}

// Calls visit(point, error in ULP) for all, until it returns false.
template <typename Points, typename Visit>
void for_each_error(Points& points, const Candidate& candidate, const Visit& visit) {
  float x[V::size], y[V::size];
  for (std::size_t i = 0; i < points.size(); i += V::size) {
    for (std::size_t k = 0; k < V::size; ++k) x[k] = points[i + k].x;
    const V result = gelu(V::of(eigenact::simd::load<V::Packet>(x)), candidate);
    eigenact::simd::store(y, result.packet);
    for (std::size_t k = 0; k < V::size; ++k) {
      const double difference = static_cast<double>(y[k]) - points[i + k].exact;
      if (!visit(points[i + k], std::abs(difference) * points[i + k].per_ulp)) return;
    }
  }
}

// The greatest error, or one that is no less than `enough`.
double worst_error(const std::vector<Point>& points, const Candidate& candidate, double enough) {
  double worst = 0;
  for_each_error(points, candidate, [&](const Point&, double error) {
    worst = std::max(worst, error);
    return worst < enough;
  });
  return worst;
}

// Some coefficients moved by up to a few hundred units in the last place.
Candidate moved(Candidate c, std::mt19937& random) {
  const double reach = std::exp(std::uniform_real_distribution<>(0, std::log(500.0))(random));
  const std::size_t only = random() % (3 * c.size());  // one, or all of them
  for (std::size_t k = 0; k < c.size(); ++k) {
    if (only < c.size() && k != only) continue;
    const double units = std::normal_distribution<>()(random) * (k == 7 ? 2 : reach);
    std::int32_t bits;
    std::memcpy(&bits, &c[k], sizeof bits);
    bits += static_cast<std::int32_t>(std::lround(units));
    std::memcpy(&c[k], &bits, sizeof bits);
  }
  return c;
}

}  // namespace

int main(int argc, char** argv) {
  const auto seconds = [](Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
  };
  const double limit = argc > 1 ? std::atof(argv[1]) : 240;
  std::mt19937 random(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
  std::vector<Point> all = all_points(), kept;
  for (std::size_t i = 0; i < all.size(); i += 601) kept.push_back(all[i]);

  Candidate candidate{0x1.3e66cap+5F, 0x1.9fbfecp+4F, 0x1.e90ad8p+2F, 0x1.5d902ep+6F,
                      0x1.4d107cp+6F, 0x1.295d36p+5F, 0x1.1c97c8p+3F, 0x1.40d932p+0F};
  double least = 1e9;
  for (const auto start = Clock::now(); seconds(start) < limit;) {
    double worst = 0;
    std::vector<Point> hot;
    for_each_error(all, candidate, [&](Point& point, double error) {
      worst = std::max(worst, error);
      if (error > kHot && !point.is_hot) {
        point.is_hot = true;
        hot.push_back(point);
      }
      return true;
    });
    kept.insert(kept.begin(), hot.begin(), hot.end());
    kept.resize(kept.size() / V::size * V::size);
    if (worst < least) {
      least = worst;
      std::printf("%.4f ULP:", worst);
      for (float c : candidate) std::printf(" %a", static_cast<double>(c));
      std::printf("\n");
      std::fflush(stdout);
    }
    double best = worst_error(kept, candidate, 1e9);
    for (const auto round = Clock::now(); seconds(round) < kRoundSeconds;) {
      const Candidate next = moved(candidate, random);
      const double error = worst_error(kept, next, best);
      if (error >= best) continue;
      best = error;
      candidate = next;
    }
  }
}

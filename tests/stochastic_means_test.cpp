// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <array>
#include <cmath>
#include <eigenact/stochastic.hpp>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/tier.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL both means have both types and NoisyReLU's both tiers.

namespace {

/// Value and two derivatives at each x.
struct Mean {
  std::string name, formula;
  Format format;
  std::vector<double> x = {};
  std::vector<std::array<double, 3>> y = {};
  std::array<double, 5> limits = {};  ///< value at -inf and inf, slope there, value at NaN
};

void check_mean(const Mean& mean, std::map<double, std::array<Reference, 3>>& known) {
  const Oracle oracle(mean.formula);
  for (std::size_t i = 0; i < mean.x.size(); ++i) {
    const double x = mean.x[i];
    auto exact = known.find(x);
    if (exact == known.end())
      exact = known
                  .emplace(x, std::array<Reference, 3>{oracle.value(x), oracle.derivative(x),
                                                       oracle.derivative(x, 2)})
                  .first;
    INFO(mean.name << " at " << x << " = " << std::hexfloat << x);
    CHECK(ulp_error(mean.y[i][0], exact->second[0], mean.format) <= 4);
    CHECK(ulp_error(mean.y[i][1], exact->second[1], mean.format) <= 4);
    CHECK(ulp_error(mean.y[i][2], exact->second[2], mean.format, 0x1p-6) <= 8);
  }
  INFO(mean.name);
  CHECK(mean.limits[0] == 0);
  CHECK(std::isinf(mean.limits[1]));
  CHECK(mean.limits[1] > 0);
  CHECK(mean.limits[2] == 0);
  CHECK(mean.limits[3] == 1);
  CHECK(std::isnan(mean.limits[4]));
}

template <typename F>
EIGEN_DONT_INLINE Mean mean_of(const F& mean) {
  using S = typename F::Scalar;
  Mean result{F::name(), F::formula(), sizeof(S) == 4 ? Format::float32() : Format::float64()};
  for (double x = -7.3; x < 9; x += 0.0371) {
    const S at = static_cast<S>(x);
    result.x.push_back(static_cast<double>(at));
    result.y.push_back({static_cast<double>(mean(at)), static_cast<double>(mean.derivative(at)),
                        static_cast<double>(mean.second_derivative(at))});
  }
  const S inf = std::numeric_limits<S>::infinity();
  result.limits = {static_cast<double>(mean(-inf)), static_cast<double>(mean(inf)),
                   static_cast<double>(mean.derivative(-inf)),
                   static_cast<double>(mean.derivative(inf)),
                   static_cast<double>(mean(std::numeric_limits<S>::quiet_NaN()))};
  return result;
}

}  // namespace

TEST_CASE("the means are right and so are their derivatives", "[stochastic]") {
  std::map<double, std::array<Reference, 3>> of_noisy, of_rand;
  check_mean(mean_of(NoisyReLU<float>().mean()), of_noisy);
  check_mean(mean_of(RandSoftplus<double, Precise>().mean()), of_rand);
  if constexpr (kFull) {
    check_mean(mean_of(NoisyReLU<float, Precise>().mean()), of_noisy);
    check_mean(mean_of(NoisyReLU<double>().mean()), of_noisy);
    check_mean(mean_of(RandSoftplus<float>().mean()), of_rand);
  }
  CHECK(RandSoftplus<float>().derivative(0.0f) == 0.25f);
}

TEST_CASE("a sample depends on the seed and its place alone", "[stochastic]") {
  const Philox random(7);
  const Eigen::ArrayXXf slopes = RReLU<float>(0.1f, 0.3f).sample(5, 9, 7);
  const Eigen::ArrayXXd noise = NoisyReLU<double>().sample(5, 9, 7);
  for (Eigen::Index i = 0; i < slopes.size(); ++i) {
    const auto place = static_cast<std::uint64_t>(i);
    const double u = random.uniform(place), lower = 0.1f, upper = 0.3f;
    INFO("sample " << i);
    CHECK(slopes(i) == static_cast<float>((1 - u) * lower + u * upper));
    CHECK(noise(i) == Approx(random.normal(place)).epsilon(1e-14));
  }
}

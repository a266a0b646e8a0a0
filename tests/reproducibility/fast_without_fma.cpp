// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Compiled for a processor without fused operations: there too the Fast kernels in float hold their
// bound. Precise, which precise_hashes_* compare for all targets, is the reference.
#include "../support/catch.hpp"
#include "hashes.hpp"

static_assert(!eigenact::simd::has_fma);

namespace {

using namespace eigenact;

constexpr double kFast = 4, kPrecise = 0.65;  // ULP

// ulp(y), near the zeros of a derivative not below that of 2^-6.
double unit(double y, bool near_zero) {
  const double least = near_zero ? 0x1p-6 : static_cast<double>(std::numeric_limits<float>::min());
  return std::ldexp(1.0, std::ilogb(std::max(std::abs(y), least)) - 23);
}

template <typename Formula, typename Quantity>
void check(const std::vector<float>& x) {
  constexpr Facts facts = Formula::facts;
  constexpr Quantities quantities = Quantity::quantities;
  if constexpr (facts.is_fast_in_float(quantities) && !facts.is_exact(quantities)) {
    const core::Parameters<Formula, float> parameters;
    const auto size = static_cast<Eigen::Index>(x.size());
    std::vector<float> fast(x.size()), precise(x.size());
    core::evaluate_numbers<Formula, Quantity, Fast>(parameters, size, x.data(), fast.data());
    core::evaluate_numbers<Formula, Quantity, Precise>(parameters, size, x.data(), precise.data());
    const bool has_zero = quantities == kDerivative && facts.derivative_root_count() > 0;
    double worst = 0;
    float at = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (eigenact_test::bits_of(fast[i]) == eigenact_test::bits_of(precise[i])) continue;
      const double y = static_cast<double>(precise[i]);
      const double error =
          std::abs(static_cast<double>(fast[i]) - y) / unit(y, has_zero && std::abs(x[i]) < 4);
      if (error <= worst) continue;
      worst = std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
      at = x[i];
    }
    INFO(facts.name() << ", quantity " << quantities << ": " << worst << " ULP at " << at);
    CHECK(worst <= kFast + kPrecise);
  }
}

}  // namespace

TEST_CASE("Fast in float holds its bound without fused operations") {
  std::vector<float> x = eigenact_test::fixed_inputs<float, std::uint32_t>(20480, 110);
  for (int i = -6000; i < 6000; ++i) x.push_back(static_cast<float>(i) * 0x1.02p-8F);
  for_each_elementwise([&x](auto formula) {
    check<decltype(formula), core::Value>(x);
    check<decltype(formula), core::Derivative>(x);
  });
}

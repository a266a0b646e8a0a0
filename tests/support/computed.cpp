// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "computed.hpp"

#include <cmath>

#include "catch.hpp"
#include "oracle.hpp"
#include "ulp.hpp"

namespace eigenact_test {

void check_formula(const Computed& f, const std::string& text) {
  const Oracle oracle(text, f.names, f.parameters);
  const auto format = f.is_float ? Format::float32() : Format::float64();
  Numbers sums(f.parameters.size()), sizes = sums;
  for (std::size_t i = 0; i < f.x.size(); ++i) {
    const double at = f.x[i];
    INFO(text << " at " << at);
    // Terms may cancel: units in the last place of results of size 1 at least.
    CHECK(ulp_error(f.y[i], oracle.value(at), format, 1) <= 4);
    CHECK(ulp_error(f.dy[i], oracle.derivative(at), format, 1) <= 4);
    CHECK(ulp_error(f.ddy[i], oracle.derivative(at, 2), format, 1) <= 8);
    for (std::size_t k = 0; k < sums.size(); ++k) {
      const double term = f.g[i] * oracle.parameter_derivative(static_cast<int>(k), at).to_double();
      sums[k] += term;
      sizes[k] += std::abs(term);
    }
  }
  INFO(text);
  CHECK(f.x.size() == 57);
  REQUIRE(f.gradient.size() == sums.size());
  for (std::size_t k = 0; k < sums.size(); ++k) {
    INFO(f.names[k]);
    CHECK(std::abs(f.gradient[k] - sums[k]) <= std::ldexp(8 * sizes[k], -format.digits));
  }
  CHECK(f.fused == f.y);
  CHECK(f.slope == f.dy);
  CHECK(f.back == f.product);
  CHECK(std::isnan(f.of_nan));
}

}  // namespace eigenact_test

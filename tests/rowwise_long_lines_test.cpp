// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Lines of hundreds of elements: every place counts, and the results are still those of the
// formula.

#include <cmath>
#include <eigenact/rowwise.hpp>

#include "support/catch.hpp"

using namespace eigenact;
using Eigen::ArrayXd;
using Eigen::ArrayXf;
using Eigen::Index;

namespace {

/// From -span to span.
ArrayXd arguments(Index size, double span) {
  return ArrayXd::NullaryExpr(
      size, [span](Index i) { return span * std::sin(static_cast<double>(7 * i) + 0.3); });
}

template <typename F>
void check_sum(const F& f) {
  using S = typename F::Scalar;
  for (Index size : {2, 5, 40, 300, 2000})
    for (double span : {0.01, 1.0, 9.0}) {
      INFO(F::name() << " of " << size << " elements up to " << span);
      const Eigen::Array<S, Eigen::Dynamic, 1> y = f(arguments(size, span).cast<S>().eval());
      CHECK(y.template cast<double>().sum() == Approx(1).margin(sizeof(S) == 4 ? 1e-5 : 1e-13));
      CHECK((y >= S(0)).all());
    }
}

}  // namespace

TEST_CASE("probabilities add up to 1 in lines of any length", "[rowwise]") {
  check_sum(Softmax<float>());
  check_sum(Softmax<double>());
  check_sum(Sparsemax<float>());
  check_sum(Sparsemax<double>());
  check_sum(Entmax15<float>());
  check_sum(Entmax15<double>());
}

TEST_CASE("the greatest element may stand anywhere", "[rowwise]") {
  constexpr Index size = 301;
  for (Index place = 0; place < size; ++place) {
    ArrayXf x = arguments(size, 1).cast<float>();
    x(place) = 1000;
    INFO("at " << place);
    const ArrayXf y = Softmax<float>()(x), log_y = LogSoftmax<float>()(x);
    CHECK(y(place) == 1);
    CHECK(y.sum() == 1);
    CHECK(log_y(place) == 0);
    CHECK(LogSumExp<float>()(x) == 1000);
  }
}

TEST_CASE("a temperature that no float has keeps the digits of double", "[rowwise]") {
  for (double temperature : {0.1, 1 / 3.0, 0.7, 3.3}) {
    const ArrayXd x = arguments(97, 60);
    const ArrayXd powers = ((x - x.maxCoeff()) / temperature).exp(), y = powers / powers.sum();
    const ArrayXd fast = Softmax<double>(temperature)(x);
    const ArrayXf in_float =
        Softmax<float>(static_cast<float>(temperature))(x.cast<float>().eval());
    INFO("temperature " << temperature);
    CHECK(((fast - y).abs() <= 1e-12 * y + 1e-300).all());
    // the same in double of the floats that both are
    const ArrayXd xf = x.cast<float>().cast<double>();
    const double tf = static_cast<float>(temperature);
    const ArrayXd powers_f = ((xf - xf.maxCoeff()) / tf).exp(), yf = powers_f / powers_f.sum();
    CHECK(((in_float.cast<double>() - yf).abs() <= 1e-6 * yf + 1e-37).all());
  }
}

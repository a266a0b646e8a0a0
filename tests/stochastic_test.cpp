// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/eigenact.hpp>
#include <eigenact/ext/parallel.hpp>
#include <functional>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;

namespace {

/// From -5.9 to 6.1.
template <typename S>
Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> arguments(Index rows, Index cols) {
  return Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>::NullaryExpr(
      rows, cols, [](Index i, Index j) {
        return static_cast<S>(6 * std::sin(static_cast<double>(5 * i + 11 * j)) + 0.1);
      });
}

// Five standard deviations of the mean: a right activation fails one check in 1.7 million seeds.
constexpr double kDeviations = 5;

/// The mean of f(x, sample) over many samples is f(x), within its own measured deviation.
template <typename F>
void check_mean(const F& f) {
  constexpr Index draws = 100'000;
  for (double x : {-3.0, -1.0, -0.2, 0.3, 1.5, 4.0}) {
    const ArrayXXd samples = f.sample(draws, 1, 17);
    const ArrayXXd values = f(ArrayXXd::Constant(draws, 1, x), samples);
    const double mean = values.mean(), variance = (values - mean).square().mean();
    INFO(F::name() << " at " << x << ": " << mean << " for " << f(x));
    CHECK(std::abs(mean - f(x)) <=
          kDeviations * std::sqrt(variance / static_cast<double>(draws)) + 1e-12);
  }
}

/// What the formula says, with the sample a further variable of its text.
template <typename F>
void check_formula(const F& f, const std::string& sample_name) {
  using S = typename F::Scalar;
  const auto x = arguments<S>(13, 5);
  const Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> samples = f.sample(13, 5, 3),
                                                        y = f(x, samples),
                                                        dy = f.derivative(x, samples);
  for (Index i = 0; i < x.size(); ++i) {
    std::vector<std::string> names = F::parameter_names();
    std::vector<double> values;
    for (Index k = 0; k < f.parameters().size(); ++k)
      values.push_back(static_cast<double>(f.parameters()(k)));
    names.push_back(sample_name);
    values.push_back(static_cast<double>(samples(i)));
    const eigenact_test::Oracle oracle(F::formula(), names, values);
    const double at = static_cast<double>(x(i)),
                 unit = std::ldexp(1.0, 1 - std::numeric_limits<S>::digits);
    const double value = oracle.value(at).to_double();
    INFO(F::name() << " at " << at << ", sample " << static_cast<double>(samples(i)));
    CHECK(std::abs(static_cast<double>(y(i)) - value) <= unit * (std::abs(value) + 1));
    if (F::name() == "prob_act" || F::name() == "rrelu" || F::name() == "rand_softplus") {
      const double slope = oracle.derivative(at).to_double();
      CHECK(std::abs(static_cast<double>(dy(i)) - slope) <= 4 * unit * std::abs(slope));
    }
    CHECK(y(i) == f(x(i), samples(i)));
    CHECK(dy(i) == f.derivative(x(i), samples(i)));
  }
}

template <template <typename, typename> class F>
void check_formulas(const std::string& sample_name) {
  check_formula(F<float, Fast>(), sample_name);
  check_formula(F<double, Fast>(), sample_name);
  check_formula(F<Eigen::half, Precise>(), sample_name);
}

}  // namespace

TEST_CASE("with samples, the formula", "[stochastic]") {
  check_formulas<RReLU>("slope");
  check_formulas<ProbAct>("noise");
  check_formulas<NoisyReLU>("noise");
  check_formulas<StochasticBinary>("chance");
  check_formulas<StochasticGELU>("chance");
  check_formulas<RandSoftplus>("a");
}

TEST_CASE("evaluation is the mean over the samples", "[stochastic]") {
  check_mean(RReLU<double>());
  check_mean(RReLU<double>(-1, 2));
  check_mean(ProbAct<double>(0.5));
  check_mean(NoisyReLU<double>());
  check_mean(StochasticBinary<double>());
  check_mean(StochasticGELU<double>());
  check_mean(RandSoftplus<double>());
}

TEST_CASE("the means are right and so are their derivatives", "[stochastic]") {
  const auto check = [](const auto& mean) {
    using F = std::decay_t<decltype(mean)>;
    using S = typename F::Scalar;
    const auto format =
        sizeof(S) == 4 ? eigenact_test::Format::float32() : eigenact_test::Format::float64();
    const eigenact_test::Oracle oracle(F::formula());
    for (double x = -7.3; x < 9; x += 0.0371) {
      const S at = static_cast<S>(x);
      INFO(F::name() << " at " << x);
      const double exact_at = static_cast<double>(at);
      CHECK(ulp_error(static_cast<double>(mean(at)), oracle.value(exact_at), format) <= 4);
      CHECK(ulp_error(static_cast<double>(mean.derivative(at)), oracle.derivative(exact_at),
                      format) <= 4);
      CHECK(ulp_error(static_cast<double>(mean.second_derivative(at)),
                      oracle.derivative(exact_at, 2), format, 0x1p-6) <= 8);
    }
    const S inf = std::numeric_limits<S>::infinity();
    CHECK(mean(-inf) == 0);
    CHECK(mean(inf) == inf);
    CHECK(mean.derivative(-inf) == 0);
    CHECK(mean.derivative(inf) == 1);
    CHECK(std::isnan(mean(std::numeric_limits<S>::quiet_NaN())));
  };
  check(NoisyReLU<float>().mean());
  check(NoisyReLU<float, Precise>().mean());
  check(NoisyReLU<double>().mean());
  check(RandSoftplus<float>().mean());
  check(RandSoftplus<double, Precise>().mean());
  CHECK(RandSoftplus<float>().derivative(0.0f) == 0.25f);
}

TEST_CASE("RReLU: slopes, their range, PyTorch's mean", "[stochastic]") {
  const RReLU<float> rrelu(0.125f, 1.f / 3.f);
  const ArrayXXf slopes = rrelu.sample(60, 100, 42), again = rrelu.sample(60, 100, 42);
  CHECK((slopes == again).all());
  CHECK(slopes.minCoeff() >= 0.125f);
  CHECK(slopes.maxCoeff() <= 1.f / 3.f);
  CHECK(std::abs(slopes.mean() - 11.f / 48.f) < kDeviations * (5.f / 24) / std::sqrt(12.f * 6000));
  CHECK(rrelu.mean().parameters()(0) == Approx(11.0 / 48));
  CHECK(rrelu(-1.0f) == Approx(-11.0 / 48));
  CHECK(RReLU<float>(0.5f, 0.5f).sample(1, 1, 3)(0, 0) == 0.5f);
  const ArrayXXf other = rrelu.sample(60, 100, 43);
  CHECK((other != slopes).any());
}

TEST_CASE("backward is gradient times derivative, in training and in evaluation", "[stochastic]") {
  const auto check = [](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
    const Array x = arguments<S>(19, 3), g = x.reverse(), samples = f.sample(19, 3, 8);
    const Array trained = f.backward(x, samples, g), evaluated = f.backward(x, g);
    CHECK((trained == g * f.derivative(x, samples)).all());
    CHECK((evaluated == f.mean().backward(x, g)).all());
    const Array slopes = f.derivative(x);
    CHECK((slopes == f.mean().derivative(x)).all());
    const Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = x;
    const Array of_rows = f.backward(rows, samples, g);
    CHECK((of_rows == trained).all());
    const Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic> m = x.matrix(),
                                                           of_matrix = f(m, samples);
    CHECK((of_matrix.array() == f(x, samples)).all());
  };
  check(RReLU<float>());
  check(ProbAct<double>());
  check(NoisyReLU<float>());
  check(StochasticBinary<double>());
  check(StochasticGELU<float, Precise>());
  check(RandSoftplus<double>());
}

TEST_CASE("the zero-one choices and the rectified noise have the derivative of what they chose",
          "[stochastic]") {
  const ArrayXXd x = arguments<double>(40, 40);
  const StochasticGELU<double> gelu;
  const ArrayXXd chances = gelu.sample(40, 40, 1), kept = gelu.derivative(x, chances);
  CHECK((gelu(x, chances) == kept * x).all());
  CHECK(((kept == 0) || (kept == 1)).all());
  const NoisyReLU<double> noisy;
  const ArrayXXd noise = noisy.sample(40, 40, 1), mask = noisy.derivative(x, noise);
  CHECK(((noisy(x, noise) > 0) == (mask == 1)).all());
  const StochasticBinary<double> binary;
  const ArrayXXd slope = binary.derivative(x, chances);
  CHECK(((slope - Sigmoid<double>().derivative(x)).abs() < 1e-15).all());
}

TEST_CASE("samples are the same on any number of threads and in every part", "[stochastic]") {
  const RReLU<float> rrelu;
  const ArrayXXf x = arguments<float>(512, 700), slopes = rrelu.sample(512, 700, 9);
  const ArrayXXf expected = rrelu(x, slopes);
  for (int threads : {1, 2, 5}) {
    Eigen::ThreadPool pool(threads);
    ArrayXXf y, fused;
    parallel(pool, y) = rrelu.sample(512, 700, 9);
    CHECK((y == slopes).all());
    parallel(pool, fused) = rrelu(x, rrelu.sample(512, 700, 9));
    CHECK((fused == expected).all());
  }
  const ArrayXXf right = rrelu.sample(512, 700, 9).rightCols(11);
  CHECK((right == slopes.rightCols(11)).all());
}

TEST_CASE("every sample has the bits of the number alone", "[stochastic]") {
  const NoisyReLU<float> noisy;
  for (Index size = 0; size < 40; ++size) {
    const ArrayXXf x = arguments<float>(size, 1), noise = noisy.sample(size, 1, 5),
                   y = noisy(x, noise);
    for (Index i = 0; i < size; ++i) CHECK(y(i) == noisy(x(i), noise(i)));
  }
}

TEST_CASE("NaN stays NaN and infinities have their limits", "[stochastic]") {
  const float inf = std::numeric_limits<float>::infinity(),
              nan = std::numeric_limits<float>::quiet_NaN();
  const auto check = [&](const auto& f, float sample) {
    INFO(f.name());
    CHECK(std::isnan(f(nan, sample)));
    CHECK(std::isnan(f.derivative(nan, sample)));
    CHECK_FALSE(std::isnan(f(inf, sample)));
    CHECK_FALSE(std::isnan(f(-inf, sample)));
    CHECK_FALSE(std::isnan(f.derivative(-inf, sample)));
  };
  check(RReLU<float>(0, 1), 0);
  check(ProbAct<float>(), 1);
  check(NoisyReLU<float>(), -1);
  check(StochasticBinary<float>(), 0.5f);
  check(StochasticGELU<float>(), 0.5f);
  check(RandSoftplus<float>(), 0);
  CHECK(NoisyReLU<float>()(-inf, 3) == 0);
}

TEST_CASE("the gradient of ProbAct's sigma", "[stochastic]") {
  const ProbAct<float> f(0.7f);
  for (int rows : {9, 37}) {  // fewer and more than there are in the widest register
    const ArrayXXf x = arguments<float>(rows, 4), g = x.reverse(), noise = f.sample(rows, 4, 2);
    const double sum = (g * noise).cast<double>().sum();
    CHECK(f.parameter_gradient(x, noise, g)(0) == Approx(sum).epsilon(1e-5));
  }
  const ArrayXXf x = arguments<float>(9, 4), g = x.reverse(), noise = f.sample(9, 4, 2);
  CHECK_THROWS_WITH(f.parameter_gradient(x, noise.topRows(2), g),
                    Contains("prob_act: the samples must have the shape of X, 9 x 4"));
}

TEST_CASE("bad parameters get one sentence", "[stochastic]") {
  CHECK_THROWS_WITH(RReLU<float>(0.5f, 0.25f),
                    Contains("rrelu: needs lower <= upper, got lower = 0.5, upper = 0.25"));
  CHECK_THROWS_WITH(ProbAct<double>(std::nan("")), Contains("prob_act: sigma must be finite"));
}

TEST_CASE("the list has them all", "[stochastic]") {
  CHECK(StochasticList::size == 6);
  CHECK(type_name<formula::RReLU> == "RReLU");
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <array>
#include <cmath>
#include <eigenact/ext/parallel.hpp>
#include <eigenact/stochastic.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/tier.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Catch::Matchers::Contains;
using Eigen::ArrayXXd, Eigen::ArrayXXf;
using Eigen::Index;

// With EIGENACT_FULL every activation has the types and tiers of the others too.

namespace {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;

/// From -5.9 to 6.1.
template <typename S>
EIGEN_DONT_INLINE Array<S> arguments(Index rows, Index cols) {
  Array<S> x(rows, cols);
  for (Index j = 0; j < cols; ++j)
    for (Index i = 0; i < rows; ++i)
      x(i, j) = static_cast<S>(6 * std::sin(static_cast<double>(5 * i + 11 * j)) + 0.1);
  return x;
}

template <typename S>
EIGEN_DONT_INLINE bool same(const Array<S>& a, const Array<S>& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

// Five standard deviations of the mean: a right activation fails one check in 1.7 million seeds.
constexpr double kDeviations = 5;

void check_mean(const std::string& name, double x, const ArrayXXd& values, double expected) {
  const double mean = values.mean(), variance = (values - mean).square().mean();
  INFO(name << " at " << x << ": " << mean << " for " << expected);
  CHECK(std::abs(mean - expected) <=
        kDeviations * std::sqrt(variance / static_cast<double>(values.size())) + 1e-12);
}

/// The mean of f(x, sample) over many samples is f(x), within its own measured deviation.
template <typename F>
void check_mean(const F& f) {
  constexpr Index draws = 100'000;
  const ArrayXXd samples = f.sample(draws, 1, 17);
  for (double x : {-3.0, -1.0, -0.2, 0.3, 1.5, 4.0}) {
    const ArrayXXd at = ArrayXXd::Constant(draws, 1, x);
    check_mean(F::name(), x, f(at, samples), f(x));
  }
}

/// What an activation made of x with samples, element by element and by single numbers.
struct Outcome {
  std::string name, formula;
  std::vector<std::string> parameter_names;
  std::vector<double> parameters;
  double unit;
  std::vector<double> x = {}, sample = {}, y = {}, dy = {}, single_y = {}, single_dy = {};
};

void check_formula(const Outcome& f, const std::string& sample_name) {
  const bool is_smooth = f.name == "prob_act" || f.name == "rrelu" || f.name == "rand_softplus";
  std::vector<std::string> names = f.parameter_names;
  names.push_back(sample_name);
  for (std::size_t i = 0; i < f.x.size(); ++i) {
    std::vector<double> values = f.parameters;
    values.push_back(f.sample[i]);
    const Oracle oracle(f.formula, names, values);
    const double value = oracle.value(f.x[i]).to_double();
    INFO(f.name << std::hexfloat << " at " << f.x[i] << ", sample " << f.sample[i]);
    CHECK(std::abs(f.y[i] - value) <= f.unit * (std::abs(value) + 1));
    if (is_smooth) {
      const double slope = oracle.derivative(f.x[i]).to_double();
      CHECK(std::abs(f.dy[i] - slope) <= 4 * f.unit * std::abs(slope));
    }
    CHECK(f.y[i] == f.single_y[i]);
    CHECK(f.dy[i] == f.single_dy[i]);
  }
}

/// What the formula says, with the sample a further variable of its text.
template <typename F>
void check_formula(const F& f, const std::string& sample_name) {
  using S = typename F::Scalar;
  const Array<S> x = arguments<S>(13, 5), samples = f.sample(13, 5, 3), y = f(x, samples),
                 dy = f.derivative(x, samples);
  Outcome result{F::name(),
                 F::formula(),
                 F::parameter_names(),
                 {},
                 std::ldexp(1.0, 1 - std::numeric_limits<S>::digits)};
  for (Index k = 0; k < f.parameters().size(); ++k)
    result.parameters.push_back(static_cast<double>(f.parameters()(k)));
  for (Index i = 0; i < x.size(); ++i) {
    result.x.push_back(static_cast<double>(x(i)));
    result.sample.push_back(static_cast<double>(samples(i)));
    result.y.push_back(static_cast<double>(y(i)));
    result.dy.push_back(static_cast<double>(dy(i)));
    result.single_y.push_back(static_cast<double>(f(x(i), samples(i))));
    result.single_dy.push_back(static_cast<double>(f.derivative(x(i), samples(i))));
  }
  check_formula(result, sample_name);
}

template <template <typename, typename> class F, typename InShort>
void check_formulas(const std::string& sample_name) {
  if constexpr (kFull) {
    check_formula(F<float, Fast>(), sample_name);
    check_formula(F<double, Fast>(), sample_name);
    check_formula(F<Eigen::half, Precise>(), sample_name);
  } else {
    using Tier = std::conditional_t<std::is_same_v<InShort, Eigen::half>, Precise, Fast>;
    check_formula(F<InShort, Tier>(), sample_name);
  }
}

}  // namespace

TEST_CASE("with samples, the formula", "[stochastic]") {
  check_formulas<RReLU, Eigen::half>("slope");
  check_formulas<ProbAct, double>("noise");
  check_formulas<NoisyReLU, float>("noise");
  check_formulas<StochasticBinary, double>("chance");
  check_formulas<StochasticGELU, double>("chance");
  check_formulas<RandSoftplus, double>("a");
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

TEST_CASE("RReLU: slopes, their range, PyTorch's mean", "[stochastic]") {
  const RReLU<float> rrelu(0.125f, 1.f / 3.f);
  const ArrayXXf slopes = rrelu.sample(60, 100, 42), again = rrelu.sample(60, 100, 42);
  CHECK(same<float>(slopes, again));
  CHECK(slopes.minCoeff() >= 0.125f);
  CHECK(slopes.maxCoeff() <= 1.f / 3.f);
  CHECK(std::abs(slopes.mean() - 11.f / 48.f) < kDeviations * (5.f / 24) / std::sqrt(12.f * 6000));
  CHECK(rrelu.mean().parameters()(0) == Approx(11.0 / 48));
  CHECK(rrelu(-1.0f) == Approx(-11.0 / 48));
  CHECK(RReLU<float>(0.5f, 0.5f).sample(1, 1, 3)(0, 0) == 0.5f);
  const ArrayXXf other = rrelu.sample(60, 100, 43);
  CHECK(!same(other, slopes));
}

namespace {

/// All: of the mean, by rows and of a matrix, too.
template <bool All, typename F>
void check_backward(const F& f) {
  using S = typename F::Scalar;
  INFO(F::name());
  const Array<S> x = arguments<S>(19, 3), g = x.reverse(), samples = f.sample(19, 3, 8);
  const Array<S> trained = f.backward(x, samples, g), slopes = f.derivative(x, samples);
  CHECK(same<S>(trained, g * slopes));
  if constexpr (All) {
    const Array<S> evaluated = f.backward(x, g), of_mean = f.mean().backward(x, g);
    CHECK(same(evaluated, of_mean));
    const Array<S> slopes_of_mean = f.mean().derivative(x), own = f.derivative(x);
    CHECK(same(own, slopes_of_mean));
    const Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = x;
    const Array<S> of_rows = f.backward(rows, samples, g);
    CHECK(same(of_rows, trained));
    const Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic> m = x.matrix(),
                                                           of_matrix = f(m, samples);
    const Array<S> of_array = f(x, samples);
    CHECK(same<S>(of_matrix.array(), of_array));
  }
}

}  // namespace

TEST_CASE("backward is gradient times derivative, in training and in evaluation", "[stochastic]") {
  check_backward<true>(RReLU<float>());
  check_backward<kFull>(ProbAct<double>());
  check_backward<kFull>(NoisyReLU<float>());
  check_backward<kFull>(StochasticBinary<double>());
  if constexpr (kFull)
    check_backward<true>(StochasticGELU<float, Precise>());
  else
    check_backward<false>(StochasticGELU<double>());
  check_backward<kFull>(RandSoftplus<double>());
}

TEST_CASE("the zero-one choices and the rectified noise have the derivative of what they chose",
          "[stochastic]") {
  const ArrayXXd x = arguments<double>(40, 40);
  const StochasticGELU<double> gelu;
  const ArrayXXd chances = gelu.sample(40, 40, 1), kept = gelu.derivative(x, chances),
                 y = gelu(x, chances);
  CHECK(same<double>(y, kept * x));
  const bool is_choice = ((kept == 0) || (kept == 1)).all();
  CHECK(is_choice);
  const NoisyReLU<double> noisy;
  const ArrayXXd noise = noisy.sample(40, 40, 1), mask = noisy.derivative(x, noise),
                 rectified = noisy(x, noise);
  const bool is_mask = ((rectified > 0) == (mask == 1)).all();
  CHECK(is_mask);
  const StochasticBinary<double> binary;
  const ArrayXXd slope = binary.derivative(x, chances), sigmoid = Sigmoid<double>().derivative(x);
  const double worst = (slope - sigmoid).abs().maxCoeff();
  CHECK(worst < 1e-15);
}

TEST_CASE("samples are the same on any number of threads and in every part", "[stochastic]") {
  const RReLU<float> rrelu;
  const ArrayXXf x = arguments<float>(512, 700), slopes = rrelu.sample(512, 700, 9);
  const ArrayXXf expected = rrelu(x, slopes);
  for (int threads : {1, 2, 5}) {
    Eigen::ThreadPool pool(threads);
    ArrayXXf y, fused;
    parallel(pool, y) = rrelu.sample(512, 700, 9);
    CHECK(same<float>(y, slopes));
    parallel(pool, fused) = rrelu(x, rrelu.sample(512, 700, 9));
    CHECK(same<float>(fused, expected));
  }
  const ArrayXXf right = rrelu.sample(512, 700, 9).rightCols(11);
  CHECK(same<float>(right, slopes.rightCols(11)));
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
  constexpr float inf = std::numeric_limits<float>::infinity(),
                  nan = std::numeric_limits<float>::quiet_NaN();
  const auto check = [&](const std::string& name, const std::array<double, 5>& y) {
    INFO(name);
    CHECK(std::isnan(y[0]));
    CHECK(std::isnan(y[1]));
    CHECK_FALSE(std::isnan(y[2]));
    CHECK_FALSE(std::isnan(y[3]));
    CHECK_FALSE(std::isnan(y[4]));
  };
  const auto of = [&](const auto& f, float number) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const S sample = number, infinite = inf, not_a_number = nan;
    check(f.name(), {f(not_a_number, sample), f.derivative(not_a_number, sample),
                     f(infinite, sample), f(-infinite, sample), f.derivative(-infinite, sample)});
  };
  // short, in the types that are compiled already
  using S = std::conditional_t<kFull, float, double>;
  of(RReLU<float>(0, 1), 0);
  of(ProbAct<S>(), 1);
  of(NoisyReLU<float>(), -1);
  of(StochasticBinary<S>(), 0.5f);
  of(StochasticGELU<S>(), 0.5f);
  of(RandSoftplus<S>(), 0);
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

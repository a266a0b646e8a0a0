// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/combinators.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/binary_step.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/exp.hpp>
#include <eigenact/elementwise/hardtanh.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/elementwise/square.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <eigenact/elementwise/tanh.hpp>
#include <limits>

#include "support/catch.hpp"
#include "support/computed.hpp"
#include "support/oracle.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using eigenact_test::Computed;
using eigenact_test::kFull;
using eigenact_test::Numbers;

namespace {

#ifdef EIGENACT_FULL
using Sample = Tanh<double>;
using Unbounded = Exp<double>;
using Inner = Mixture<ReLU<float>, Tanh<float>>;
#else
using Sample = Softsign<double>;  // a few operations for the compiler
using Unbounded = Square<double>;
using Inner = Mixture<ReLU<float>, Softsign<float>>;
#endif

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;

/// From -5.9 to 6.1, nowhere near a kink.
template <typename S>
Array<S> arguments(Index rows, Index cols) {
  return Array<S>::NullaryExpr(rows, cols, [](Index i, Index j) {
    return static_cast<S>(6 * std::sin(static_cast<double>(5 * i + 11 * j) + 0.3) + 0.1);
  });
}

template <typename X>
Numbers numbers_of(const X& x) {
  Numbers all;
  for (Index i = 0; i < x.size(); ++i) all.push_back(static_cast<double>(x.data()[i]));
  return all;
}

template <typename F>
Computed compute(F f) {
  using S = typename F::Scalar;
  typename F::ParameterArray parameters = f.parameters();
  for (Index i = 0; i < parameters.size(); ++i)
    parameters(i) += static_cast<S>(0.25 + 0.125 * static_cast<double>(i));
  f.set_parameters(parameters);
  const Array<S> x = arguments<S>(19, 3), g = x.reverse(), y = f(x), dy = f.derivative(x),
                 ddy = f.second_derivative(x), back = f.backward(x, g), product = g * dy;
  Array<S> fused, slope;
  f.value_and_derivative(x, fused, slope);
  Numbers gradient;
  if constexpr (F::parameter_count > 0) gradient = numbers_of(f.parameter_gradient(x, g));
  return {F::parameter_names(),
          numbers_of(parameters),
          numbers_of(x),
          numbers_of(g),
          numbers_of(y),
          numbers_of(dy),
          numbers_of(ddy),
          numbers_of(fused),
          numbers_of(slope),
          numbers_of(back),
          numbers_of(product),
          gradient,
          static_cast<double>(f(std::numeric_limits<S>::quiet_NaN())),
          sizeof(S) == 4};
}

template <typename F>
void check(const F& f, const std::string& text) {
  check_formula(compute(f), text);
}

template <typename S, typename Accuracy>
void check_all() {
  check(Affine<ELU<S, Accuracy>>(),
        "a * (b * x + c > 0 ? b * x + c : f_alpha * expm1(b * x + c)) + d");
  check(LearnableBlend<Tanh<S, Accuracy>, Swish<S, Accuracy>>(),
        "tanh(x) / (1 + exp(-logit)) + x / (1 + exp(-f2_beta * x)) / (1 + exp(logit))");
  check(LeftRight<ELU<S, Accuracy>, Softplus<S, Accuracy>>(),
        "x < 0 ? f1_alpha * expm1(x) : log1p(exp(f2_beta * x)) / f2_beta");
  check(Mixture<ReLU<S, Accuracy>, Tanh<S, Accuracy>, LeakyReLU<S, Accuracy>>(),
        "(exp(logit1) * max(x, 0) + exp(logit2) * tanh(x) + "
        "exp(logit3) * (x > 0 ? x : f3_negative_slope * x)) / "
        "(exp(logit1) + exp(logit2) + exp(logit3))");
}

/// Each combinator once, each type and accuracy, of activations that are a few operations.
void check_each() {
  check(Affine<LeakyReLU<double>>(),
        "a * (b * x + c > 0 ? b * x + c : f_negative_slope * (b * x + c)) + d");
  check(LearnableBlend<Softsign<float, Precise>, LeakyReLU<float, Precise>>(),
        "x / (1 + abs(x)) / (1 + exp(-logit)) + "
        "(x > 0 ? x : f2_negative_slope * x) / (1 + exp(logit))");
  check(LeftRight<LeakyReLU<float>, Swish<float>>(),
        "x < 0 ? f1_negative_slope * x : x / (1 + exp(-f2_beta * x))");
  check(Mixture<ReLU<float>, Softsign<float>, LeakyReLU<float>>(),
        "(exp(logit1) * max(x, 0) + exp(logit2) * x / (1 + abs(x)) + "
        "exp(logit3) * (x > 0 ? x : f3_negative_slope * x)) / "
        "(exp(logit1) + exp(logit2) + exp(logit3))");
}

}  // namespace

TEST_CASE("combinators are their formulas, with the gradients of all they hold", "[combinators]") {
  if constexpr (kFull) {
    check_all<float, Fast>();
    check_all<float, Precise>();
    check_all<double, Fast>();
  }
  check_each();
}

TEST_CASE("at their defaults combinators are what they hold", "[combinators]") {
  const Eigen::ArrayXXd x = arguments<double>(9, 7);
  const Sample f;
  CHECK(((Affine<Sample>()(x) - f(x)).abs() < 1e-15).all());
  CHECK(((LearnableBlend<Sample, Sample>()(x) - f(x)).abs() < 1e-15).all());
  CHECK(((Mixture<Sample, Sample>()(x) - f(x)).abs() < 1e-15).all());
  CHECK((LeftRight<ReLU<double>, ReLU<double>>()(x) == ReLU<double>()(x)).all());
  CHECK(Affine<Hardtanh<float>>(2.f, 1.f, 0.f, 1.f)(5.f) == 3.f);
}

TEST_CASE("a weight of 0 switches an activation off, at infinity too", "[combinators]") {
  const double inf = std::numeric_limits<double>::infinity();
  const Mixture<Unbounded, Sample> mixture(-1000, 1000);
  CHECK(mixture(inf) == 1);
  CHECK(mixture(kFull ? 800.0 : 1e200) == 1);
  CHECK(Affine<Identity<double>>(1, 0, 2)(inf) == 2);
}

TEST_CASE("combinators hold each other, and rows have weights of their own", "[combinators]") {
  using Outer = Affine<Inner>;
  CHECK(Outer::parameter_names() ==
        std::vector<std::string>{"a", "b", "c", "d", "f_logit1", "f_logit2"});
  Channelwise<Outer> f(5);
  ArrayXXf parameters = f.parameters();
  for (Index i = 0; i < parameters.size(); ++i) parameters(i) += 0.1f * static_cast<float>(i % 7);
  f.set_parameters(parameters);
  const ArrayXXf x = arguments<float>(5, 8), y = f(x), sums = f.parameter_gradient(x, x);
  for (Index row = 0; row < 5; ++row) {
    const ArrayXXf alone = f.channel(row)(x.row(row));
    CHECK((alone == y.row(row)).all());
    const Eigen::ArrayXf sum = f.channel(row).parameter_gradient(x.row(row), x.row(row));
    CHECK(sums.row(row).isApprox(sum.transpose(), 1e-5f));
  }
}

TEST_CASE("at 0 LeftRight is the right activation", "[combinators]") {
  const LeftRight<Exp<double>, Softsign<double>> f;
  CHECK(f(0) == 0);
  CHECK(f(-1e-300) == 1);
  CHECK(LeftRight<LeakyReLU<double>, Tanh<double>>().derivative(-0.0) == 1);
}

TEST_CASE("what may not be: inadmissible parameters of what is held", "[combinators]") {
  CHECK_THROWS_WITH(Affine<Softplus<float>>(1.f, 1.f, 0.f, 0.f, 0.f),
                    Contains("affine: f_beta must be finite and not 0, got 0"));
  CHECK_THROWS_WITH((LeftRight<ReLU<float>, Hardtanh<float>>(2.f, 1.f)),
                    Contains("left_right: needs parameters that the activations it holds take "
                             "together, got f2_min_val = 2, f2_max_val = 1"));
}

namespace {

void check_slopes(const Facts& surrogate, const ArrayXXd& x, const ArrayXXd& slopes) {
  std::vector<std::string> names;
  Numbers values;
  if (surrogate.parameter_count() > 0) names = {"alpha"}, values = {surrogate.parameter(0).value};
  const eigenact_test::Oracle oracle(std::string(surrogate.formula()), names, values);
  for (Index i = 0; i < x.size(); ++i) {
    INFO(surrogate.name() << " at " << x(i));
    const double slope = oracle.value(x(i) - 0.5).to_double();
    CHECK(std::abs(slopes(i) - slope) <= 1e-14 * std::abs(slope) + 1e-300);
  }
}
bool are_equal(const ArrayXXd& a, const ArrayXXd& b) { return (a == b).all(); }

template <typename Surrogate>
void check_surrogate() {
  using F = WithSurrogate<BinaryStep<double>, Surrogate>;
  F f(0.5);
  const ArrayXXd x = arguments<double>(17, 5), g = x.reverse(), slopes = f.derivative(x);
  const bool is_value = are_equal(f(x), BinaryStep<double>(0.5)(x));
  const bool is_product = are_equal(f.backward(x, g), g * slopes);
  const double sum = f.parameter_gradient(x, g)(0), of_nan = f.derivative(std::nan(""));
  INFO(Surrogate::facts.name());
  CHECK(is_value);
  CHECK(is_product);
  check_slopes(Surrogate::facts, x, slopes);
  CHECK(sum == Approx(-(g * slopes).sum()));
  CHECK(std::isnan(of_nan));
  if constexpr (kFull || std::is_same_v<Surrogate, Triangle>) {  // in the short tier one of them
    WithSurrogate<BinaryStep<float>, Surrogate> in_float(0.5f);
    const ArrayXXf xf = x.cast<float>(), slopes_in_float = in_float.derivative(xf);
    CHECK(slopes_in_float.template cast<double>().isApprox(slopes, 1e-5));
    CHECK((in_float(xf) == BinaryStep<float>(0.5f)(xf)).all());
  }
}

template <typename... Surrogate>
void check_surrogates(List<Surrogate...>) {
  (check_surrogate<Surrogate>(), ...);
}

}  // namespace

TEST_CASE("surrogates change the derivative of a step, not its value", "[combinators]") {
  check_surrogates(SurrogateList());
  CHECK_THROWS_WITH((WithSurrogate<BinaryStep<float>, Triangle>(0.f, -1.f)),
                    Contains("binary_step: alpha must be positive and finite, got -1"));
}

namespace {

/// A rounding, for numbers of moderate size.
struct Rounding {
  static constexpr Facts facts = Facts("round").formula("round(x)").exact();
  template <typename V>
  static V value(const V& x) {
    return (x + V(0x1.8p52)) - V(0x1.8p52);
  }
};

}  // namespace

TEST_CASE("the surrogate of a rounding stands at every step", "[combinators]") {
  using Round = Elementwise<Rounding, double>;
  const WithSurrogate<Round, Triangle> round;
  CHECK(round(2.7) == 3);
  CHECK(round.derivative(2.5) == 1);
  CHECK(round.derivative(-0.75) == 0.75);
  CHECK(round.derivative(3.125) == 0.625);
  CHECK(round.backward(7.0, 2.0) == 1);
  CHECK(WithSurrogate<Round, StraightThrough>().derivative(0.1) == 1);
}

TEST_CASE("the lists have them all", "[combinators]") {
  CHECK(CombinatorList::size == 7);
  CHECK(type_name<formula::MixtureFacts> == "Mixture");
}

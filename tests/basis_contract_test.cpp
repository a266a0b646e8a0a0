// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The basis expansions one by one: constructors, errors, shapes, far arguments.

#include <eigenact/basis.hpp>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/thrown.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;
using eigenact_test::kFull;
using eigenact_test::message;

namespace {

#ifdef EIGENACT_FULL
using Series = Fourier<float>;
#else
using Series = Polynomial<float>;  // a few operations for the compiler
#endif

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("the list", "[basis]") {
  std::string names;
  for_each_basis([&](const auto& formula) {
    using Formula = std::decay_t<decltype(formula)>;
    names += std::string(Formula::facts.name()) + ' ';
    CHECK_FALSE(type_name<Formula>.empty());
    CHECK_FALSE(Formula::facts.formula().empty());
    CHECK_FALSE(Formula::facts.reference().empty());
    CHECK(Expansion<Formula, float>(formula).parameters().size() == formula.parameter_count());
  });
  CHECK(names ==
        "apl bspline chebyshev dct fourier hermite legendre piecewise_linear polynomial rational "
        "rbf srelu staf ");
}

TEST_CASE("sizes", "[basis]") {
  CHECK(STAF<double>(25, 7).parameters().size() == 75);
  CHECK(Rational<double>(5, 4).parameters().size() == 10);
  CHECK(Rational<double>(5, 4, RationalKind::C).parameters().size() == 11);
  CHECK(BSpline<double>(8, 3).parameters().size() == 11);
  CHECK(BSpline<double>(8, 3, -1, 1, true).parameters().size() == 12);
  CHECK(DCT<float>(7).parameters().size() == 7);
}

TEST_CASE("bad sizes and intervals are refused in one sentence", "[basis]") {
  CHECK(message([] { STAF<float>(0); }) == "staf: terms must be from 1 to 65536, got 0");
  CHECK(message([] { Fourier<float>(-3); }) ==
        "fourier: harmonics must be from 1 to 65536, got -3");
  CHECK(message([] { Rational<float>(16, 4); }) ==
        "rational: the degree of the numerator must be from 0 to 15, got 16");
  CHECK(message([] { Rational<float>(5, 0); }) ==
        "rational: the degree of the denominator must be from 1 to 15, got 0");
  CHECK(message([] { BSpline<float>(5, 8); }) == "bspline: the degree must be from 1 to 7, got 8");
  CHECK(message([] { BSpline<float>(5, 3, 1, -1); }) ==
        "bspline: the interval must be finite, its lower end below its upper one, got "
        "[1.000000, -1.000000]");
  CHECK(message([] { Chebyshev<float>(-1); }) ==
        "chebyshev: the degree must be from 0 to 65536, got -1");
  CHECK(message([] { DCT<float>(0); }) == "dct: terms must be from 1 to 65537, got 0");
  CHECK(message([] { DCT<float>(4, kInfinity); }) ==
        "dct: the interval must be finite, its lower end below its upper one, got [-inf, inf]");
  CHECK(message([] { RBF<float>(1); }) == "rbf: centres must be from 2 to 65536, got 1");
  CHECK(message([] { APL<float>(0); }) == "apl: hinges must be from 1 to 65536, got 0");
  CHECK(message([] { PiecewiseLinear<float>(0); }) ==
        "piecewise_linear: the number of cells must be from 1 to 4096, got 0");
}

TEST_CASE("parameters that do not go together are refused", "[basis]") {
  SReLU<double> srelu;
  CHECK(message([&] { srelu.set_parameters(Eigen::Array4d(2, 0.5, 1, 1)); }) ==
        "srelu: t_l must not be above t_r, got t_l = 2.000000, t_r = 1.000000");
  PiecewiseLinear<double> line(1);
  ArrayXd p = line.parameters();
  p(0) = p(1);
  CHECK(message([&] { line.set_parameters(p); }) ==
        "piecewise_linear: L must be below R, got L = 3.000000, R = 3.000000");
}

TEST_CASE("wrong shapes are refused", "[basis]") {
  const STAF<double> f(2);
  const ArrayXXd x = ArrayXXd::Random(3, 4), g = ArrayXXd::Random(3, 3);
  ArrayXXd gx;
  ArrayXd gp;
  CHECK(message([&] { f.parameter_gradient(x, g); }) ==
        "staf: the gradient must have the shape of X, 3 x 4, but has 3 x 3");
  CHECK(message([&] { f.backward(x, g, gx, gp); }) ==
        "staf: the gradient must have the shape of X, 3 x 4, but has 3 x 3");
  CHECK(message([&] { f.backward(x, x, gx.setZero(2, 2).leftCols(1), gp); }) ==
        "staf: the gradient of x must have the shape of X, 3 x 4, but has 2 x 1");
  CHECK(message([&] { f.backward(x, x, gx, Eigen::Array2d()); }) ==
        "staf: the gradient of the parameters must have 6 values, but has 2");
  CHECK(message([&] { f.value_and_derivative(x, gx, gx.setZero(2, 2).leftCols(1)); }) ==
        "staf: the derivatives must have the shape of X, 3 x 4, but has 2 x 1");
}

namespace {

/// The error in float, against double with the same parameters.
template <typename S>
void check_error(const Expansion<S, float>& f, double admissible) {
  const Expansion<S, double> exact(f.structure(), f.parameters());
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(20001, -8, 8), y = f(x);
  const ArrayXd xd = x.cast<double>(), yd = exact(xd);
  const double error = (y.cast<double>() - yd).abs().maxCoeff();
  INFO(f.name() << " of " << f.parameters().size() << " parameters");
  CHECK(error <= admissible);
}

}  // namespace

TEST_CASE("the error of a series grows no faster than it is said to", "[basis]") {
  for (int n : {1, 5, 25, 100}) {
    const STAF<float> staf(n, 3, StafInit::seed);
    const double units = (simd::has_fma ? 3 : 4) + 0.5 * n;
    check_error(staf, units * 0x1p-24 * staf.parameters().head(n).abs().sum());
    if constexpr (kFull) {
      const Fourier<float> fourier(n, 3);
      check_error(fourier, (5 * n + 16) * 0x1p-24 * (fourier.parameters().abs().sum() - 1));
    }
  }
}

TEST_CASE("any layout gives the same numbers", "[basis]") {
  const Series f = [] {
    if constexpr (kFull)
      return Fourier<float>(4, 3);
    else
      return Polynomial<float>(9);
  }();
  using RowMajor = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::ArrayXXf x = 4 * Eigen::ArrayXXf::Random(19, 7), g = Eigen::ArrayXXf::Random(19, 7);
  Eigen::ArrayXXf y, dy, gx;
  Eigen::ArrayXf gp;
  f.value_and_derivative(x, y, dy);
  f.backward(x, g, gx, gp);
  const Eigen::ArrayXf close = 1e-5f * (1 + gp.abs());

  const RowMajor rows = x, row_gradient = g;
  RowMajor row_gx(19, 7);
  Eigen::ArrayXf row_gp(gp.size());
  f.backward(rows, row_gradient, row_gx, row_gp);
  CHECK((row_gx == gx).all());
  CHECK(((row_gp - gp).abs() <= close).all());
  f.backward(rows, g, row_gx, row_gp);  // directions that do not agree
  CHECK((row_gx == gx).all());
  CHECK((f(rows) == y).all());

  Eigen::ArrayXXf large = Eigen::ArrayXXf::Zero(30, 20), other = large;
  large.block(3, 5, 19, 7) = x;
  f.backward(large.block(3, 5, 19, 7), g, other.block(1, 2, 19, 7), gp);
  CHECK((other.block(1, 2, 19, 7) == gx).all());
  CHECK(other.row(0).isZero());

  Eigen::MatrixXf matrix = x.matrix();
  const Eigen::MatrixXf image = f(matrix), sum = f(matrix + matrix);
  CHECK((image.array() == y).all());
  CHECK((sum.array() == f(Eigen::ArrayXXf(x + x))).all());
  Eigen::ArrayXXf in_place = x;
  in_place = f(in_place);
  CHECK((in_place == y).all());
  in_place = x;
  f.backward(in_place, g, in_place, gp);
  CHECK((in_place == gx).all());
  f.backward(Eigen::ArrayXXf(0, 3), Eigen::ArrayXXf(0, 3), gx, gp);
  CHECK((gx.size() == 0 && gp.isZero() && gp.size() == 10));
}

TEST_CASE("the initial parameters of STAF", "[basis]") {
  constexpr int terms = 20000;
  const ArrayXd p = STAF<double>(terms, 7).parameters();
  CHECK((STAF<double>(terms, 7).parameters() == p).all());
  CHECK_FALSE((STAF<double>(terms, 8).parameters() == p).all());
  const auto omega = p.segment(terms, terms), phi = p.tail(terms);
  CHECK((omega >= 0 && omega < 30).all());
  CHECK(omega.mean() == Approx(15).margin(0.3));
  CHECK((phi >= -3.1415927 && phi < 3.1415927).all());
  CHECK(phi.mean() == Approx(0).margin(0.06));
  // the output has variance sum C^2 / 2 over phases, and E|s| is the scale
  CHECK(p.head(terms).square().sum() / 2 == Approx(0.25).epsilon(0.03));
  const ArrayXd exact = STAF<double>(terms, 7, StafInit::exact).parameters();
  CHECK(exact.head(terms).square().sum() / 2 == Approx(1).epsilon(0.03));
  const ArrayXd seed = STAF<double>(terms, 7, StafInit::seed).parameters();
  CHECK(seed.mean() == Approx(0).margin(0.02));
  CHECK(seed.square().mean() == Approx(1).epsilon(0.03));
}

namespace {

template <typename F>
void check_far(const F& f) {
  using S = typename F::Scalar;
  const ArrayXd p = f.parameters().template cast<double>();
  const eigenact_test::Oracle oracle(f.formula(), f.parameter_names(),
                                     std::vector<double>(p.data(), p.data() + p.size()));
  Eigen::Array<S, Eigen::Dynamic, 1> x(20);
  for (Index i = 0; i < x.size(); ++i)
    x(i) = static_cast<S>(std::pow(std::numeric_limits<S>::max(), 0.95 * double(i) / 20));
  const Eigen::Array<S, Eigen::Dynamic, 1> y = f(x), dy = f.derivative(x);
  for (Index i = 0; i < x.size(); ++i) {
    INFO(f.name() << " at " << x(i));
    const double unit = 32 * std::numeric_limits<S>::epsilon();
    CHECK(std::abs(double(y(i)) - oracle.value(double(x(i))).to_double()) <= unit);
    CHECK(std::abs(double(dy(i)) - oracle.derivative(double(x(i))).to_double()) <= 40 * unit);
    CHECK(y(i) == f(x(i)));
  }
  CHECK(std::isnan(f(std::numeric_limits<S>::infinity())));
}

}  // namespace

TEST_CASE("oscillations far from 0", "[basis]") {
  check_far(STAF<float>(3, 1));
  check_far(STAF<double>(3, 1));
  if constexpr (kFull) {
    check_far(STAF<float, Precise>(3, 1));
    check_far(DCT<float>(5));
  }
}

TEST_CASE("a base frequency of 0, a single term", "[basis]") {
  Fourier<double> f(3, 1);
  ArrayXd p = f.parameters();
  p(7) = 0;
  f.set_parameters(p);
  CHECK(f(1e300) == Approx(p(0) + p(1) + p(2) + p(3)));
  CHECK(Chebyshev<double>(0)(0.3) == 1);
  CHECK(Chebyshev<double>(1)(0.3) == Approx(std::tanh(0.3)));
  CHECK(DCT<double>(1)(0.3) == 0);
}

TEST_CASE("rational functions have tails", "[basis]") {
  for (const auto& structure : formula::Rational::examples()) {
    const Rational<double> f(structure);
    const Rational<float> g(structure, f.parameters());
    const ArrayXd p = f.parameters();
    const eigenact_test::Oracle oracle(f.formula(), f.parameter_names(),
                                       std::vector<double>(p.data(), p.data() + p.size()));
    for (double x : {1e6, -1e9, 1e25, -3e38}) {
      INFO(f.formula() << " at " << x);
      const double y = oracle.value(x).to_double(), dy = oracle.derivative(x).to_double();
      CHECK(f(x) == Approx(y).epsilon(1e-12));
      CHECK(f.derivative(x) == Approx(dy).epsilon(1e-12).margin(1e-12 * std::abs(y / x)));
      const auto nearest = static_cast<double>(static_cast<float>(x));
      if (std::abs(y) < 1e38)
        CHECK(g(static_cast<float>(x)) == Approx(oracle.value(nearest).to_double()).epsilon(1e-4));
      const ArrayXd at = ArrayXd::Constant(1, x), one = ArrayXd::Ones(1);
      const ArrayXd gp = f.parameter_gradient(at, one);
      for (Index i = 0; i < gp.size(); ++i)
        CHECK(
            gp(i) ==
            Approx(oracle.parameter_derivative(static_cast<int>(i), x).to_double()).epsilon(1e-9));
    }
    CHECK_FALSE(std::isnan(f(1e300)));
    CHECK_FALSE(std::isnan(f(-kInfinity)));
    CHECK(std::isnan(f(std::numeric_limits<double>::quiet_NaN())));
  }
}

TEST_CASE("limits at infinity", "[basis]") {
  CHECK(Chebyshev<float>(1)(HUGE_VALF) == 1);
  CHECK(Legendre<double>(3).derivative(-kInfinity) == 0);
  CHECK(RBF<double>(8)(kInfinity) == 0);
  CHECK(RBF<double>(8).derivative(-kInfinity) == 0);
  CHECK(BSpline<double>(5, 3)(kInfinity) == 0);
  CHECK(BSpline<double>(5, 3, -1, 1, true)(kInfinity) == kInfinity);
  CHECK(BSpline<float>(5, 3).derivative(HUGE_VALF) == 0);
  CHECK(PiecewiseLinear<double>()(kInfinity) == kInfinity);
  CHECK(SReLU<double>()(-kInfinity) == -kInfinity);
  CHECK(SReLU<double>().derivative(-kInfinity) == 0.5);
  CHECK(PiecewiseLinear<double>()(-kInfinity) == 0);
  CHECK(BSpline<double>(5, 3, -1, 1, true).second_derivative(-kInfinity) == 0);
  APL<double> apl(2);  // of slopes that cancel far out
  apl.set_parameters(Eigen::Array4d(1, -1, 2, 3));
  CHECK(apl(-kInfinity) == -1);
  CHECK(apl(-1e308) == -1);
  CHECK(apl.derivative(-kInfinity) == 0);
}

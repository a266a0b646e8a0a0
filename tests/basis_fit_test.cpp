// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Basis expansions fitted to other activations, moved to other grids, with noise.

#include <eigenact/basis.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/tanh.hpp>

#include "support/catch.hpp"
#include "support/thrown.hpp"

using namespace eigenact;
using Eigen::ArrayXd;
using eigenact_test::message;

namespace {

ArrayXd points(double lower, double upper) { return ArrayXd::LinSpaced(601, lower, upper); }

template <typename F, typename G>
double distance(const F& f, const G& g, double lower, double upper) {
  const ArrayXd x = points(lower, upper);
  return (f(x) - g(x)).abs().maxCoeff();
}

}  // namespace

TEST_CASE("fits", "[basis]") {
  const GELU<double> gelu;
  CHECK(distance(Rational<double>(5, 4).fitted_to(gelu), gelu, -3, 3) < 0.004);
  CHECK(distance(Rational<double>(5, 4, RationalKind::B).fitted_to(gelu), gelu, -3, 3) < 0.004);
  CHECK(distance(Rational<double>(5, 4, RationalKind::C).fitted_to(gelu), gelu, -3, 3) < 0.01);
  CHECK(distance(BSpline<double>(8, 3, -3, 3).fitted_to(gelu), gelu, -3, 3) < 0.002);
  CHECK(distance(Polynomial<double>(9).fitted_to(gelu, -2, 2), gelu, -2, 2) < 1e-3);
  CHECK(distance(Hermite<double>(9).fitted_to(gelu, -2, 2), gelu, -2, 2) < 1e-3);
  CHECK(distance(RBF<double>(8, -3, 3).fitted_to(gelu, -2, 2), gelu, -2, 2) < 0.02);
  CHECK(distance(PiecewiseLinear<double>(30).fitted_to(gelu), gelu, -3, 3) < 0.01);
  CHECK(distance(Chebyshev<double>(9).fitted_to(Tanh<double>()), Tanh<double>(), -3, 3) < 1e-9);
  const auto f = Rational<float>(5, 4).fitted_to(GELU<float>());
  CHECK(std::abs(f(1.0f) - GELU<float>()(1.0f)) < 0.004f);
  CHECK(std::abs(f(0.0f)) < 0.004f);  // where a fraction whose coefficients run away has its peak
  CHECK(f.parameters().abs().maxCoeff() < 10);
  CHECK(message([&] { f.fitted_to(GELU<float>(), 2, 1); }) ==
        "rational: the interval must be finite, its lower end below its upper one, got "
        "[2.000000, 1.000000]");
}

TEST_CASE("a spline moves to another grid", "[basis]") {
  const auto f = BSpline<double>(8, 3, -2, 2, true).fitted_to(Tanh<double>(), -2, 2);
  const ArrayXd samples = points(-1.2, 1.2).cube();  // most of them near 0
  const auto g = with_grid_from(f, samples);
  const auto grid = g.structure().grid();
  REQUIRE(grid.size() == 9);
  CHECK(grid.front() == Approx(-1.728));
  CHECK(grid.back() == Approx(1.728));
  CHECK(grid[5] - grid[4] < 0.1 * (grid[8] - grid[7]));
  CHECK(distance(f, g, -1.7, 1.7) < 1e-2);
  const auto equal = with_grid_from(f, samples, 1).structure().grid();
  CHECK(equal[1] - equal[0] == Approx(equal[5] - equal[4]));
  CHECK(message([&] { with_grid_from(f, samples, 0); }) ==
        "bspline: the share of equal cells must be in (0, 1], got 0.000000");
  CHECK(message([&] { with_grid_from(f, ArrayXd(3 + 0 * points(0, 1))); }) ==
        "bspline: the interval must be finite, its lower end below its upper one, got "
        "[3.000000, 3.000000]");
  CHECK(message([&] { with_grid_from(f, ArrayXd()); }) ==
        "bspline: the samples must be finite numbers");
}

TEST_CASE("noise on a rational function", "[basis]") {
  const Rational<double> f(5, 4, RationalKind::D);
  const ArrayXd p = f.parameters(), q = with_noise(f, 3).parameters();
  CHECK((with_noise(f, 3).parameters() == q).all());
  CHECK_FALSE((with_noise(f, 4).parameters() == q).all());
  CHECK(((q - p).abs() <= 0.1 * p.abs() + 1e-15).all());
  CHECK((with_noise(f, 3, 0).parameters() == p).all());
  CHECK(message([&] { with_noise(f, 3, 1); }) ==
        "rational: the spread of the noise must be in [0, 1), got 1.000000");
}

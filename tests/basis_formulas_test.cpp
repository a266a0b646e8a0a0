// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Basis expansions against what somebody else computes, at thresholds, far out, in long arrays.

#include <cmath>
#include <eigenact/basis.hpp>

#include "support/catch.hpp"

using namespace eigenact;
using Eigen::ArrayXd;

namespace {

/// The same expansion with the coefficient 1 for one term, 0 for the others.
template <typename F>
F term(F f, Eigen::Index i) {
  ArrayXd parameters = ArrayXd::Zero(f.parameters().size());
  parameters(i) = 1;
  f.set_parameters(parameters);
  return f;
}

/// Every term of f is of(n, x).
template <typename F, typename Of>
void check_terms(const F& f, const Of& of) {
  for (Eigen::Index i = 0; i < f.parameters().size(); ++i) {
    const F one = term(f, i);
    for (double x : {-1.7, -0.93, -0.2, 0.0, 0.41, 0.8, 1.3}) {
      INFO(F::name() << ", term " << i << " at " << x);
      CHECK(one(x) == Approx(of(static_cast<unsigned>(i), x)).epsilon(1e-11).margin(1e-12));
    }
  }
}

/// Half of all x, so that two of them make the gradients of the whole.
template <typename F>
void check_long_gradients(const F& f) {
  constexpr Eigen::Index half = 4099;
  const Eigen::ArrayXf x = 0.9f * Eigen::ArrayXf::Random(2 * half),
                       g = Eigen::ArrayXf::Random(2 * half);
  Eigen::ArrayXd in_pieces = Eigen::ArrayXd::Zero(f.parameters().size()), size = in_pieces;
  constexpr Eigen::Index piece = 8;  // fewer than fill many registers
  for (Eigen::Index i = 0; i < 2 * half; i += piece) {
    const Eigen::Index count = std::min(piece, 2 * half - i);
    const Eigen::ArrayXd sums =
        f.parameter_gradient(x.segment(i, count), g.segment(i, count)).template cast<double>();
    in_pieces += sums;
    size += sums.abs();
  }
  const Eigen::ArrayXd whole = f.parameter_gradient(x, g).template cast<double>();
  INFO(F::name() << ": " << whole.transpose() << " and " << in_pieces.transpose());
  CHECK(((whole - in_pieces).abs() <= 1e-5 * (1 + size)).all());
}

}  // namespace

TEST_CASE("orthogonal polynomials are those of the standard library", "[basis]") {
  check_terms(Legendre<double>(7),
              [](unsigned n, double x) { return std::legendre(n, std::tanh(x)); });
  check_terms(Chebyshev<double>(7),
              [](unsigned n, double x) { return std::cos(n * std::acos(std::tanh(x))); });
}

TEST_CASE("a cosine series far out is that of the same place in the first period", "[basis]") {
  DCT<double> g(5, 3);  // of period 12
  g.set_parameters(ArrayXd::LinSpaced(g.parameters().size(), 0.7, -0.4));
  for (int period : {1, 300, 4001, 1000001})
    for (double x : {0.25, 1.5, 2.75, -1.25, 4.5, -5.75}) {
      INFO(x << " + " << period << " periods");
      const double far = x + period * 12.0;
      CHECK(g(far) == Approx(g(x)).margin(1e-9));
      CHECK(g.derivative(far) == Approx(g.derivative(x)).margin(1e-9));
    }
}

TEST_CASE("at its thresholds the S-shaped ReLU has the slopes of its ends", "[basis]") {
  SReLU<double> f;
  f.set_parameters((ArrayXd(4) << -1.5, 0.25, 2, 3).finished());
  CHECK(f.derivative(-1.5) == 0.25);
  CHECK(f.derivative(std::nextafter(-1.5, 0)) == 1);
  CHECK(f.derivative(std::nextafter(2.0, 0)) == 1);
  CHECK(f.derivative(2) == 3);
}

TEST_CASE("gradients of long arrays are the sums of those of their pieces", "[basis]") {
  check_long_gradients(Polynomial<float>(3));
  check_long_gradients(Chebyshev<float>(4));
  check_long_gradients(STAF<float>(3));
}

TEST_CASE("an interval must have a length", "[basis]") {
  for (double lower : {-2.0, 0.0, 1e300}) {
    CHECK_THROWS_AS(BSpline<double>(5, 3, lower, lower), std::invalid_argument);
    CHECK_THROWS_AS(PiecewiseLinear<double>(5, lower, lower), std::invalid_argument);
    CHECK_THROWS_AS(RBF<double>(5, lower, lower), std::invalid_argument);
  }
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Intervals, ranges and widths of any size: the right values, or one sentence.

#include <eigenact/basis/bspline.hpp>
#include <eigenact/basis/dct.hpp>
#include <eigenact/basis/piecewise_linear.hpp>
#include <eigenact/basis/rbf.hpp>
#include <memory>

#include "support/catch.hpp"
#include "support/thrown.hpp"

using namespace eigenact;
using eigenact_test::message;

namespace {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, 1>;

/// Checks make(s), an expansion on [-s, s], against make(1): at s x it has the same value, times s
/// where `scales`. Returns whether there was one and not a sentence.
template <typename Make>
bool check_scale(const Make& make, double s, bool scales) {
  using F = decltype(make(1.0));
  using S = typename F::Scalar;
  std::unique_ptr<F> f;
  const std::string sentence = message([&] { f = std::make_unique<F>(make(s)); });
  INFO(F::name() << " on [-s, s], s = " << s << ": " << sentence);
  if (!f) {
    CHECK(sentence.rfind(F::name() + ": ", 0) == 0);
    CHECK(sentence.size() < 250);
    return false;
  }
  Array<S> x(40), g(40);
  for (Eigen::Index i = 0; i < x.size(); ++i) x(i) = S(i - 19) / S(16);
  g.setOnes();
  const F unit = make(1);
  const S size = S(scales ? s : 1), shift = S(s);
  const Array<S> far = x * shift, y = (*f)(far) / size, wanted = unit(x);
  CHECK((y - wanted).abs().maxCoeff() <= S(1e-5) * wanted.abs().maxCoeff());
  const Array<S> slope = f->derivative(far), slopes = unit.derivative(x);
  CHECK((slope * (shift / size) - slopes).abs().maxCoeff() <= S(1e-4) * slopes.abs().maxCoeff());
  CHECK(f->second_derivative(far).isFinite().all());
  CHECK(f->parameter_gradient(far, g).isFinite().all());
  // no number leads out of a table
  constexpr S infinity = std::numeric_limits<S>::infinity(), most = std::numeric_limits<S>::max();
  for (const S each : {infinity, -infinity, most, -most, std::numeric_limits<S>::quiet_NaN()}) {
    x.setConstant(each);
    f->parameter_gradient(x, g);
    const Array<S> values = (*f)(x);
    CHECK(values.size() == 40);
  }
  return true;
}

template <typename S, typename Accuracy>
void check_scales() {
  // what everybody may count on
  constexpr double least = sizeof(S) == 4 ? 0x1p-14 : 0x1p-300, most = 1 / least;
  for (int exponent = -1074; exponent < 1024; exponent += sizeof(S) == 4 ? 13 : 31) {
    const double s = std::ldexp(1.0, exponent);
    const auto spline = [](int degree, bool residual) {
      return [=](double r) {
        return BSpline<S, Accuracy>(formula::BSpline(8, degree, -r, r, residual, 1));
      };
    };
    const bool found[] = {
        check_scale(spline(3, false), s, false), check_scale(spline(1, false), s, false),
        check_scale([](double r) { return RBF<S, Accuracy>(5, -r, r, 3); }, s, false),
        check_scale([](double r) { return PiecewiseLinear<S, Accuracy>(6, -r, r); }, s, true),
        check_scale([](double r) { return DCT<S, Accuracy>(6, r); }, s, true)};
    for (const bool each : found)
      if (s >= least && s <= most) CHECK(each);
  }
}

}  // namespace

TEST_CASE("on any interval there are the right values, or one sentence", "[basis]") {
  check_scales<float, Fast>();
  check_scales<double, Fast>();
}

TEST_CASE("cells that vanish in the scalar type are refused", "[basis]") {
  CHECK(message([] { BSpline<float>(5, 3, 1, 1 + 1e-9); }) ==
        "bspline: the knots must be different numbers of float, got 1 and 1");
  CHECK(message([] { BSpline<float, Precise>(5, 3, -1e300, 1e300); }) ==
        "bspline: the knots must be finite in float, got -2.2e+300");
  CHECK(message([] { BSpline<float>(5, 3, 0, 1e-30); }) ==
        "bspline: the width of the cells must be from 7.27596e-12 to 1.37439e+11 in float, got "
        "2e-31: scale x");
  CHECK(message([] { BSpline<double>(5, 3, 0, 1e-30); }).empty());
  CHECK(message([] { RBF<float>(5, 1e9, 1e9 + 1); }) ==
        "rbf: the centres must be different numbers of float, got 1e+09 and 1e+09");
  CHECK(message([] { DCT<float>(5, 1e300); }) ==
        "dct: the range must be from 1.38778e-17 to 7.20576e+16 in float, got 1e+300: scale x");
  CHECK(message([] { PiecewiseLinear<float>(5, -1e300, 1e300); }) ==
        "piecewise_linear: the width of the cells must be from 1.92593e-34 to 5.1923e+33 in float, "
        "got 4e+299: scale x");
  PiecewiseLinear<float> f(5);
  Eigen::ArrayXf p = f.parameters();
  p(0) = 1;
  p(1) = 1.0000001f;
  CHECK(message([&] { f.set_parameters(p); }) ==
        "piecewise_linear: the knots must be different numbers of float, got 1 and 1");
  const auto line = [](float x) { return x; };
  CHECK(message([&] { f.fitted_to(line, -1e300, 1e300); }) ==
        "piecewise_linear: the ends of the interval must be finite in float, got -1e+300");
}

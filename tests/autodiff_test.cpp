// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Automatic differentiation through activations: the slopes are those of derivative() and
// second_derivative(), bit for bit. The templates only collect numbers; functions that are compiled
// once compare them.

#include <cmath>
#include <eigenact/combinators/affine.hpp>
#include <eigenact/combinators/with_surrogate.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise.hpp>
#include <eigenact/ext/autodiff_scalar.hpp>
#include <eigenact/ext/ceres_jet.hpp>
#include <eigenact/gated/swiglu_oai.hpp>
#include <map>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"
#include "support/jet.hpp"
#include "support/tier.hpp"

using namespace eigenact;

namespace {

#ifdef EIGENACT_FULL
using Compiled = ElementwiseList;
#else
using Compiled = List<formula::ELU, formula::Floor, formula::GELU, formula::HardELiSH,
                      formula::KerasReLU, formula::LeakyReLU, formula::Softplus>;
#endif

using Numbers = std::vector<double>;
using Dual = Eigen::AutoDiffScalar<Eigen::VectorXd>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeast = std::numeric_limits<double>::denorm_min();

/// What an activation with its default parameters p makes of x.
struct Results {
  Numbers exact;         ///< f, f', f'', df/dp of double
  Numbers by_dual;       ///< the same: f and f' as values, f'' and df/dp as slopes
  double slope;          ///< f' as a slope
  double second, third;  ///< f'' and its slope
  Numbers mixed;         ///< df'/dp
};

/// An activation of Dual whose parameter i has a derivative of 1 at place i + 1.
template <typename Formula>
Elementwise<Formula, Dual> with_derivatives() {
  Elementwise<Formula, Dual> f;
  constexpr int count = Formula::facts.parameter_count();
  Eigen::Array<Dual, count, 1> p = f.parameters();
  for (int i = 0; i < count; ++i) p.data()[i] = Dual(p.data()[i].value(), 1 + count, 1 + i);
  if constexpr (count > 0) f.set_parameters(p);
  return f;
}

/// An activation of double, compiled elsewhere.
const AnyActivation<double>& of_double(std::string_view name) {
  static std::map<std::string_view, AnyActivation<double>> made;
  return made.try_emplace(name, make_activation<double>(name)).first->second;
}

template <typename Formula>
Results call(double x) {
  constexpr int count = Formula::facts.parameter_count();
  const AnyActivation<double>& f = of_double(Formula::facts.name());
  const auto g = with_derivatives<Formula>();
  const Dual at(x, 1 + count, 0), y = g(at), dy = g.derivative(at), ddy = g.second_derivative(at);
  Results r{{f(x), f.derivative(x), f.second_derivative(x)},
            {y.value(), dy.value(), dy.derivatives()(0)},
            y.derivatives()(0),
            ddy.value(),
            ddy.derivatives()(0),
            {}};
  if constexpr (count > 0) {
    using One = Eigen::Array<double, 1, 1>;
    const Eigen::ArrayXd gradient = f.parameter_gradient(One(x), One(1.0));
    for (int i = 0; i < count; ++i) {
      r.exact.push_back(gradient(i));
      r.by_dual.push_back(y.derivatives()(1 + i));
      r.mixed.push_back(dy.derivatives()(1 + i));
    }
  }
  return r;
}

/// An activation with its type erased.
struct Activation {
  const Facts* facts;
  Results (*call)(double);
};
template <typename... Formulas>
std::vector<Activation> activations(List<Formulas...>) {
  return {{&Formulas::facts, call<Formulas>}...};
}

/// The same bits, but for the sign of a zero, which differences and sums do not keep.
bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool is_near(double a, double b, double error) {
  return is_same(a, b) || std::abs(a - b) <= error * (1 + std::abs(b));
}

/// Kinks, zeros, tails and what lies between.
Numbers points() {
  Numbers x = {0, -0.0};
  for (const double size : {kLeast, 1e-300, 1e-9, 100.0, 1e30, 1e300, kInfinity})
    x.push_back(size), x.push_back(-size);
  for (int i = -24; i <= 24; ++i) x.push_back(i / 4.0);
  return x;
}

/// The difference quotient of entry k of the results; NaN where two steps do not agree.
template <typename Entry>
double quotient(const Activation& f, double x, const Entry& entry) {
  const auto by = [&](double step) {
    return (entry(f.call(x + step)) - entry(f.call(x - step))) / (2 * step);
  };
  const double wide = by(1e-3), narrow = by(5e-4);
  return is_near(wide, narrow, 1e-4) ? narrow + (narrow - wide) / 3 : std::nan("");
}

// Numbers of one derivative, and numbers that hold such numbers.
template <typename T>
using Vector1 = Eigen::Matrix<T, 1, 1>;
using Dual1 = Eigen::AutoDiffScalar<Vector1<double>>;
using DualOfDual = Eigen::AutoDiffScalar<Vector1<Dual1>>;
using Jet = ceres::Jet<double, 2>;
using JetOfJet = ceres::Jet<ceres::Jet<double, 1>, 1>;

/// {f(x), f'(x), f''(x)}, by the number itself and by one that holds numbers with derivatives.
template <typename Formula>
void check_nested(double x) {
  const Elementwise<Formula, double> f;
  const Elementwise<Formula, float> g;
  const auto as_float = static_cast<float>(x);
  INFO(f.name() << " at " << x);
  const Jet jet = Elementwise<Formula, Jet>()(Jet(x, 1));
  CHECK(is_same(jet.a, f(x)));
  CHECK(is_same(jet.v[1], f.derivative(x)));
  CHECK(jet.v[0] == 0);
  const auto single =
      Elementwise<Formula, ceres::Jet<float, 1>>()(ceres::Jet<float, 1>(as_float, 0));
  CHECK(is_same(single.a, g(as_float)));
  CHECK(is_same(single.v[0], g.derivative(as_float)));

  const DualOfDual y =
      Elementwise<Formula, DualOfDual>()(DualOfDual(Dual1(x, 1, 0), Vector1<Dual1>(Dual1(1.0))));
  const Dual1 slope = y.derivatives()(0);
  CHECK(is_same(y.value().value(), f(x)));
  CHECK(is_same(y.value().derivatives()(0), f.derivative(x)));
  CHECK(is_same(slope.value(), f.derivative(x)));
  CHECK(is_same(slope.derivatives()(0), f.second_derivative(x)));
  const JetOfJet z = Elementwise<Formula, JetOfJet>()(JetOfJet(ceres::Jet<double, 1>(x, 0), 0));
  CHECK(is_same(z.v[0].a, f.derivative(x)));
  CHECK(is_same(z.v[0].v[0], f.second_derivative(x)));
}

}  // namespace

TEST_CASE("slopes are f', f'' and df/dp, bit for bit", "[autodiff]") {
  for (const Activation& f : activations(Compiled())) {
    for (const double x : points()) {
      const Results r = f.call(x);
      INFO(f.facts->name() << " at " << x);
      CHECK(is_same(r.slope, r.exact[1]));
      CHECK(is_same(r.second, r.exact[2]));
      for (std::size_t i = 0; i < r.exact.size(); ++i) {
        INFO("entry " << i << ": " << r.by_dual[i] << " instead of " << r.exact[i]);
        CHECK(is_same(r.by_dual[i], r.exact[i]));
      }
    }
  }
}

TEST_CASE("the slopes of f'', and of f' for a parameter, are those of the formula", "[autodiff]") {
  for (const Activation& f : activations(Compiled())) {
    int compared = 0;
    for (int i = -24; i <= 24; ++i) {
      const double x = i / 4.0 + 0.0123;
      const Results r = f.call(x);
      INFO(f.facts->name() << " at " << x);
      const double third = quotient(f, x, [](const Results& at) { return at.exact[2]; });
      if (!std::isnan(third)) {
        ++compared;
        CHECK(is_near(r.third, third, 1e-6));
      }
      for (std::size_t k = 0; k < r.mixed.size(); ++k) {
        const double mixed = quotient(f, x, [k](const Results& at) { return at.exact[3 + k]; });
        if (std::isnan(mixed)) continue;
        ++compared;
        CHECK(is_near(r.mixed[k], mixed, 1e-6));
      }
    }
    INFO(f.facts->name());
    // SIREN turns too fast for differences at most points
    CHECK(compared > (f.facts->name() == "siren" ? 5 : 20));
  }
}

TEST_CASE("the slope of f'' is that of the right-hand side, and finite in tails", "[autodiff]") {
  for (const Activation& f : activations(Compiled())) {
    const bool has_powers = f.facts->name() == "sgt" || f.facts->name() == "power";
    for (const double x : points()) {
      const Results r = f.call(x);
      INFO(f.facts->name() << " at " << x);
      if (!std::isfinite(x) || !std::isfinite(r.second)) continue;
      if (std::abs(x) < 1e-8 && has_powers) continue;  // by log(x), which has no slope there
      CHECK(std::isfinite(r.third));
      if (x == 0 || (std::abs(x) >= 0.25 && std::abs(x) <= 6))
        CHECK(is_near(r.third, f.call(x == 0 ? 1e-30 : x + 0x1p-40).third, 1e-6));
    }
  }
}

TEST_CASE("numbers with derivatives may hold such numbers", "[autodiff]") {
  for (const double x : {0.0, -0.0, 1.5, -1.5, 100.0, -100.0, 1e30, -1e30, kInfinity, -kInfinity}) {
    check_nested<formula::GELU>(x);
    check_nested<formula::Softplus>(x);
  }
  // exp(-x^2): the fourth derivative at 0, where first derivatives are 0
  const DualOfDual bend = Gaussian<DualOfDual>().second_derivative(
      DualOfDual(Dual1(0, 1, 0), Vector1<Dual1>(Dual1(1.0))));
  CHECK(bend.derivatives()(0).derivatives()(0) == Approx(12));
  const GELU<double, Precise> f;
  CHECK(GELU<Dual1, Precise>()(Dual1(-3, 1, 0)).derivatives()(0) == f.derivative(-3));
}

TEST_CASE("arrays of numbers with derivatives", "[autodiff]") {
  const Dual slope(0.25, 2, 1);
  Eigen::Array<Dual, 2, 3> x;
  for (Eigen::Index i = 0; i < x.size(); ++i) x(i) = Dual(static_cast<double>(i) - 2, 2, 0);
  const LeakyReLU<Dual> f(slope);
  const Eigen::Array<Dual, 2, 3> y = f(x), gx = f.backward(x, x);
  Eigen::Array<Dual, 2, 3> values, slopes, ga, gb;
  f.value_and_derivative(x, values, slopes);
  const Channelwise<LeakyReLU<Dual>> rows(2, f);
  const Eigen::Array<Dual, 2, 3> by_rows = rows(x);
  const SwiGLUOAI<Dual> glu;
  const Eigen::Array<Dual, 2, 3> z = glu(x, y);
  glu.backward(x, y, x, ga, gb);
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    const double at = x(i).value();
    const Eigen::Vector2d exact(at > 0 ? 1 : 0.25, at > 0 ? 0 : at);
    CHECK(y(i).derivatives() == exact);
    CHECK(values(i).derivatives() == exact);
    CHECK(by_rows(i).derivatives() == exact);
    CHECK(slopes(i).value() == exact(0));
    CHECK(slopes(i).derivatives() == Eigen::Vector2d(0, at > 0 ? 0 : 1));
    CHECK(gx(i).derivatives() == Eigen::Vector2d(exact(0), at > 0 ? 0 : at));
    CHECK(z(i).value() == SwiGLUOAI<double>()(at, y(i).value()));
    if (at != 0)  // the gradient is x itself
      CHECK(z(i).derivatives()(0) ==
            Approx((ga(i).value() + gb(i).value() * exact(0)) / at).epsilon(1e-12));
  }
  const Eigen::Array<Dual, 1, 1> gradient = f.parameter_gradient(x, x);
  CHECK(gradient(0).value() == 4 + 1);
  CHECK(gradient(0).derivatives() == Eigen::Vector2d(-6, 0));
}

TEST_CASE("combinations and surrogates follow their own derivatives", "[autodiff]") {
  const Dual1 x(0.3, 1, 0);
  const Affine<GELU<Dual1>> f(2, 3, 0.5, 1);
  const Affine<GELU<double>> g(2, 3, 0.5, 1);
  CHECK(f(x).derivatives()(0) == g.derivative(0.3));
  CHECK(f.derivative(x).derivatives()(0) == g.second_derivative(0.3));
  const WithSurrogate<BinaryStep<Dual1>, SigmoidSurrogate> step(0, 4);
  const WithSurrogate<BinaryStep<double>, SigmoidSurrogate> plain(0, 4);
  CHECK(step(x).value() == 1);
  CHECK(step(x).derivatives()(0) == plain.derivative(0.3));
  const double difference = (plain.derivative(0.301) - plain.derivative(0.299)) / 0.002;
  CHECK(step.derivative(x).derivatives()(0) == Approx(difference).epsilon(1e-5));
  CHECK_THROWS_WITH(LeakyReLU<Dual1>(Dual1(kInfinity, 1, 0)),
                    Catch::Matchers::Contains("negative_slope must be finite, got inf"));
}

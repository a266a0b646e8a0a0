// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Parameters at the limits of what is admissible: 0, the ends of an interval, two bounds that are
// equal. Nothing is 0 / 0 there, and the derivatives are those of the value.

#include <cmath>
#include <eigenact/elementwise.hpp>
#include <eigenact/gated/swiglu_oai.hpp>
#include <map>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"

using namespace eigenact;

namespace {

using Numbers = std::vector<double>;

/// f, f', f'' and the gradients of all parameters at x, with these parameters.
Numbers call(const Facts& facts, const Numbers& parameters, double x) {
  static std::map<const Facts*, AnyActivation<double>> made;
  auto& f = made.try_emplace(&facts, make_activation<double>(facts.name())).first->second;
  f.set_parameters(Eigen::Map<const Eigen::ArrayXd>(parameters.data(),
                                                    static_cast<Eigen::Index>(parameters.size())));
  using One = Eigen::Array<double, 1, 1>;
  Numbers results = {f(x), f.derivative(x), f.second_derivative(x)};
  const Eigen::ArrayXd gradient = f.parameter_gradient(One(x), One(1.0));
  results.insert(results.end(), gradient.begin(), gradient.end());
  return results;
}

/// The activations that have parameters.
std::vector<const Facts*> activations() {
  std::vector<const Facts*> all;
  for_each_elementwise([&](auto formula) {
    if (decltype(formula)::facts.parameter_count() > 0) all.push_back(&decltype(formula)::facts);
  });
  return all;
}

/// Parameters at a limit, and for each of them in which direction it may move: 1, -1, or 0 if it
/// does not matter.
struct Limit {
  Numbers parameters, directions;
};
std::vector<Limit> limits(const Facts& facts) {
  Numbers defaults, free;
  for (int i = 0; i < facts.parameter_count(); ++i) {
    defaults.push_back(facts.parameter(i).value);
    free.push_back(0);
  }
  std::vector<Limit> all;
  const auto add = [&](std::size_t i, double value, double direction) {
    all.push_back({defaults, free});
    all.back().parameters[i] = value;
    all.back().directions[i] = direction;
  };
  const bool is_keras = facts.name() == "keras_relu";
  for (std::size_t i = 0; i < defaults.size(); ++i) {
    const Interval& interval = facts.parameter(static_cast<int>(i)).interval;
    if (interval.lower > -kLargest && (interval.lower != 0 || interval.zero_allowed))
      add(i, interval.lower, 1);
    if (interval.upper < kLargest) add(i, interval.upper, -1);
    const bool meets_threshold = is_keras && i == 1;  // its max_value, at 0
    if (interval.lower < 0 && interval.upper > 0 && interval.zero_allowed && !meets_threshold)
      add(i, 0, 0);
  }
  if (facts.name() == "hardtanh")
    for (const double both : {0.0, -0.5, 2.0}) all.push_back({{both, both}, {-1, 1}});
  if (is_keras)
    for (const double both : {0.0, 2.0}) all.push_back({{0.25, both, both}, {0, 1, -1}});
  return all;
}

bool is_near(double a, double b) { return std::abs(a - b) <= 1e-5 * (1 + std::abs(b)); }

/// The difference quotient of a result in a parameter, or in x for i = -1; one-sided for a
/// direction other than 0. NaN where two steps do not agree: at a kink.
double quotient(const Facts& f, const Limit& limit, double x, int i, std::size_t result) {
  const double direction = i < 0 ? 0 : limit.directions[static_cast<std::size_t>(i)];
  const auto at = [&](double step) {
    Numbers moved = limit.parameters;
    if (i >= 0) moved[static_cast<std::size_t>(i)] += step;
    return call(f, moved, i < 0 ? x + step : x)[result];
  };
  const auto by = [&](double step) {
    if (direction == 0) return (at(step) - at(-step)) / (2 * step);
    step *= direction;
    return (4 * at(step / 2) - 3 * at(0) - at(step)) / step;
  };
  const double wide = by(1e-4), narrow = by(5e-5);
  return is_near(wide, narrow) ? narrow : std::nan("");
}

Numbers points(const Limit& limit) {
  Numbers x = {0, -0.0, 1e-300, -1e-300, 1e-9, -1e-9, 100, -100, 1e30, -1e30};
  for (const double p : limit.parameters) x.push_back(p), x.push_back(-p);
  for (int i = -12; i <= 12; ++i) x.push_back(i / 2.0), x.push_back(i / 2.0 + 0.0123);
  return x;
}

}  // namespace

TEST_CASE("at the limits of an interval nothing is 0 / 0", "[limits]") {
  for (const Facts* f : activations()) {
    for (const Limit& limit : limits(*f)) {
      for (const double x : points(limit)) {
        const Numbers results = call(*f, limit.parameters, x);
        INFO(f->name() << " with " << Catch::Detail::stringify(limit.parameters) << " at " << x
                       << ": " << Catch::Detail::stringify(results));
        if (f->defined_from().empty() || x > 0)
          for (const double result : results) CHECK_FALSE(std::isnan(result));
      }
    }
  }
}

TEST_CASE("at the limits of an interval derivatives are those of the value", "[limits]") {
  for (const Facts* f : activations()) {
    for (const Limit& limit : limits(*f)) {
      int compared = 0;
      for (int k = -24; k <= 24; ++k) {
        const double x = k / 4.0 + 0.0123;
        const Numbers results = call(*f, limit.parameters, x);
        const auto check = [&](int parameter, std::size_t of, std::size_t slope) {
          const double exact = quotient(*f, limit, x, parameter, of);
          if (std::isnan(exact)) return;
          INFO(f->name() << " with " << Catch::Detail::stringify(limit.parameters) << " at " << x
                         << ": result " << slope << " is " << results[slope] << " instead of "
                         << exact);
          CHECK(is_near(results[slope], exact));
          ++compared;
        };
        check(-1, 0, 1);
        check(-1, 1, 2);
        for (int i = 0; i < f->parameter_count(); ++i) check(i, 0, 3 + static_cast<std::size_t>(i));
      }
      INFO(f->name());
      CHECK(compared > 50);
    }
  }
}

TEST_CASE("equal bounds, as the frameworks admit them", "[limits]") {
  const Hardtanh<float> clip(0, 0);
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(9, -2, 2);
  CHECK((clip(x) == 0.f).all());
  CHECK((clip.derivative(x) == 0.f).all());
  CHECK((clip.derivative_from_output(clip(x)) == 0.f).all());
  CHECK((clip.parameter_gradient(x, Eigen::ArrayXf::Ones(9)) == 4.f).all());
  CHECK((ReLUN<float>(0)(x) == 0.f).all());
  CHECK((KerasReLU<float>(0, 0, 0)(x) == 0.f).all());
  CHECK((Hardshrink<float>(0)(x) == x).all());
  CHECK((Softshrink<float>(0)(x) == x).all());
  CHECK((SwiGLUOAI<float>(1.702f, 0)(x, x) == Swish<float>(1.702f)(x.min(0.f))).all());
  CHECK(Squareplus<double>(0).second_derivative(0) == 0);
}

TEST_CASE("a slope of 0 is a constant, at infinity too", "[limits]") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const Eigen::Array4f x(-infinity, -2, 3, infinity), one = Eigen::Array4f::Ones();
  for (const float beta : {-0.5f, 0.0f, 0.25f, 1.0f, 7.0f}) {
    const LinearHardsigmoid<float> f(0, beta);
    const bool is_inside = beta > 0 && beta < 1;
    CAPTURE(beta);
    CHECK((f(x) == std::min(std::max(beta, 0.0f), 1.0f)).all());
    CHECK((f.derivative(x) == 0.f).all());
    CHECK(f.parameter_gradient(x, one)(1) == (is_inside ? 4.f : 0.f));
    CHECK(f.parameter_gradient(x.segment<2>(1), one.head<2>())(0) == (is_inside ? 1.f : 0.f));
    CHECK(f.derivative_from_output(f(3.f)) == 0);
  }
  CHECK(std::isnan(LinearHardsigmoid<float>(0, 0.5f)(std::nanf(""))));
}

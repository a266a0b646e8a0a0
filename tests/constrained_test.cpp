// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/core/constrained.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/hardtanh.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/swish.hpp>

#include "support/catch.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;

namespace {

ArrayXXd arguments(Index rows, Index cols, double phase) {
  return ArrayXXd::NullaryExpr(rows, cols, [phase](Index i, Index j) {
    return 3 * std::sin(static_cast<double>(5 * i + 11 * j) + phase) + 0.1;
  });
}

/// value(free(p)) = p, and slope is the derivative of value.
template <typename Map>
void check_map(const Map& map, std::initializer_list<double> parameters) {
  for (double p : parameters) {
    const double u = map.free(p), step = 1e-6;
    CHECK(map.value(u) == Approx(p).epsilon(1e-13));
    CHECK((map.value(u + step) - map.value(u - step)) / (2 * step) ==
          Approx(map.slope(u)).epsilon(1e-6));
  }
}

/// The gradients of the free parameters are finite differences of the sum of f(x) g.
template <typename F>
void check_gradient(F f) {
  const ArrayXXd x = arguments(6, 9, 0.2), g = arguments(6, 9, 1.1);
  const typename F::ParameterArray free = f.parameters(), gradient = f.parameter_gradient(x, g);
  const double step = 1e-6;
  for (Index i = 0; i < free.size(); ++i) {
    const auto loss = [&](double shift) {
      typename F::ParameterArray moved = free;
      moved(i) += shift;
      f.set_parameters(moved);
      return (f(x) * g).sum();
    };
    CHECK((loss(step) - loss(-step)) / (2 * step) ==
          Approx(gradient(i)).epsilon(1e-6).margin(1e-8));
  }
}

}  // namespace

TEST_CASE("maps, their inverses and slopes", "[constrained]") {
  check_map(Unconstrained{}, {-3, 0, 7});
  check_map(ExpAbove{}, {0.01, 1, 30});
  check_map(ExpAbove{-2}, {-1, 3});
  check_map(SoftplusAbove{}, {0.01, 0.6931, 40});
  check_map(SoftplusAbove{0.5}, {0.51, 3});
  check_map(SigmoidBetween{}, {0.01, 0.5, 0.99});
  check_map(SigmoidBetween{-1, 3}, {-0.9, 1, 2.9});
  for (double u : {-700.0, -40.0, 40.0, 700.0}) {
    CHECK(std::isfinite(SoftplusAbove{}.value(u)));
    CHECK(std::isfinite(SigmoidBetween{}.slope(u)));
  }
}

TEST_CASE("a constrained activation begins as it was and learns through the map", "[constrained]") {
  const Constrained f(Swish<double>(1.5), SoftplusAbove{});
  CHECK(f.activation().parameters()(0) == 1.5);
  CHECK(f.parameters()(0) == Approx(SoftplusAbove{}.free(1.5)));
  check_gradient(f);
  check_gradient(Constrained(Hardtanh<double>(-1.5, 0.5), Unconstrained{}, ExpAbove{}));
  check_gradient(Constrained(Channelwise<Swish<double>>(6, Swish<double>(0.7)), ExpAbove{}));
  check_gradient(Constrained(Channelwise<SGT<double>>(6), Unconstrained{}, ExpAbove{0.25},
                             Unconstrained{}, SigmoidBetween{0.5, 2}));
}

TEST_CASE("forward, derivative and backward are those of the activation", "[constrained]") {
  Constrained f(Channelwise<Swish<double>>(6), ExpAbove{});
  f.set_parameters(ArrayXd::LinSpaced(6, -1, 1));
  const ArrayXXd x = arguments(6, 9, 0.2), g = arguments(6, 9, 1.1);
  Channelwise<Swish<double>> plain(6);
  plain.set_parameters(ArrayXd::LinSpaced(6, -1, 1).exp());
  CHECK((f(x) - plain(x)).abs().maxCoeff() < 1e-14);
  CHECK((f.derivative(x) - plain.derivative(x)).abs().maxCoeff() < 1e-14);
  CHECK((f.backward(x, g) - plain.backward(x, g)).abs().maxCoeff() < 1e-14);
}

TEST_CASE("a constrained activation has the words of what it wraps", "[constrained]") {
  const Constrained f(ELU<double>(1.5), ExpAbove{});
  const ELU<double>& plain = f.activation();
  const ArrayXXd x = arguments(6, 9, 0.2), g = arguments(6, 9, 1.1);
  CHECK((f.second_derivative(x) == plain.second_derivative(x)).all());
  CHECK((f.derivative_from_output(x) == plain.derivative_from_output(x)).all());
  CHECK((f.backward_from_output(x, g) == plain.backward_from_output(x, g)).all());
  CHECK(f.second_derivative(-1.0) == plain.second_derivative(-1.0));
  ArrayXXd y, dy;
  f.value_and_derivative(x, y, dy);
  CHECK((y == plain(x)).all());
  CHECK((dy == plain.derivative(x)).all());
  f.apply(x.data(), y.data(), x.size());
  CHECK((y == plain(x)).all());
  CHECK(f.name() == "elu");
  CHECK(f.formula() == plain.formula());
  CHECK(f.reference() == plain.reference());
  CHECK(f.parameter_names() == plain.parameter_names());

  Constrained rows(Channelwise<ELU<double>>(6), ExpAbove{});
  rows.set_parameters(0.5);
  rows.set_parameter("alpha", ArrayXd::LinSpaced(6, -1, 1));
  CHECK((rows.parameters().col(0) == ArrayXd::LinSpaced(6, -1, 1)).all());
  CHECK((rows.second_derivative(x) == rows.activation().second_derivative(x)).all());
  CHECK_THROWS_WITH(rows.set_parameter("beta", 1), "elu has no parameter \"beta\"; it has alpha");
}

TEST_CASE("both gradients of a constrained activation, in place too", "[constrained]") {
  const ArrayXXd x = arguments(6, 9, 0.2), g = arguments(6, 9, 1.1);
  const auto check = [&](const auto& f) {
    ArrayXXd gx = x, gp;
    f.backward(gx, g, gx, gp);
    CHECK((gx == f.backward(x, g)).all());
    CHECK((gp == f.parameter_gradient(x, g)).all());
    ArrayXXd wrong(3, 3);
    CHECK_THROWS_WITH(f.backward(x, g, gx, wrong.topRows(2)),
                      Contains("the gradient of the parameters must be"));
    CHECK_THROWS_WITH(f.backward(x, g, wrong.topRows(2), gp), Contains("elu: the gradient of x"));
    CHECK_THROWS_WITH(f.backward(x, wrong, gx, gp), Contains("elu: the gradient"));
  };
  check(Constrained(ELU<double>(1.5), ExpAbove{}));
  check(Constrained(Channelwise<ELU<double>>(6), SoftplusAbove{}));
}

TEST_CASE("initial values by a scheme", "[constrained]") {
  Channelwise<SGT<float>> f(2000);
  const std::array<Initial, 4> scheme = {Initial::normal(0, 1), Initial::uniform(0.5, 1.5),
                                         Initial::constant(1.1), Initial::constant(1)};
  initialize(f, scheme, 7);
  const ArrayXXf first = f.parameters();
  CHECK(std::abs(first.col(0).mean()) < 5 / std::sqrt(2000.0));
  CHECK(std::abs(first.col(0).square().mean() - 1) < 5 * std::sqrt(2 / 2000.0));
  CHECK((first.col(1).minCoeff() >= 0.5f && first.col(1).maxCoeff() <= 1.5f));
  CHECK((first.col(2) == 1.1f).all());
  initialize(f, scheme, 7);
  CHECK((f.parameters() == first).all());
  initialize(f, scheme, 8);
  CHECK((f.parameters().col(0) != first.col(0)).any());
  initialize(f,
             {Initial::uniform(1, 2), Initial::uniform(1, 2), Initial::uniform(1, 2),
              Initial::uniform(1, 2)},
             7);
  for (Index i = 1; i < 4; ++i) CHECK((f.parameters().col(i) == f.parameters().col(0)).count() < 5);
}

TEST_CASE("mistakes get one sentence", "[constrained]") {
  CHECK_THROWS_WITH(Constrained(Swish<double>(-1), ExpAbove{}),
                    Contains("swish: no free number is mapped to the parameter -1"));
  Constrained f(Channelwise<ELU<float>>(3), Unconstrained{});
  CHECK_THROWS_WITH(f.set_parameters(ArrayXXf::Zero(2, 1)),
                    Contains("takes 3 x 1 values, got 2 x 1"));
  CHECK_THROWS_WITH(f.set_parameters(ArrayXXf::Constant(3, 1, INFINITY)),
                    Contains("elu: alpha must be finite, got inf in row 0"));
  CHECK((f.parameters() == 1).all());
}

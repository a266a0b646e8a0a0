// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/rowwise.hpp>

#include "support/lines.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

using Vector = std::vector<double>;

Real mean(const Reals& x) {
  Real sum;
  for (const Real& z : x) sum = sum + z;
  return sum / Real(static_cast<double>(x.size()));
}

Reals standardize(const Reals& x, double eps) {
  const Real center = mean(x);
  Reals squares, y;
  for (const Real& z : x) squares.push_back((z - center) * (z - center));
  const Real root = sqrt(mean(squares) + Real(eps));
  for (const Real& z : x) y.push_back((z - center) / root);
  return y;
}

Reals poly_norm(const Reals& x, const Vector& a) {
  Reals y(x.size(), Real(a[3])), power(x.size(), Real(1));
  for (std::size_t k = 0; k < 3; ++k) {
    Reals squares;
    for (std::size_t i = 0; i < x.size(); ++i) {
      power[i] = power[i] * x[i];
      squares.push_back(power[i] * power[i]);
    }
    const Real root = sqrt(mean(squares) + Real(1e-6));
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = y[i] + Real(a[k]) * power[i] / root;
  }
  return y;
}

/// max(x - t, 0)^power that add up to 1, t by bisection.
Reals projected(const Reals& x, int power) {
  const Real greatest = *std::max_element(x.begin(), x.end());
  Real low = greatest - Real(1), high = greatest;
  Reals y(x.size());
  for (int step = 0; step < 200; ++step) {
    const Real t = (low + high) / Real(2);
    Real sum;
    for (std::size_t i = 0; i < x.size(); ++i) {
      y[i] = t < x[i] ? x[i] - t : Real();
      if (power == 2) y[i] = y[i] * y[i];
      sum = sum + y[i];
    }
    (Real(1) < sum ? low : high) = t;
  }
  return y;
}
Reals sparsemax(const Reals& x) { return projected(x, 1); }
Reals entmax15(const Reals& x) {
  Reals half;
  for (const Real& z : x) half.push_back(z / Real(2));
  return projected(half, 2);
}

/// Values in ULP of at least `floor`, gradients within epsilons of 1, of columns and rows.
template <typename S, typename F, typename Reference>
void check(const F& f, bool backward_takes_y, double most, const Reference& reference) {
  for (const Index n : {1, 2, 5, 33}) {
    const Columns<S> x = numbers<S>(n, 4, 1.5, 0, static_cast<unsigned>(n));
    const Columns<S> g = numbers<S>(n, 4, 1, 0, 4);
    const Columns<S> y = f.colwise(x), gx = f.colwise_backward(backward_takes_y ? y : x, g);
    const Rows<S> across = f.rowwise(x.transpose());
    for (Index j = 0; j < x.cols(); ++j) {
      CAPTURE(F::name(), n, j, sizeof(S));
      const Reals exact = reference(reals(x.col(j)));
      CHECK(error(y.col(j), exact, 1) <= most);
      CHECK(error(across.row(j), exact, 1) <= most);
      check_near(gx.col(j), differences(reference, reals(x.col(j)), reals(g.col(j))),
                 60 * epsilon<S>());
      CHECK(error(f(x.col(j)).eval(), exact, 1) <= most);
    }
  }
}

}  // namespace

TEMPLATE_TEST_CASE("projections and normalisations", "[rowwise]", float, double, Eigen::half) {
  using S = TestType;
  const bool is_double = std::is_same_v<S, double>;
  check<S>(Sparsemax<S>(), true, is_double ? 2 : 1, sparsemax);
  check<S>(Entmax15<S>(), true, is_double ? 4 : 1, entmax15);
  const double eps = static_cast<double>(static_cast<S>(0.01f));
  check<S>(Standardize<S>(S(0.01f)), false, 1,
           [eps](const Reals& x) { return standardize(x, eps); });
  const PolyNorm<S> f(S(0.5f), S(-0.75f), S(1.25f), S(0.25f));
  const auto reference = [](const Reals& x) { return poly_norm(x, {0.5, -0.75, 1.25, 0.25}); };
  check<S>(f, false, is_double ? 8 : 2, reference);
}

TEST_CASE("gradients of the parameters", "[rowwise]") {
  const Columns<double> x = numbers<double>(9, 4), g = numbers<double>(9, 4, 1, 0, 4);
  const auto by_difference = [&](const auto& make, double p) {
    const double h = 1e-6;
    const Columns<double> up = make(p + h).colwise(x), down = make(p - h).colwise(x);
    return ((up - down) * g).sum() / (2 * h);
  };
  const auto check_temperature = [&](const auto& make) {
    for (const double temperature : {1., 0.7}) {
      const auto f = make(temperature);
      CHECK(f.colwise_parameter_gradient(x, g)(0) ==
            Approx(by_difference(make, temperature)).epsilon(1e-7));
      CHECK(f.rowwise_parameter_gradient(x.transpose(), Rows<double>(g.transpose()))(0) ==
            Approx(f.colwise_parameter_gradient(x, g)(0)));
      CHECK(f.parameter_gradient(x.col(0), g.col(0))(0) ==
            Approx(f.colwise_parameter_gradient(x.leftCols(1), g.leftCols(1))(0)));
    }
  };
  check_temperature([](double p) { return Softmax<double>(p); });
  check_temperature([](double p) { return Softmin<double>(p); });
  check_temperature([](double p) { return LogSoftmax<double>(p); });
  const auto sums = PolyNorm<double>(0.2, 0.3, 0.4, 0.5).colwise_parameter_gradient(x, g);
  const auto check_sum = [&](int i, const auto& make) {
    CHECK(sums(i) == Approx(by_difference(make, 0.2)).epsilon(1e-7));
  };
  check_sum(0, [](double p) { return PolyNorm<double>(p, 0.3, 0.4, 0.5); });
  check_sum(1, [](double p) { return PolyNorm<double>(0.2, p, 0.4, 0.5); });
  check_sum(2, [](double p) { return PolyNorm<double>(0.2, 0.3, p, 0.5); });
  check_sum(3, [](double p) { return PolyNorm<double>(0.2, 0.3, 0.4, p); });
}

TEMPLATE_TEST_CASE("gradients of sinks", "[rowwise]", float, double) {
  using S = TestType;
  const Columns<S> x = numbers<S>(19, 6), g = numbers<S>(19, 6, 1, 0, 2);
  Columns<S> sinks = numbers<S>(6, 1, 4, 0, 3);
  sinks(1) = S(-60);  // 1 - sum(y) has no digits there
  const Softmax<S> f(S(2));
  const Columns<S> slopes = f.colwise_sink_gradient(x, sinks.col(0), g);
  const Columns<S> sizes = f.colwise_sink_gradient(x, sinks.col(0), g.abs());
  const Columns<S> across =
      f.rowwise_sink_gradient(x.transpose(), sinks.transpose(), g.transpose());
  for (Index j = 0; j < x.cols(); ++j) {
    Reals z = reals(x.col(j), 2), upstream = reals(g.col(j));
    z.push_back(Real(static_cast<double>(sinks(j)) / 2));
    upstream.push_back(Real(0.0));
    const Reals exact = differences([](const Reals& v) { return softmax(v); }, z, upstream);
    const auto size = static_cast<double>(sizes(j));  // where the terms of <y, gradient> cancel
    CHECK(std::abs(static_cast<double>(slopes(j)) - exact.back().to_double() / 2) <=
          8 * epsilon<S>() * std::abs(size));
    CHECK(across(j) == slopes(j));
    CHECK(f.sink_gradient(x.col(j), sinks.row(j), g.col(j))(0) == slopes(j));
  }
  const S infinity = std::numeric_limits<S>::infinity();
  sinks(0) = -infinity;
  CHECK(f.sink_gradient(x.col(0), sinks.row(0), g.col(0))(0) == S(0));
  sinks(0) = infinity;
  CHECK(std::isnan(f.sink_gradient(x.col(0), sinks.row(0), g.col(0))(0)));
  CHECK_THROWS_WITH(f.colwise_sink_gradient(x, sinks.topRows(3), g),
                    "softmax: needs one sink for each of 6 lines, but has 3");
  CHECK_THROWS_WITH(f.colwise_sink_gradient(x, sinks.col(0), g.leftCols(2)),
                    "softmax: the gradient must have the shape of X, 19 x 6, but has 19 x 2");
}

TEST_CASE("lines with infinities and NaN", "[rowwise]") {
  const float infinity = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Eigen::ArrayXXf x = Eigen::ArrayXXf::Constant(4, 4, -infinity);
  x(1, 1) = 2, x(3, 1) = 2;
  x(1, 2) = nan;
  x(1, 3) = infinity;
  const auto check_line = [&](const auto& f) {
    const Eigen::ArrayXXf y = f.colwise(x);
    CAPTURE(f.name());
    CHECK((y.col(0) == 0.f).all());
    CHECK((y.col(1) == Eigen::Array4f(0, 0.5f, 0, 0.5f)).all());
    CHECK(y.col(2).isNaN().all());
    CHECK(y.col(3).isNaN().all());
    CHECK((f.colwise(x, x > 0.f).eval().col(1) == y.col(1)).all());
  };
  check_line(Sparsemax<float>());
  check_line(Entmax15<float>());
  const Eigen::ArrayXXf y = Hardmax<float>().colwise(x);
  CHECK((y.col(0) == Eigen::Array4f(1, 0, 0, 0)).all());
  CHECK((y.col(1) == Eigen::Array4f(0, 1, 0, 0)).all());
  CHECK(y.col(2).isNaN().all());
  CHECK((y.col(3) == Eigen::Array4f(0, 1, 0, 0)).all());
  CHECK((Hardmax<float>().rowwise_backward(x, x).eval() == 0.f).all());
}

TEST_CASE("maxout", "[rowwise]") {
  const Columns<float> x = numbers<float>(12, 5);
  const Maxout<float> unit(3);
  const Columns<float> y = unit.colwise(x), gx = unit.colwise_backward(x, y);
  REQUIRE(y.rows() == 4);
  for (Index j = 0; j < 5; ++j)
    for (Index i = 0; i < 4; ++i) {
      const auto piece = x.col(j).segment(3 * i, 3);
      CHECK(y(i, j) == piece.maxCoeff());
      CHECK((gx.col(j).segment(3 * i, 3) == (piece == y(i, j)).select(piece, 0.f)).all());
    }
  const Rows<float> across = unit.rowwise(x.transpose());
  CHECK((across.transpose() == y).all());
  CHECK((unit(x.col(1)).eval() == y.col(1)).all());
  CHECK((unit.backward(x.col(1) + 0.f, y.col(1)).eval() == gx.col(1)).all());
  const Eigen::MatrixXf m = unit.colwise(x.matrix());
  CHECK((m.array() == y).all());
  Eigen::Array3f ties(1, 1, 0), one = unit.backward(ties, Eigen::Array<float, 1, 1>(2.f));
  CHECK((one == Eigen::Array3f(2, 0, 0)).all());
  CHECK_THROWS_WITH(unit.rowwise(x),
                    "maxout: the length of a line must be a multiple of the 3 pieces, but is 5");
  CHECK_THROWS_WITH(
      unit.colwise_backward(x, x),
      "maxout: the gradient must have the shape of the result, 4 x 5, but has 12 x 5");
  CHECK_THROWS_WITH(Maxout<float>(0), "maxout: pieces must be at least 1, got 0");
}

TEST_CASE("gumbel-softmax draws what softmax weighs", "[rowwise]") {
  const GumbelSoftmax<float> f(0.5f);
  const Index draws = 20000;
  const Eigen::Array3f weights(0.2f, 0.5f, 0.3f);
  const Columns<float> x = weights.log().replicate(1, draws);
  const Columns<float> noise = f.sample(3, draws, 42), y = f.colwise(x, noise);
  CHECK((noise == f.sample(3, draws, 42)).all());
  CHECK((y.colwise().sum() - 1.f).abs().maxCoeff() <= 1e-6f);
  CHECK((y == Softmax<float>(0.5f).colwise(x + noise).eval()).all());
  const Eigen::Array3f share = Hardmax<float>().colwise(y).eval().rowwise().mean();
  // five standard deviations of a share
  CHECK((share - weights).abs().maxCoeff() <= 5 * 0.5f / std::sqrt(static_cast<float>(draws)));
  CHECK(noise.mean() == Approx(0.5772).margin(5 * 1.283 / std::sqrt(3. * draws)));
  CHECK((f.colwise(x).eval() == Softmax<float>(0.5f).colwise(x).eval()).all());
  const Eigen::MatrixXf m = f.colwise(x.matrix(), noise);
  CHECK((m.array() == y).all());
  CHECK_THROWS_WITH(
      f.rowwise(x, noise.topRows(2)),
      "gumbel_softmax: the noise must have the shape of X, 3 x 20000, but has 2 x 20000");
}

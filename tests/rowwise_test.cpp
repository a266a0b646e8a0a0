// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <eigenact/rowwise.hpp>

#include "support/lines.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

template <typename S, typename Accuracy>
void check_softmax(const Columns<S>& x, float temperature) {
  const double scale = static_cast<double>(static_cast<S>(temperature));
  const Softmax<S, Accuracy> softmax_of(static_cast<S>(temperature));
  const Softmin<S, Accuracy> softmin_of(static_cast<S>(temperature));
  const LogSoftmax<S, Accuracy> log_of(static_cast<S>(temperature));
  const Columns<S> y = softmax_of.colwise(x), across = softmax_of.rowwise(x.transpose());
  const Columns<S> low = softmin_of.colwise(x), log = log_of.colwise(x);
  const Columns<S> log_across = log_of.rowwise(x.transpose());
  const Columns<S> quiet = Softmax1<S, Accuracy>().colwise(x);
  const double most = bound<S, Accuracy>();
  for (Index j = 0; j < x.cols(); ++j) {
    const Reals z = reals(x.col(j), scale), minus = reals(x.col(j), -scale);
    CAPTURE(j, x.rows(), temperature, sizeof(S), most);
    CHECK(error(y.col(j), softmax(z)) <= most);
    CHECK(error(across.row(j), softmax(z)) <= most);
    CHECK(error(low.col(j), softmax(minus)) <= most);
    CHECK(error(log.col(j), log_softmax(z)) <= most);
    CHECK(error(log_across.row(j), log_softmax(z)) <= most);
    CHECK(error(quiet.col(j), softmax(reals(x.col(j)), 1)) <= most);
  }
}

template <typename S>
void check_softmax_of_sizes() {
  for (const Index n : {1, 2, 3, 7, 8, 9, 16, 31, 65, 260}) {
    const Columns<S> x = numbers<S>(n, 7, 3, 0, static_cast<unsigned>(n));
    for (const float temperature : {1.f, 0.5f, 3.f}) {
      if constexpr (!std::is_same_v<S, Eigen::bfloat16>) check_softmax<S, Fast>(x, temperature);
      if constexpr (!std::is_same_v<S, Eigen::half>) check_softmax<S, Precise>(x, temperature);
    }
  }
  // as long as the powers that are kept, and longer: in double, float and, half, Fast
  for (const Index n : {1024, 1025, 2048, 2049, 4096, 4097}) {
    const Columns<S> x = numbers<S>(n, 2, 3, 0, static_cast<unsigned>(n));
    if constexpr (!std::is_same_v<S, Eigen::bfloat16>) check_softmax<S, Fast>(x, 1);
    if constexpr (!std::is_same_v<S, Eigen::half>) check_softmax<S, Precise>(x, 1);
  }
}

}  // namespace

TEST_CASE("softmax and its logarithm keep their bounds", "[rowwise]") {
  check_softmax_of_sizes<float>();
  check_softmax_of_sizes<double>();
  check_softmax_of_sizes<Eigen::half>();
  check_softmax_of_sizes<Eigen::bfloat16>();
}

TEMPLATE_TEST_CASE("softmax keeps its bounds where elements are large, far apart or alike",
                   "[rowwise]", float, double) {
  using S = TestType;
  for (const double width : {1e-6, 0.3, 20., 80.})
    for (const double center : {0., 150., -190., 210., -1490., 1600., 3e6, -5e4}) {
      CAPTURE(width, center);
      const Columns<S> x = numbers<S>(19, 3, width, center, 7);
      check_softmax<S, Fast>(x, 1);
      check_softmax<S, Precise>(x, 1);
    }
  // pairs: where two errors meet undamped, and where one element dominates more and more
  const Columns<S> pairs = numbers<S>(2, 2000, 12, 0, 5);
  check_softmax<S, Fast>(pairs, 1);
  check_softmax<S, Precise>(pairs.leftCols(400), 1);
}

TEST_CASE("lines that are -infinity, masked or hold NaN are defined", "[rowwise]") {
  const auto check = [](auto zero, auto accuracy) {
    using S = decltype(zero);
    using Accuracy = decltype(accuracy);
    const S infinity = static_cast<S>(std::numeric_limits<float>::infinity());
    const S nan = static_cast<S>(std::numeric_limits<float>::quiet_NaN());
    const Softmax<S, Accuracy> softmax_of;
    const LogSoftmax<S, Accuracy> log_of;
    for (const Index n : {1, 5, 40}) {
      Columns<S> x = Columns<S>::Constant(n, 5, -infinity);
      x(n / 2, 1) = static_cast<S>(2.5f);
      x(n / 2, 2) = nan;
      x(n / 2, 3) = infinity;
      x.col(4).setConstant(static_cast<S>(-3.f));
      for (const bool transposed : {false, true}) {
        Columns<S> y, log;
        if (transposed) {
          y = softmax_of.rowwise(x.transpose().eval()).eval().transpose();
          log = log_of.rowwise(x.transpose().eval()).eval().transpose();
        } else {
          y = softmax_of.colwise(x);
          log = log_of.colwise(x);
        }
        CHECK((y.col(0) == S(0)).all());
        CHECK(static_cast<double>(y(n / 2, 1)) == 1);
        CHECK(static_cast<double>(y.col(1).sum()) == 1);
        for (Index i = 0; i < n; ++i) {
          using std::isnan;
          CHECK(isnan(static_cast<double>(y(i, 2))));
          CHECK(isnan(static_cast<double>(y(i, 3))));
          CHECK(isnan(static_cast<double>(log(i, 2))));
          CHECK(static_cast<double>(log(i, 0)) == -kInfinity);
          if (i != n / 2) CHECK(static_cast<double>(log(i, 1)) == -kInfinity);
        }
        CHECK(static_cast<double>(log(n / 2, 1)) == 0);
        CHECK(static_cast<double>(y(0, 4)) == Approx(1. / static_cast<double>(n)).epsilon(0.003));
      }
      CHECK(static_cast<double>(LogSumExp<S, Accuracy>()(x.col(0))) == -kInfinity);
      using std::isnan;
      CHECK(isnan(static_cast<double>(LogSumExp<S, Accuracy>()(x.col(2)))));
      CHECK(static_cast<double>(LogSumExp<S, Accuracy>()(x.col(3))) == kInfinity);
      CHECK(static_cast<double>(LogSumExp<S, Accuracy>()(x.col(1))) == 2.5);
      CHECK((Softmax1<S, Accuracy>()(x.col(0)) == S(0)).all());
    }
  };
  check(0.f, Fast());
  check(0.f, Precise());
  check(0., Fast());
  check(0., Precise());
  check(Eigen::half(0), Fast());
  check(Eigen::bfloat16(0), Precise());
}

TEST_CASE("a mask leaves elements out, whatever they are", "[rowwise]") {
  Columns<float> x = numbers<float>(23, 6);
  Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> mask = numbers<float>(23, 6, 1, 0, 9) > 0.f;
  mask.col(2).setConstant(false);
  const Columns<float> low = mask.select(x, -std::numeric_limits<float>::infinity());
  for (Index i = 0; i < x.size(); ++i)
    if (!mask(i)) x(i) = std::numeric_limits<float>::quiet_NaN();
  const Softmax<float> softmax_of;
  const Columns<float> y = softmax_of.colwise(x, mask);
  CHECK((y == softmax_of.colwise(low).eval()).all());
  CHECK((y.col(2) == 0.f).all());
  CHECK((softmax_of.rowwise(x, mask).eval() == softmax_of.rowwise(low).eval()).all());
  CHECK((softmax_of(x.col(1), mask.col(1)).eval() == y.col(1)).all());
  CHECK((LogSoftmax<float>().colwise(x, mask).eval().exp() - y).abs().maxCoeff() < 1e-6f);
  CHECK_THROWS_WITH(softmax_of.colwise(x, mask.leftCols(3)),
                    "softmax: the mask must have the shape of X, 23 x 6, but has 23 x 3");
}

TEMPLATE_TEST_CASE("a sink is a further exponent", "[rowwise]", float, double, Eigen::half) {
  using S = TestType;
  const Columns<S> x = numbers<S>(37, 21), wide = x.transpose();
  const Columns<S> sinks = numbers<S>(21, 1, 4, 0, 3);
  const auto check = [&](auto accuracy, double most) {
    const Softmax<S, decltype(accuracy)> softmax_of;
    const Columns<S> y = softmax_of.colwise(x, sinks.col(0)), z = softmax_of.rowwise(wide, sinks);
    for (Index j = 0; j < x.cols(); ++j) {
      const double further = std::exp(static_cast<double>(sinks(j)));
      CHECK(error(y.col(j), softmax(reals(x.col(j)), further)) <= most);
      CHECK(error(z.row(j), softmax(reals(x.col(j)), further)) <= most);
    }
    CHECK_THROWS_WITH(softmax_of.colwise(x, sinks.topRows(3)),
                      "softmax: needs one sink for each of 21 lines, but has 3");
  };
  check(Fast(), bound<S, Fast>());
  check(Precise(), bound<S, Precise>());
}

TEMPLATE_TEST_CASE("logarithms of sums and means keep their bounds", "[rowwise]", float, double,
                   Eigen::bfloat16) {
  using S = TestType;
  const auto check = [](auto accuracy) {
    using Accuracy = decltype(accuracy);
    for (const Index n : {1, 2, 5, 16, 33, 300})
      for (const double center : {0., -1., 50., 3000.}) {
        const Columns<S> x = numbers<S>(n, 9, 2, center, static_cast<unsigned>(n));
        const Columns<S> sum = LogSumExp<S, Accuracy>().colwise(x);
        const Columns<S> mean = LogMeanExp<S, Accuracy>().rowwise(x.transpose());
        for (Index j = 0; j < x.cols(); ++j) {
          const Reals z = reals(x.col(j));
          const Real greatest = *std::max_element(z.begin(), z.end());
          const Reals exact_sum = {greatest + log_rest(z)};
          const Reals exact_mean = {exact_sum[0] - log(Real(static_cast<double>(n)))};
          const double unit = std::max(std::abs(greatest.to_double()), std::log(double(n)));
          const double most = bound<S, Accuracy>();
          CHECK(error(sum.col(j), exact_sum, unit) <= most);
          CHECK(error(mean.row(j), exact_mean, unit) <= most);
          CHECK(error(Columns<S>::Constant(1, 1, LogSumExp<S, Accuracy>()(x.col(j))).row(0),
                      exact_sum, unit) <= most);
        }
      }
  };
  check(Fast());
  check(Precise());
}

namespace {

/// backward() of `f`, which takes y, against differences of `reference`.
template <typename S, typename F, typename Reference>
void check_backward_of_y(const F& f, const Reference& reference) {
  const Columns<S> x = numbers<S>(83, 5, 2), g = numbers<S>(83, 5, 1, 0, 4);
  const Columns<S> y = f.colwise(x), gx = f.colwise_backward(y, g);
  const Rows<S> across = f.rowwise_backward(Columns<S>(y.transpose()), g.transpose());
  for (Index j = 0; j < x.cols(); ++j) {
    const Reals exact = differences(reference, reals(x.col(j)), reals(g.col(j)));
    check_near(gx.col(j), exact, 40 * epsilon<S>());
    check_near(across.row(j), exact, 40 * epsilon<S>());
    check_near(f.backward(y.col(j), g.col(j)).eval(), exact, 40 * epsilon<S>());
  }
  Columns<S> in_place = y;
  in_place = f.colwise_backward(in_place, g);
  CHECK((in_place == gx).all());
  in_place = g;
  in_place = f.colwise_backward(y, in_place);
  CHECK((in_place == gx).all());
  in_place = f.colwise_backward(y + S(0), S(1) * g);
  CHECK((in_place == gx).all());
  CHECK_THROWS_WITH(f.colwise_backward(y, g.topRows(3)),
                    F::name() + ": the gradient must have the shape of X, 83 x 5, but has 3 x 5");
}

}  // namespace

TEMPLATE_TEST_CASE("gradients of softmax and its kin", "[rowwise]", float, double, Eigen::half) {
  using S = TestType;
  const auto scaled = [](const Reals& x, double by) {
    Reals z;
    for (const Real& value : x) z.push_back(value * Real(by));
    return z;
  };
  check_backward_of_y<S>(Softmax<S>(), [](const Reals& x) { return softmax(x); });
  check_backward_of_y<S>(Softmax<S>(S(2)), [&](const Reals& x) { return softmax(scaled(x, 0.5)); });
  check_backward_of_y<S>(Softmin<S>(), [&](const Reals& x) { return softmax(scaled(x, -1)); });
  check_backward_of_y<S>(Softmax1<S>(), [](const Reals& x) { return softmax(x, 1); });
  check_backward_of_y<S>(LogSoftmax<S>(), [](const Reals& x) { return log_softmax(x); });
  check_backward_of_y<S>(Softmax<S, Precise>(), [](const Reals& x) { return softmax(x); });
  check_backward_of_y<S>(LogSoftmax<S, Precise>(), [](const Reals& x) { return log_softmax(x); });
}

TEMPLATE_TEST_CASE("gradients of logarithms of sums and means", "[rowwise]", float, double) {
  using S = TestType;
  const Columns<S> x = numbers<S>(19, 5), g = numbers<S>(1, 5, 1, 0, 4);
  const Columns<S> sum = LogSumExp<S>().colwise_backward(x, g.row(0));
  const Rows<S> mean = LogMeanExp<S>().rowwise_backward(x.transpose(), g.transpose());
  for (Index j = 0; j < x.cols(); ++j) {
    const Reals exact = differences(
        [](const Reals& z) { return Reals{*std::max_element(z.begin(), z.end()) + log_rest(z)}; },
        reals(x.col(j)), reals(g.col(j)));
    check_near(sum.col(j), exact, 40 * epsilon<S>());
    check_near(mean.row(j), exact, 40 * epsilon<S>());
    check_near(LogSumExp<S>().backward(x.col(j), g(j)).eval(), exact, 40 * epsilon<S>());
  }
  CHECK_THROWS_WITH(LogSumExp<S>().rowwise_backward(x, g),
                    "log_sum_exp: needs one gradient for each of 19 lines, but has 5");
}

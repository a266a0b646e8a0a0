// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_RUNTIME_NO_MALLOC
#include <algorithm>
#include <eigenact/rowwise.hpp>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/real.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using Eigen::Index;
using eigenact_test::Format;
using eigenact_test::Real;

namespace {

template <typename S>
using Columns = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
template <typename S>
using Rows = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Reals = std::vector<Real>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename S>
Format format() {
  if (std::is_same_v<S, float>) return Format::float32();
  if (std::is_same_v<S, double>) return Format::float64();
  return std::is_same_v<S, Eigen::half> ? Format::half() : Format::bfloat16();
}

template <typename S>
Columns<S> numbers(Index rows, Index cols, double width = 3, double center = 0, unsigned seed = 1) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(center, width);
  return Columns<S>::NullaryExpr(rows, cols, [&](Index, Index) {
    return static_cast<S>(static_cast<float>(normal(generator)));
  });
}

template <typename Line>
Reals reals(const Line& line, double scale = 1) {
  Reals result;
  for (Index i = 0; i < line.size(); ++i)
    result.push_back(Real(static_cast<double>(line(i))) / Real(scale));
  return result;
}

Real sum_of_powers(const Reals& x) {
  Real sum;
  for (const Real& z : x) sum = sum + exp(z);
  return sum;
}
Reals softmax(const Reals& x, double further = 0) {
  const Real sum = sum_of_powers(x) + Real(further);
  Reals y;
  for (const Real& z : x) y.push_back(exp(z) / sum);
  return y;
}
/// log sum e^x less the greatest x: 240 bits do not hold 1 + e^-700.
Real log_rest(const Reals& x) {
  const auto greatest = std::max_element(x.begin(), x.end());
  Real rest;
  for (auto z = x.begin(); z != x.end(); ++z)
    if (z != greatest) rest = rest + exp(*z - *greatest);
  return log1p(rest);
}
Reals log_softmax(const Reals& x) {
  const Real greatest = *std::max_element(x.begin(), x.end()), rest = log_rest(x);
  Reals y;
  for (const Real& z : x) y.push_back((z - greatest) - rest);
  return y;
}

/// The greatest error of a line in ULP, the unit taken at no less than floor.
template <typename Line>
double error(const Line& y, const Reals& exact, double floor = 0) {
  double worst = 0;
  for (Index i = 0; i < y.size(); ++i)
    worst = std::max(worst, eigenact_test::ulp_error(static_cast<double>(y(i)),
                                                     exact[static_cast<std::size_t>(i)].reference(),
                                                     format<typename Line::Scalar>(), floor));
  return worst;
}

/// The bounds that the headers state.
template <typename S, typename Accuracy>
double bound() {
  if (sizeof(S) == 2) return 0.51;  // float inside, rounded once
  return std::is_same_v<Accuracy, Fast> ? 4 : 1;
}

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
      check_softmax<S, Fast>(x, temperature);
      check_softmax<S, Precise>(x, temperature);
    }
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
  // pairs: where two errors meet undamped
  const Columns<S> pairs = numbers<S>(2, 2000, 12, 0, 5);
  check_softmax<S, Fast>(pairs, 1);
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

/// <g, (f(x + h e_i) - f(x - h e_i)) / 2 h> for every i, in MPFR.
template <typename F>
Reals differences(const F& f, const Reals& x, const Reals& g) {
  const double h = 0x1p-60;  // of 240 bits
  Reals result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Reals above = x, below = x;
    above[i] = x[i] + Real(h);
    below[i] = x[i] - Real(h);
    const Reals up = f(above), down = f(below);
    Real sum;
    for (std::size_t k = 0; k < g.size(); ++k) sum = sum + g[k] * (up[k] - down[k]);
    result.push_back(sum / Real(2 * h));
  }
  return result;
}

template <typename Line>
void check_near(const Line& y, const Reals& exact, double tolerance) {
  REQUIRE(y.size() == static_cast<Index>(exact.size()));
  for (Index i = 0; i < y.size(); ++i)
    CHECK(std::abs(static_cast<double>(y(i)) - exact[static_cast<std::size_t>(i)].to_double()) <=
          tolerance);
}

template <typename S>
constexpr double epsilon() {
  return std::ldexp(1., -format<S>().digits);
}

/// backward() of `f`, which takes y, against differences of `reference`.
template <typename S, typename F, typename Reference>
void check_backward_of_y(const F& f, const Reference& reference) {
  const Columns<S> x = numbers<S>(19, 5, 2), g = numbers<S>(19, 5, 1, 0, 4);
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
                    F::name() + ": the gradient must have the shape of X, 19 x 5, but has 3 x 5");
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

namespace {

/// Forbids Eigen to allocate memory for its lifetime.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

template <typename X, typename Y>
void check_layout(const X& x, Y&& y, const Columns<float>& columns, const Columns<float>& rows) {
  const Softmax<float> softmax_of;
  y = softmax_of.colwise(x);
  CHECK((Columns<float>(y) - columns).abs().maxCoeff() <= 4e-7f);
  y = softmax_of.rowwise(x);
  CHECK((Columns<float>(y) - rows).abs().maxCoeff() <= 4e-7f);
}

}  // namespace

TEST_CASE("every layout of vectors and matrices", "[rowwise]") {
  const Softmax<float> softmax_of;
  for (const Index rows : {1, 5, 16, 37, 131})
    for (const Index cols : {1, 3, 8, 33}) {
      CAPTURE(rows, cols);
      const Columns<float> x = numbers<float>(rows, cols);
      const Columns<float> by_column = softmax_of.colwise(x), by_row = softmax_of.rowwise(x);
      CHECK((by_column.colwise().sum() - 1.f).abs().maxCoeff() <= 1e-6f);
      CHECK((by_row.rowwise().sum() - 1.f).abs().maxCoeff() <= 1e-6f);
      const auto check = [&](const auto& in, auto&& out) {
        check_layout(in, out, by_column, by_row);
      };
      Columns<float> y(rows, cols), large(rows + 3, cols + 2), turned(cols, rows);
      Rows<float> z(rows, cols);
      const Rows<float> row_major = x;
      check(x, y);
      check(x, z);
      check(row_major, y);
      check(row_major, z);
      check(Columns<float>(x.transpose()).transpose(), y);
      check(x, turned.transpose());
      check(x, large.block(2, 1, rows, cols));
      check(1.f * x, y);
      check(x, y.reverse());
      Eigen::ArrayXf memory(2 * rows * cols);
      using Strides = Eigen::Stride<Eigen::Dynamic, 2>;
      Eigen::Map<Columns<float>, 0, Strides> strided(memory.data(), rows, cols,
                                                     Strides(2 * rows, 2));
      check(x, strided);
      strided = x;
      check(strided, y);
      y = x;
      y = softmax_of.rowwise(y);
      CHECK((y == by_row).all());
      large.block(1, 1, rows, cols) = x;
      large.block(1, 1, rows, cols) = softmax_of.colwise(large.block(1, 1, rows, cols));
      CHECK((large.block(1, 1, rows, cols) == by_column).all());
      Eigen::VectorXf v = x.col(0).matrix();
      v = softmax_of(v);
      CHECK((v.array() - by_column.col(0)).abs().maxCoeff() <= 4e-7f);
      const Eigen::RowVectorXf r = softmax_of(x.row(0).matrix());
      CHECK((r.array() - by_row.row(0)).abs().maxCoeff() <= 4e-7f);
    }
  CHECK(softmax_of.colwise(Columns<float>(0, 3)).eval().rows() == 0);
  CHECK(softmax_of.rowwise(Columns<float>(3, 0)).eval().rows() == 3);
  CHECK(Softmax<float>().colwise(Eigen::Matrix2f::Ones()).eval()(1) == 0.5f);
  CHECK(Softmax2d<float>()(Eigen::ArrayXXf::Ones(4, 9)).eval()(1) == 0.25f);
}

TEST_CASE("an expression is evaluated once, into the result, and nothing else is allocated",
          "[rowwise]") {
  const Softmax<float> softmax_of;
  const Eigen::MatrixXf w = numbers<float>(20, 13).matrix(), x = numbers<float>(13, 9).matrix();
  Eigen::MatrixXf y = softmax_of.colwise(w * x), product = w * x;
  CHECK(y == softmax_of.colwise(product).eval());
  Columns<float> a = numbers<float>(40, 9), g = a, b(40, 9);
  const Columns<float> expected = softmax_of.colwise(2.f * a);
  int count = 0;
  const auto counted = Columns<float>::NullaryExpr(40, 9, [&](Index i, Index j) {
    ++count;
    return 2.f * a(i, j);
  });
  {
    const NoAllocation guard;
    b = softmax_of.colwise(counted);
    CHECK((b == expected).all());
    b = softmax_of.rowwise(a);
    b.matrix() = softmax_of.rowwise(a.matrix());
    b.topRows(7) = softmax_of.rowwise(a.topRows(7));
    b = softmax_of.colwise_backward(a, g);
    b = LogSoftmax<float>().colwise(a);
    a = LogSoftmax<float>().colwise_backward(a, g);
    b = Softmax<float, Precise>(2.f).rowwise(a);
  }
  CHECK(count == 40 * 9);
  const Eigen::ArrayXXf sum = softmax_of.colwise(g) + 1.f;  // inside another expression
  CHECK((sum - 1.f - softmax_of.colwise(g).eval()).abs().maxCoeff() <= 1e-6f);
}

TEST_CASE("facts, parameters and their errors", "[rowwise]") {
  CHECK(Softmax<float>::name() == "softmax");
  CHECK(Softmax<float>::parameter_names() == std::vector<std::string>{"temperature"});
  CHECK(Softmax<double>(0.5).parameters()(0) == 0.5);
  CHECK_THROWS_WITH(Softmax<float>(0.f), "softmax: temperature must be positive and finite, got 0");
  Softmax<float> f;
  CHECK_THROWS_WITH(f.set_parameters(Eigen::Array2f::Ones()),
                    "softmax: set_parameters takes 1 values, got 2");
  int count = 0;
  for_each_rowwise([&](auto formula) {
    CHECK(!formula.facts.name().empty());
    CHECK(!formula.facts.formula().empty());
    CHECK(!formula.facts.reference().empty());
    CHECK(!rowwise_type_name<decltype(formula)>.empty());
    ++count;
  });
  CHECK(count == RowwiseList::size);
}

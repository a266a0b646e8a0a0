// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/rowwise.hpp>

#include "rowwise/members.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL every activation has every type and tier, otherwise those that there are.

namespace {

const Law kSoftmax = [](const Line& z) { return softmax(z); };
const Law kSoftmax1 = softmax1, kLogSoftmax = log_softmax, kLogSum = log_sum_exp;

template <typename S>
EIGEN_DONT_INLINE bool same(const Columns<S>& a, const Columns<S>& b) {
  return (a == b).all();
}

/// backward() in place and of expressions, and the sentence for a wrong shape.
template <typename F>
EIGEN_DONT_INLINE std::string mistakes(const F& f, const Columns<typename F::Scalar>& y,
                                       const Columns<typename F::Scalar>& g,
                                       const Columns<typename F::Scalar>& expected) {
  using S = typename F::Scalar;
  std::string result;
  Columns<S> in_place = y;
  in_place = f.colwise_backward(in_place, g);
  if (!same(in_place, expected)) result += "in place of y; ";
  in_place = g;
  in_place = f.colwise_backward(y, in_place);
  if (!same(in_place, expected)) result += "in place of the gradient; ";
  in_place = f.colwise_backward(y + S(0), S(1) * g);
  if (!same(in_place, expected)) result += "of expressions; ";
  CHECK_THROWS_WITH(f.colwise_backward(y, g.topRows(3)),
                    F::name() + ": the gradient must have the shape of X, 83 x 5, but has 3 x 5");
  return result;
}

/// Whether an activation is also asked for gradients in place and of expressions, which is code
/// that all share.
template <typename Activation>
constexpr bool kWhole = std::is_same_v<Activation, Softmax1<float>> ||
                        (kFull && std::is_same_v<Activation, LogSoftmax<double, Precise>>);

/// Gradients of activations for one matrix, from the results y that are exact but for the rounding.
struct Gradients {
  const Table &x, &g;
  std::vector<Gradient> all = {};

  template <template <typename, typename> class F, typename S, typename Accuracy>
  void add(const Law& law, double temperature = 1, double sign = 1) {
    const Member* const m = member<F, S, Accuracy>();
    if (m == nullptr) return;
    const Table y = table(columns<S>(values(law, x, sign * temperature)));
    const auto backward = [&](Layout layout) { return m->backward(y, g, layout, temperature); };
    all.push_back({m->name, &law, sign * temperature, 40 * epsilon<S>(), backward(Layout::Columns),
                   backward(Layout::Rows), backward(Layout::Single), ""});
    if constexpr (kWhole<F<S, Accuracy>>)
      all.back().mistakes =
          mistakes(F<S, Accuracy>(), columns<S>(y), columns<S>(g), columns<S>(all.back().along));
  }
  template <typename S>
  void add_all() {
    add<Softmax, S, Fast>(kSoftmax);
    add<Softmax, S, Fast>(kSoftmax, 2);
    add<Softmin, S, Fast>(kSoftmax, 1, -1);
    add<Softmax1, S, Fast>(kSoftmax1);
    add<LogSoftmax, S, Fast>(kLogSoftmax);
    add<Softmax, S, Precise>(kSoftmax);
    add<LogSoftmax, S, Precise>(kLogSoftmax);
  }
};

}  // namespace

TEST_CASE("gradients of softmax and its kin", "[rowwise]") {
  const Table x = normal_numbers(83, 5, 2, 0, 1), g = normal_numbers(83, 5, 1, 0, 4);
  Gradients gradients{x, g};
  gradients.add_all<float>();
  gradients.add_all<double>();
  CHECK_FALSE(gradients.all.empty());
  check_gradients(x, g, gradients.all);

  const Table of_half = table(columns<Eigen::half>(x)), to_half = table(columns<Eigen::half>(g));
  Gradients further{of_half, to_half};
  further.add_all<Eigen::half>();
  CHECK_FALSE(further.all.empty());
  check_gradients(of_half, to_half, further.all);

  const Table of_bfloat16 = x.rounded_to(format<Eigen::bfloat16>()),
              to_bfloat16 = g.rounded_to(format<Eigen::bfloat16>());
  Gradients last{of_bfloat16, to_bfloat16};
  last.add_all<Eigen::bfloat16>();
  CHECK_FALSE(last.all.empty());
  check_gradients(of_bfloat16, to_bfloat16, last.all);
}

namespace {

template <typename S>
void check_log_sums() {
  const Table numbers = normal_numbers(19, 5, 3, 0, 1), gradients = normal_numbers(1, 5, 1, 0, 4);
  const Columns<S> x = columns<S>(numbers), g = columns<S>(gradients);
  const LogSumExp<S> sum_of;
  const Columns<S> sum = sum_of.colwise_backward(x, g.row(0));
  const Rows<S> mean = LogMeanExp<S>().rowwise_backward(x.transpose(), g.transpose());
  Columns<S> single(x.rows(), x.cols());
  for (Index j = 0; j < x.cols(); ++j) single.col(j) = sum_of.backward(x.col(j), g(j));
  check_gradients(numbers, gradients,
                  {{type_text<S, Fast>(), &kLogSum, 1, 40 * epsilon<S>(), table(sum),
                    table(mean).transposed(), table(single), ""}});
  CHECK_THROWS_WITH(sum_of.rowwise_backward(x, g),
                    "log_sum_exp: needs one gradient for each of 19 lines, but has 5");
}

}  // namespace

TEST_CASE("gradients of logarithms of sums and means", "[rowwise]") {
  check_log_sums<float>();
  if constexpr (kFull) check_log_sums<double>();
}

namespace {

/// law(sign * x / temperature)
auto tempered(const Law& law, double sign) {
  return [law, sign](const Table& x, Index j, const Real& temperature) {
    Line z = line(x, j, sign);
    for (std::size_t i = 0; i < z.x.size(); ++i) {
      z.x[i] = z.x[i] / temperature;
      z.powers[i] = exp(z.x[i]);
    }
    return law(z);
  };
}

/// By columns, by rows of the transpose and of the first column. Short, Softmax alone has them all.
struct Sums {
  double along, across, single, first;
};
template <typename F>
EIGEN_DONT_INLINE Sums parameter_gradients(const F& f, const Columns<double>& x,
                                           const Columns<double>& g) {
  const double along = f.colwise_parameter_gradient(x, g)(0);
  if constexpr (kFull || std::is_same_v<F, Softmax<double>>)
    return {along, f.rowwise_parameter_gradient(x.transpose(), Rows<double>(g.transpose()))(0),
            f.parameter_gradient(x.col(0), g.col(0))(0),
            f.colwise_parameter_gradient(x.leftCols(1), g.leftCols(1))(0)};
  else
    return {along, along, 0, 0};
}

void check_sums(const std::string& name, const Sums& sums, double exact) {
  INFO(name);
  CHECK(sums.along == Approx(exact).epsilon(1e-7));
  CHECK(sums.across == Approx(sums.along));
  CHECK(sums.single == Approx(sums.first));
}

template <typename F>
void check_temperature(const Law& law, double sign = 1) {
  const Table numbers = normal_numbers(9, 4, 3, 0, 1), gradients = normal_numbers(9, 4, 1, 0, 4);
  const Columns<double> x = columns<double>(numbers), g = columns<double>(gradients);
  for (const double temperature : {1., 0.7})
    check_sums(F::name(), parameter_gradients(F(temperature), x, g),
               parameter_slope(tempered(law, sign), numbers, gradients, temperature));
}

}  // namespace

TEST_CASE("gradients of temperatures", "[rowwise]") {
  check_temperature<Softmax<double>>(kSoftmax);
  check_temperature<Softmin<double>>(kSoftmax, -1);
  check_temperature<LogSoftmax<double>>(kLogSoftmax);
}

namespace {

template <typename S>
void check_sinks() {
  const Table numbers = normal_numbers(19, 6, 3, 0, 1), gradients = normal_numbers(19, 6, 1, 0, 2);
  const Columns<S> x = columns<S>(numbers), g = columns<S>(gradients), sizes_of = g.abs();
  Columns<S> sinks = eigenact_test::numbers<S>(6, 1, 4, 0, 3);
  sinks(1) = S(-60);  // 1 - sum(y) has no digits there
  const Softmax<S> f(S(2));
  const Columns<S> slopes = f.colwise_sink_gradient(x, sinks.col(0), g);
  const Columns<S> sizes = f.colwise_sink_gradient(x, sinks.col(0), sizes_of);
  const Columns<S> across =
      f.rowwise_sink_gradient(x.transpose(), sinks.transpose(), g.transpose());
  const auto single = [&](Index j) { return f.sink_gradient(x.col(j), sinks.row(j), g.col(j))(0); };
  for (Index j = 0; j < x.cols(); ++j) {
    Line z = line(numbers, j, 2);
    Reals upstream = reals(gradients, j);
    z.x.push_back(Real(static_cast<double>(sinks(j)) / 2));
    z.powers.push_back(exp(z.x.back()));
    upstream.push_back(Real(0.0));
    const double exact = differences(kSoftmax, z, upstream).back().to_double() / 2;
    const auto size = static_cast<double>(sizes(j));  // where the terms of <y, gradient> cancel
    CAPTURE(j, exact, size);
    CHECK(std::abs(static_cast<double>(slopes(j)) - exact) <= 8 * epsilon<S>() * std::abs(size));
    CHECK(across(j) == slopes(j));
    CHECK(single(j) == slopes(j));
  }
  const S infinity = std::numeric_limits<S>::infinity();
  sinks(0) = -infinity;
  CHECK(single(0) == S(0));
  sinks(0) = infinity;
  CHECK(std::isnan(single(0)));
  CHECK_THROWS_WITH(f.colwise_sink_gradient(x, sinks.topRows(3), g),
                    "softmax: needs one sink for each of 6 lines, but has 3");
  CHECK_THROWS_WITH(f.colwise_sink_gradient(x, sinks.col(0), g.leftCols(2)),
                    "softmax: the gradient must have the shape of X, 19 x 6, but has 19 x 2");
}

}  // namespace

TEST_CASE("gradients of sinks", "[rowwise]") {
  check_sinks<float>();
  if constexpr (kFull) check_sinks<double>();
}

namespace {

/// Whether both gradients by one call have the bits of two calls.
template <typename Formula, typename S>
bool agree_in_bits() {
  Rowwise<Formula, S> f;
  if constexpr (Formula::facts.parameter_count() == 1) f = Rowwise<Formula, S>(S(0.75));
  const Columns<S> x = numbers<S>(83, 5, 2, 0, 1), g = numbers<S>(83, 5, 1, 0, 4);
  const Columns<S> taken = Formula::backward_takes_x ? x : Columns<S>(f.colwise(x));
  Columns<S> gx;
  Eigen::Array<S, Eigen::Dynamic, 1> gp;
  f.colwise_backward(x, g, gx, gp);
  return (gx == f.colwise_backward(taken, g)).all() &&
         (gp == f.colwise_parameter_gradient(x, g)).all();
}

}  // namespace

TEST_CASE("both gradients by one call have the bits of two", "[rowwise]") {
  int count = 0;
  for_each_rowwise([&count](auto formula) {
    using Formula = decltype(formula);
    if constexpr (core::has_parameter_gradient<Formula>) {
      INFO(Formula::facts.name());
      CHECK(agree_in_bits<Formula, float>());
      ++count;
    }
  });
  CHECK(count == 6);
}

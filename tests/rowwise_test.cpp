// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <algorithm>
#include <cmath>
#include <eigenact/rowwise.hpp>

#include "rowwise/members.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL every activation has every type and tier, otherwise those that there are.

namespace {

const Law kSoftmax = [](const Line& z) { return softmax(z); };
const Law kSoftmax1 = softmax1, kLogSoftmax = log_softmax;

/// A member that the full tier must have, and the short one may.
template <template <typename, typename> class F, typename S, typename Accuracy>
const Member* asked() {
  const Member* const m = member<F, S, Accuracy>();
  CHECK((m != nullptr || !kFull));
  return m;
}

template <typename F>
EIGEN_DONT_INLINE Columns<typename F::Scalar> by_column(const F& f,
                                                        const Columns<typename F::Scalar>& x) {
  return f.colwise(x);
}
template <typename F>
EIGEN_DONT_INLINE Columns<typename F::Scalar> by_row(const F& f,
                                                     const Columns<typename F::Scalar>& x) {
  return f.rowwise(x.transpose());
}
/// What a reduction makes of each column as a vector.
template <typename F>
EIGEN_DONT_INLINE Columns<typename F::Scalar> by_vector(const F& f,
                                                        const Columns<typename F::Scalar>& x) {
  Columns<typename F::Scalar> y(1, x.cols());
  for (Index j = 0; j < x.cols(); ++j) y(j) = f(x.col(j));
  return y;
}

/// The results of activations for one matrix.
struct Results {
  const Table& x;
  float temperature;
  std::vector<Result> all = {};

  template <template <typename, typename> class F, typename S, typename Accuracy>
  void add(const Law& law, double sign = 1) {
    const Member* const m = asked<F, S, Accuracy>();
    if (m == nullptr) return;
    const double scale =
        m->has_parameter ? sign * static_cast<double>(static_cast<S>(temperature)) : 1;
    const double parameter = static_cast<double>(temperature);
    all.push_back({m->name, &law, scale, m->bound, m->forward(x, Layout::Columns, parameter),
                   m->forward(x, Layout::Rows, parameter)});
  }
  template <typename S, typename Accuracy>
  void add_all() {
    add<Softmax, S, Accuracy>(kSoftmax);
    add<Softmin, S, Accuracy>(kSoftmax, -1);
    add<LogSoftmax, S, Accuracy>(kLogSoftmax);
    add<Softmax1, S, Accuracy>(kSoftmax1);
  }
};

void check_float_and_double(const Table& x, float temperature, bool precise = true) {
  CAPTURE(x.rows, temperature);
  Results results{x, temperature};
  results.add_all<float, Fast>();
  results.add_all<double, Fast>();
  if (precise) results.add_all<float, Precise>();
  if (precise) results.add_all<double, Precise>();
  check_results(x, results.all);
}

void check_sixteen_bits(const Table& numbers, float temperature) {
  CAPTURE(numbers.rows, temperature);
  const Table of_bfloat16 = table(columns<Eigen::bfloat16>(numbers));
  Results results{of_bfloat16, temperature};
  results.add_all<Eigen::bfloat16, Precise>();
  check_results(of_bfloat16, results.all);
  const Table of_half = table(columns<Eigen::half>(numbers));
  Results further{of_half, temperature};
  further.add_all<Eigen::half, Fast>();
  check_results(of_half, further.all);
}

}  // namespace

TEST_CASE("softmax and its logarithm keep their bounds", "[rowwise]") {
  for (const Index n : {1, 2, 3, 7, 8, 9, 16, 31, 65, 260}) {
    const Table x = normal_numbers(n, 7, 3, 0, static_cast<unsigned>(n));
    for (const float temperature : {1.f, 0.5f, 3.f}) {
      check_float_and_double(x, temperature);
      check_sixteen_bits(x, temperature);
    }
  }
  // as long as the powers that are kept, and longer: in double, float and, half, Fast
  for (const Index n : {1024, 1025, 2048, 2049, 4096, 4097}) {
    const Table x = normal_numbers(n, 2, 3, 0, static_cast<unsigned>(n));
    check_float_and_double(x, 1);
    check_sixteen_bits(x, 1);
  }
}

TEST_CASE("softmax keeps its bounds where elements are large, far apart or alike", "[rowwise]") {
  for (const double width : {1e-6, 0.3, 20., 80.})
    for (const double center : {0., 150., -190., 210., -1490., 1600., 3e6, -5e4}) {
      CAPTURE(width, center);
      check_float_and_double(normal_numbers(19, 3, width, center, 7), 1);
    }
  // pairs: where two errors meet undamped, and where one element dominates more and more
  Table pairs = normal_numbers(2, 2000, 12, 0, 5);
  check_float_and_double(pairs, 1, false);
  pairs.cols = 400;
  check_float_and_double(pairs, 1);
}

namespace {

/// Lines that are -infinity throughout or but for 2.5, NaN or infinity in the middle, and -3.
Table edges(Index n) {
  Table x = normal_numbers(n, 5, 1, 0, 1);
  for (Index i = 0; i < 4 * n; ++i) x.values[static_cast<std::size_t>(i)] = -kInfinity;
  for (Index i = 4 * n; i < 5 * n; ++i) x.values[static_cast<std::size_t>(i)] = -3;
  const double middle[] = {-kInfinity, 2.5, std::nan(""), kInfinity};
  for (Index j = 0; j < 4; ++j) x.values[static_cast<std::size_t>(j * n + n / 2)] = middle[j];
  return x;
}

void check_powers(const Table& y) {
  const Index n = y.rows;
  for (Index i = 0; i < n; ++i) {
    CHECK(y(i, 0) == 0);
    CHECK(y(i, 1) == (i == n / 2 ? 1 : 0));
    CHECK(std::isnan(y(i, 2)));
    CHECK(std::isnan(y(i, 3)));
    CHECK(y(i, 4) == Approx(1. / static_cast<double>(n)).epsilon(0.003));
  }
}
void check_logarithms(const Table& y) {
  for (Index i = 0; i < y.rows; ++i) {
    CHECK(y(i, 0) == -kInfinity);
    CHECK(y(i, 1) == (i == y.rows / 2 ? 0 : -kInfinity));
    CHECK(std::isnan(y(i, 2)));
  }
}
void check_quiet(const Table& y) {
  for (Index i = 0; i < y.rows; ++i) CHECK(y(i, 0) == 0);
}
void check_sums(const Table& y) {
  CHECK(y(0, 0) == -kInfinity);
  CHECK(y(0, 1) == 2.5);
  CHECK(std::isnan(y(0, 2)));
  CHECK(y(0, 3) == kInfinity);
}

template <typename S, typename Accuracy>
void check_edges() {
  for (const Index n : {1, 5, 40}) {
    const Table x = edges(n);
    const auto check = [&](const Member* m, void (*expect)(const Table&)) {
      if (m == nullptr) return;
      CAPTURE(m->name, n);
      expect(m->forward(x, Layout::Columns, 1));
      expect(m->forward(x, Layout::Rows, 1));
    };
    check(asked<Softmax, S, Accuracy>(), check_powers);
    check(asked<LogSoftmax, S, Accuracy>(), check_logarithms);
    check(asked<Softmax1, S, Accuracy>(), check_quiet);
    check(asked<LogSumExp, S, Accuracy>(), check_sums);
  }
}

EIGEN_DONT_INLINE bool same(const Columns<float>& a, const Columns<float>& b) {
  return (a == b).all();
}

}  // namespace

TEST_CASE("lines that are -infinity, masked or hold NaN are defined", "[rowwise]") {
  check_edges<float, Fast>();
  check_edges<float, Precise>();
  check_edges<double, Fast>();
  check_edges<double, Precise>();
  check_edges<Eigen::half, Fast>();
  check_edges<Eigen::bfloat16, Precise>();
  check_sums(table(by_vector(LogSumExp<float>(), columns<float>(edges(5)))));
}

TEST_CASE("a mask leaves elements out, whatever they are", "[rowwise]") {
  Columns<float> x = numbers<float>(23, 6);
  Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> mask = numbers<float>(23, 6, 1, 0, 9) > 0.f;
  mask.col(2).setConstant(false);
  const Columns<float> low = mask.select(x, -std::numeric_limits<float>::infinity());
  for (Index i = 0; i < x.size(); ++i)
    if (!mask(i)) x(i) = std::numeric_limits<float>::quiet_NaN();
  const Softmax<float> softmax_of;
  const LogSoftmax<float, std::conditional_t<kFull, Fast, Precise>> log_of;
  const Columns<float> y = softmax_of.colwise(x, mask), log = log_of.colwise(x, mask);
  CHECK(same(y, by_column(softmax_of, low)));
  CHECK(same(y.col(2), Columns<float>::Zero(23, 1)));
  CHECK(same(softmax_of.rowwise(x, mask), softmax_of.rowwise(low)));
  CHECK(same(softmax_of(x.col(1), mask.col(1)), y.col(1)));
  const float worst = (log.exp() - y).abs().maxCoeff();
  CHECK(worst < 1e-6f);
  CHECK_THROWS_WITH(softmax_of.colwise(x, mask.leftCols(3)),
                    "softmax: the mask must have the shape of X, 23 x 6, but has 23 x 3");
}

namespace {

template <typename S, typename Accuracy>
void check_sinks() {
  const Columns<S> x = numbers<S>(37, 21), wide = x.transpose(), sinks = numbers<S>(21, 1, 4, 0, 3);
  const Softmax<S, Accuracy> softmax_of;
  const Columns<S> y = softmax_of.colwise(x, sinks.col(0)), z = softmax_of.rowwise(wide, sinks);
  const Table numbers = table(x), further = table(sinks), along = table(y),
              across = table(z).transposed();
  CAPTURE(type_text<S, Accuracy>());
  for (Index j = 0; j < x.cols(); ++j) {
    const Reals exact = softmax(line(numbers, j), exp(Real(further(j, 0))));
    check_error(along, j, exact, bound<S, Accuracy>());
    check_error(across, j, exact, bound<S, Accuracy>());
  }
  CHECK_THROWS_WITH(softmax_of.colwise(x, sinks.topRows(3)),
                    "softmax: needs one sink for each of 21 lines, but has 3");
}

void check_log_sums(const Table& x, const Table& sum, const Table& single, const Table& mean,
                    double most) {
  for (Index j = 0; j < x.cols; ++j) {
    const Line z = line(x, j);
    const double greatest = std::max_element(z.x.begin(), z.x.end())->to_double();
    const double unit = std::max(std::abs(greatest), std::log(static_cast<double>(x.rows)));
    check_error(sum, j, log_sum_exp(z), most, unit);
    check_error(single, j, log_sum_exp(z), most, unit);
    check_error(mean, j, log_mean_exp(z), most, unit);
  }
}

template <typename S, typename Accuracy>
void check_log_sums() {
  const Member *const sum = member<LogSumExp, S, Accuracy>(), *const mean =
                                                                  member<LogMeanExp, S, Accuracy>();
  if (sum == nullptr) return;
  for (const Index n : {1, 2, 5, 16, 33, 300})
    for (const double center : {0., -1., 50., 3000.}) {
      CAPTURE(n, center, type_text<S, Accuracy>());
      const Columns<S> x = numbers<S>(n, 9, 2, center, static_cast<unsigned>(n));
      const Table lines = table(x), along = sum->forward(lines, Layout::Columns, 1);
      Table single = along;  // of vectors: code that all types share
      if constexpr (std::is_same_v<S, float>)
        single = table(by_vector(LogSumExp<S, Accuracy>(), x));
      check_log_sums(lines, along, single, mean->forward(lines, Layout::Rows, 1), sum->bound);
    }
}

}  // namespace

TEST_CASE("a sink is a further exponent", "[rowwise]") {
  check_sinks<Eigen::half, Precise>();
  if constexpr (kFull) {
    check_sinks<Eigen::half, Fast>();
    check_sinks<float, Fast>();
    check_sinks<float, Precise>();
    check_sinks<double, Fast>();
    check_sinks<double, Precise>();
  }
}

TEST_CASE("logarithms of sums and means keep their bounds", "[rowwise]") {
  check_log_sums<float, Fast>();
  check_log_sums<float, Precise>();
  check_log_sums<double, Fast>();
  check_log_sums<double, Precise>();
  check_log_sums<Eigen::half, Fast>();
  check_log_sums<Eigen::bfloat16, Precise>();
}

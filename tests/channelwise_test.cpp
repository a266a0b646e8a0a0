// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#define EIGEN_RUNTIME_NO_MALLOC
#include <cstring>
#include <eigenact/eigenact.hpp>
#include <limits>

#include "support/catch.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::Index;
template <typename S, int Order = Eigen::ColMajor>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Order>;

namespace {

/// More rows than a register has lanes of any type, and a tail.
constexpr Index kRows = 71, kCols = 29;

template <typename S>
Array<S> arguments() {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const double special[] = {0, -0.0, inf, -inf, std::nan(""), 1e-310, -1e-42, 1e30, -1e300, -700};
  Array<S> x(kRows, kCols);
  for (Index i = 0; i < x.size(); ++i) {
    const double usual =
        9 * std::sin(1.7 * static_cast<double>(i)) * std::exp2(static_cast<double>(i % 13) - 8);
    x(i) = static_cast<S>(i % 31 == 0 ? special[i / 31 % 10] : usual);
  }
  return x;
}

/// Parameters that go every way: default ones, usual ones, large and small ones, 1.
template <typename F>
typename Channelwise<F>::ParameterArray mixed_parameters(const Channelwise<F>& f) {
  using S = typename F::Scalar;
  typename Channelwise<F>::ParameterArray p = f.parameters();
  const double large = std::is_same_v<S, double>        ? 1e250
                       : std::is_same_v<S, Eigen::half> ? 3e4
                                                        : 1e25;
  const double factors[] = {1, 0.37, 2.5, large, 1, 1 / large, 1, 0.9};
  for (Index row = 0; row < p.rows(); ++row)
    for (Index i = 0; i < p.cols(); ++i)
      p(row, i) = static_cast<S>(static_cast<double>(p(row, i)) * factors[(row / 2 + i) % 8]);
  return p;
}

template <typename F>
Channelwise<F> mixed() {
  Channelwise<F> f(kRows);
  f.set_parameters(mixed_parameters(f));
  return f;
}

template <typename S>
bool same_bits(const S& a, const S& b) {
  const bool nan = !(a == a) && !(b == b);
  return nan || std::memcmp(&a, &b, sizeof(S)) == 0;
}

/// The elements of `results` that have other bits than of(activation of the row, row, column).
template <typename F, typename Results, typename Of>
Index differences(const Channelwise<F>& f, const Results& results, const Of& of) {
  Index count = 0;
  for (Index row = 0; row < results.rows(); ++row) {
    const F own = f.channel(row);
    for (Index col = 0; col < results.cols(); ++col)
      count += !same_bits(results(row, col), of(own, row, col));
  }
  return count;
}

template <typename F>
void check_bits() {
  using S = typename F::Scalar;
  INFO(F::name() << ", " << sizeof(S) << " bytes");
  const Channelwise<F> f = mixed<F>();
  const Array<S> x = arguments<S>(), g = arguments<S>().reverse();
  const auto value = [&](const F& own, Index i, Index j) { return own(x(i, j)); };
  const auto slope = [&](const F& own, Index i, Index j) { return own.derivative(x(i, j)); };
  const auto chain = [&](const F& own, Index i, Index j) { return own.backward(x(i, j), g(i, j)); };
  const auto bend = [&](const F& own, Index i, Index j) { return own.second_derivative(x(i, j)); };

  Array<S> y = f(x), dy = f.derivative(x), gx = f.backward(x, g), ddy = f.second_derivative(x);
  CHECK(differences(f, y, value) == 0);
  CHECK(differences(f, dy, slope) == 0);
  CHECK(differences(f, gx, chain) == 0);
  CHECK(differences(f, ddy, bend) == 0);
  f.value_and_derivative(x, y, dy);
  CHECK(differences(f, y, value) == 0);
  CHECK(differences(f, dy, slope) == 0);

  const Array<S, Eigen::RowMajor> rows = x, row_gradient = g;
  Array<S, Eigen::RowMajor> in_rows = f(rows);
  CHECK(differences(f, in_rows, value) == 0);
  in_rows = f.backward(rows, row_gradient);
  CHECK(differences(f, in_rows, chain) == 0);
}

template <template <typename, typename> class F>
void check_scalars_and_tiers() {
  check_bits<F<float, Fast>>(), check_bits<F<float, Precise>>();
  check_bits<F<double, Fast>>(), check_bits<F<double, Precise>>();
  check_bits<F<Eigen::half, Fast>>(), check_bits<F<Eigen::bfloat16, Precise>>();
}

template <typename Visitor>
void for_some(Visitor&& visit) {
  visit(mixed<PReLU<float>>());
  visit(mixed<ELU<double>>());
  visit(mixed<Swish<float>>());
  visit(mixed<SGT<double>>());
  visit(mixed<CELU<Eigen::half>>());
}

}  // namespace

TEST_CASE("every row has the bits of the activation with its parameters", "[channelwise]") {
  check_scalars_and_tiers<PReLU>();
  check_scalars_and_tiers<ELU>();
  check_scalars_and_tiers<CELU>();
  check_scalars_and_tiers<Softplus>();
  check_scalars_and_tiers<Swish>();
}

TEST_CASE("several parameters, and oscillations, in every row", "[channelwise]") {
  check_bits<SGT<float, Fast>>(), check_bits<SGT<double, Fast>>();
  check_bits<Hardtanh<float, Fast>>(), check_bits<Hardtanh<Eigen::half, Precise>>();
  check_bits<Snake<float, Precise>>(), check_bits<Snake<double, Fast>>();
}

TEST_CASE("one row is the activation itself", "[channelwise]") {
  const Swish<float> swish(1.5f);
  const Channelwise<Swish<float>> one(1, swish);
  const Eigen::RowVectorXf x = arguments<float>().row(3).matrix(), y = one(x), expected = swish(x);
  CHECK((y.array() == expected.array() || y.array().isNaN()).all());
  CHECK(one(x)(2) == y(2));
}

TEST_CASE("vectors, blocks, strides, fixed sizes, expressions and in place", "[channelwise]") {
  for_some([](const auto& f) {
    using F = typename std::decay_t<decltype(f)>::Activation;
    using S = typename F::Scalar;
    Array<S> x = arguments<S>(), wide(2 * kRows, 2 * kCols), y(kRows + 2, kCols + 1);
    const auto expect = [&](const auto& result, const auto& argument) {
      CHECK(differences(f, result,
                        [&](const F& own, Index i, Index j) { return own(argument(i, j)); }) == 0);
    };
    const Eigen::Matrix<S, Eigen::Dynamic, 1> column = x.col(4).matrix(), of_column = f(column);
    expect(of_column, column);
    y.block(1, 1, kRows, kCols) = f(x);
    expect(y.block(1, 1, kRows, kCols), x);
    wide.setZero();
    using Strided = Eigen::Map<Array<S>, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;
    Strided strided(wide.data(), kRows, kCols, {2 * kRows, 2});
    strided = x;
    const Array<S> of_strided = f(strided), of_part = f(x.middleCols(3, 5));
    expect(of_strided, x);
    expect(of_part, x.middleCols(3, 5));
    const Eigen::Array<S, kRows, 3> fixed = x.leftCols(3), of_fixed = f(fixed);
    expect(of_fixed, fixed);
    const Array<S> doubled = x + x, of_sum = f(x + x);
    expect(of_sum, doubled);
    const Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic> matrix = x.matrix(),
                                                           of_matrix = f(matrix);
    expect(of_matrix, x);
    const Array<S> before = x;
    x = f(x);
    expect(x, before);
  });
}

TEST_CASE("nothing is allocated but the sums", "[channelwise]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const Array<S> x = arguments<S>();
    Array<S> y(kRows, kCols), dy(kRows, kCols);
    Eigen::internal::set_is_malloc_allowed(false);
    CHECK_NOTHROW(y = f(x));
    CHECK_NOTHROW(y = f.derivative(x));
    CHECK_NOTHROW(y = f.backward(x, y));
    CHECK_NOTHROW(f.value_and_derivative(x, y, dy));
    CHECK_THROWS_AS(Array<S>(x), EigenAssertion);  // the guard works
    Eigen::internal::set_is_malloc_allowed(true);
  });
}

namespace {

/// x where every activation of for_some has a finite gradient, and a gradient.
template <typename S, int Order = Eigen::ColMajor>
Array<S, Order> moderate(double phase) {
  return Array<S, Order>::NullaryExpr(kRows, kCols, [phase](Index i, Index j) {
    return static_cast<S>(3 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.01);
  });
}

template <typename F, int Order>
void check_sums() {
  using S = typename F::Scalar;
  INFO(F::name() << ", " << sizeof(S) << " bytes, order " << Order);
  Channelwise<F> f(kRows);
  auto parameters = f.parameters();
  for (Index i = 0; i < parameters.size(); ++i)
    parameters(i) *= static_cast<S>(1 + 0.01 * static_cast<double>(i % 17));
  if (std::is_same_v<S, double>) parameters.row(5) *= S(1e-250);
  f.set_parameters(parameters);
  const Array<S, Order> x = moderate<S, Order>(0.2), g = moderate<S, Order>(0.7);
  const typename Channelwise<F>::ParameterArray sums = f.parameter_gradient(x, g);
  const double unit = static_cast<double>(Eigen::NumTraits<S>::epsilon());
  for (Index row = 0; row < kRows; ++row) {
    const auto expected = f.channel(row).parameter_gradient(x.row(row), g.row(row));
    const auto scale = f.channel(row).parameter_gradient(x.row(row), g.row(row).abs());
    for (Index i = 0; i < sums.cols(); ++i)
      CHECK(std::abs(static_cast<double>(sums(row, i) - expected(i))) <=
            unit *
                (std::abs(static_cast<double>(expected(i))) +
                 (std::is_same_v<S, double> ? 30 * std::abs(static_cast<double>(scale(i))) : 0)));
  }
  Array<S, Order> gx;
  typename Channelwise<F>::ParameterArray together;
  f.backward(x, g, gx, together);
  CHECK((together == sums).all());
  CHECK((gx == f.backward(x, g)).all());
  Array<S> other_order(kRows, kCols);
  f.backward(x, g, other_order, together);
  CHECK((other_order == gx).all());
  gx = x;
  f.backward(gx, g, gx, together);
  CHECK((gx == other_order).all());
}

template <typename F>
void check_sums() {
  check_sums<F, Eigen::ColMajor>();
  check_sums<F, Eigen::RowMajor>();
}

}  // namespace

TEST_CASE("the gradients of the parameters are those of every row alone", "[channelwise]") {
  check_sums<PReLU<float>>();
  check_sums<PReLU<double>>();
  check_sums<ELU<Eigen::half>>();
  check_sums<SGT<float>>();
  check_sums<Swish<double>>();
}

TEST_CASE("the gradients of the parameters are finite differences", "[channelwise]") {
  Channelwise<Swish<double>> f(kRows);
  const Array<double> x = moderate<double>(0.2), g = moderate<double>(0.7);
  const auto sums = f.parameter_gradient(x, g);
  const double step = 1e-6;
  const auto loss = [&](double shift) {
    Channelwise<Swish<double>> moved = f;
    moved.set_parameters(f.parameters() + shift);
    return Eigen::ArrayXd((moved(x) * g).rowwise().sum());
  };
  const Eigen::ArrayXd slopes = (loss(step) - loss(-step)) / (2 * step);
  CHECK((sums.col(0) - slopes).abs().maxCoeff() < 1e-7);
}

TEST_CASE("other number types", "[channelwise]") {
  Channelwise<PReLU<long double>> f(3);
  const Array<long double> x = Array<long double>::Constant(3, 4, -2), y = f(x);
  CHECK((y == -0.5L).all());
  CHECK((f.parameter_gradient(x, x) == 16.0L).all());
}

TEST_CASE("each mistake gets one sentence", "[channelwise]") {
  Channelwise<ELU<float>> f(3);
  const Array<float> x = Array<float>::Zero(4, 2), right = Array<float>::Zero(3, 2);
  Array<float> wrong(2, 2), gx;
  CHECK_THROWS_WITH(f(x), Contains("elu: has 3 channels, so X must have as many rows, but has 4"));
  CHECK_THROWS_WITH(f.backward(right, x), Contains("has 3 channels"));
  CHECK_THROWS_WITH(f.parameter_gradient(right, right.leftCols(1)), Contains("3 x 2"));
  CHECK_THROWS_WITH(f.value_and_derivative(right, gx, wrong.leftCols(2)), Contains("3 x 2"));
  CHECK_THROWS_WITH(f.backward(right, right, gx, wrong.leftCols(1)),
                    Contains("elu: the gradient of the parameters must be 3 x 1, but is 2 x 1"));
  CHECK_THROWS_WITH(f.set_parameters(wrong), Contains("elu: set_parameters takes 3 x 1 values"));
  Array<float> bad = Array<float>::Ones(3, 1);
  bad(2) = std::numeric_limits<float>::infinity();
  CHECK_THROWS_WITH(f.set_parameters(bad), Contains("alpha must be finite, got inf in row 2"));
  CHECK((f.parameters() == 1).all());
  CHECK_THROWS_WITH(Channelwise<ELU<float>>(-1), Contains("must not be negative, got -1"));
}

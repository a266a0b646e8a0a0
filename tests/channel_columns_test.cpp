// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Channels that are the columns of batch x features: every result has the bits of the transposed
// matrix with channels as rows, in both orders of memory.
#define EIGEN_RUNTIME_NO_MALLOC
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <string>
#include <vector>

#include "support/bits.hpp"
#include "support/catch.hpp"
#include "support/channels.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Catch::Matchers::Contains;

namespace {

template <typename F>
using ByColumns = Channelwise<F, Channels::Columns>;
template <typename S>
using RowMajor = Array<S, Eigen::RowMajor>;

/// The parameters of the tests for rows.
template <typename F>
const ByColumns<F>& by_columns() {
  static const ByColumns<F> f = [] {
    ByColumns<F> result(kRows);
    result.set_parameters(mixed<F>().parameters());
    return result;
  }();
  return f;
}

template <typename S>
Array<S> moderate(double phase) {
  return Array<S>::NullaryExpr(kRows, kCols, [phase](Index i, Index j) {
    return static_cast<S>(3 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.01);
  });
}

/// Compares an array of batch x features with one of features x batch.
template <typename S, typename X>
void check_transposed(const char* what, const X& result, const Array<S>& expected) {
  check_same(what, bits(Array<S>(result.transpose())), bits(expected));
}

template <typename F, int Order>
void check_expressions() {
  using S = typename F::Scalar;
  INFO(F::name() << ", " << sizeof(S) << " bytes, order " << Order);
  const ByColumns<F>& f = by_columns<F>();
  const Channelwise<F> rows = mixed<F>();
  const Array<S> x = arguments<S>(), g = arguments<S>().reverse();
  const Array<S, Order> columns = x.transpose(), to_columns = g.transpose();
  Array<S, Order> y = f(columns);
  check_transposed<S>("value", y, rows(x));
  y = f.derivative(columns);
  check_transposed<S>("derivative", y, rows.derivative(x));
  y = f.backward(columns, to_columns);
  check_transposed<S>("backward", y, rows.backward(x, g));
  if constexpr (kFull || std::is_same_v<F, PReLU<float>>) {
    y = f.second_derivative(columns);
    check_transposed<S>("second derivative", y, rows.second_derivative(x));
    Array<S, Order> dy;
    f.value_and_derivative(columns, y, dy);
    check_transposed<S>("value with derivative", y, rows(x));
    check_transposed<S>("derivative with value", dy, rows.derivative(x));
  }
}

template <typename F, int Order>
void check_gradients() {
  using S = typename F::Scalar;
  INFO(F::name() << ", " << sizeof(S) << " bytes, order " << Order);
  constexpr int kOther = Order == Eigen::ColMajor ? Eigen::RowMajor : Eigen::ColMajor;
  const ByColumns<F>& f = by_columns<F>();
  const Channelwise<F> rows = mixed<F>();
  const Array<S, Order> columns = moderate<S>(0.2).transpose();
  const Array<S, Order> to_columns = moderate<S>(0.7).transpose();
  const Array<S, kOther> x = columns.transpose(), g = to_columns.transpose();
  const auto expected = rows.parameter_gradient(x, g),
             sums = f.parameter_gradient(columns, to_columns);
  check_same("sums", bits<S>(sums), bits<S>(expected));
  Array<S, Order> gx = columns;
  typename ByColumns<F>::ParameterArray together;
  f.backward(gx, to_columns, gx, together);
  check_transposed<S>("the gradient of x, in its place", gx, rows.backward(x, g));
  check_same("the sums with it", bits<S>(together), bits<S>(expected));
  Array<S, kOther> other_order;
  f.backward(columns, to_columns, other_order, together);
  check_transposed<S>("in the other order", other_order, rows.backward(x, g));
}

template <typename F>
void check_both_orders() {
  check_expressions<F, Eigen::ColMajor>(), check_expressions<F, Eigen::RowMajor>();
  check_gradients<F, Eigen::ColMajor>(), check_gradients<F, Eigen::RowMajor>();
}

}  // namespace

TEST_CASE("channels that are columns have the bits of those that are rows", "[channelwise]") {
  if constexpr (kFull) {
    check_both_orders<PReLU<float>>();
    check_both_orders<ELU<Eigen::half>>();
    check_both_orders<Swish<double>>();
    check_both_orders<Swish<float, Precise>>();
    check_both_orders<SGT<float>>();
  } else {
    check_expressions<PReLU<float>, Eigen::ColMajor>();
    check_expressions<PReLU<float>, Eigen::RowMajor>();
    check_gradients<PReLU<float>, Eigen::ColMajor>();
    check_gradients<PReLU<float>, Eigen::RowMajor>();
    check_expressions<ELU<double>, Eigen::RowMajor>();
    check_gradients<ELU<Eigen::half>, Eigen::ColMajor>();
  }
}

TEST_CASE("columns: vectors, blocks, strides, expressions and in place", "[channelwise]") {
  using F = PReLU<float>;
  const ByColumns<F>& f = by_columns<F>();
  const Channelwise<F> rows = mixed<F>();
  const Array<float> x = arguments<float>(), right = rows(x);
  const Array<float> columns = x.transpose();
  const Eigen::RowVectorXf sample = columns.row(4).matrix(), of_sample = f(sample);
  check_transposed<float>("a row", of_sample.array(), right.col(4));
  check_transposed<float>("a row of a matrix", Array<float>(f(columns.row(4))), right.col(4));
  ByColumns<F> one(1, F(0.5f));
  const Eigen::ArrayXf of_one = one(columns.col(3)), expected = F(0.5f)(columns.col(3));
  check_same("one channel", bits<float>(of_one), bits<float>(expected));
  Array<float> y(kCols + 2, kRows + 1), wide(2 * kCols, 2 * kRows);
  y.block(1, 1, kCols, kRows) = f(columns);
  check_transposed<float>("into a block", y.block(1, 1, kCols, kRows), right);
  check_transposed<float>("of a block", f(columns.middleRows(3, 5)).eval(), right.middleCols(3, 5));
  Eigen::Map<Array<float>, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>> strided(
      wide.data(), kCols, kRows, {2 * kCols, 2});
  strided = columns;
  check_transposed<float>("strides", f(strided).eval(), right);
  check_transposed<float>("of a transposed array", f(x.transpose()).eval(), right);
  check_transposed<float>("of a sum", f(columns + 0.0f).eval(), Array<float>(rows(x + 0.0f)));
  const Eigen::MatrixXf matrix = f(columns.matrix());
  check_transposed<float>("a matrix", matrix.array(), right);
  Array<float> in_place = columns;
  in_place = f(in_place);
  check_transposed<float>("in place", in_place, right);
  in_place = x;
  in_place = f(in_place.transpose());
  check_transposed<float>("of itself transposed", in_place, right);
}

TEST_CASE("columns: plain pointers, no allocation, sentences", "[channelwise]") {
  using F = PReLU<float>;
  const ByColumns<F>& f = by_columns<F>();
  const RowMajor<float> x = arguments<float>().transpose();  // sample after sample
  RowMajor<float> y(x.rows(), x.cols()), dy = y, values = y;
  Eigen::internal::set_is_malloc_allowed(false);
  y = f(x);
  f.value_and_derivative(x, y, dy);
  f.apply(x.data(), values.data(), x.size());
  Eigen::internal::set_is_malloc_allowed(true);
  check_same("by pointers", bits(Array<float>(values)), bits(Array<float>(y)));
  CHECK(f.channel(3).parameters()(0) == f.parameters()(3, 0));
  ByColumns<F> three(3);
  const Array<float> wrong = Array<float>::Zero(3, 4), right = Array<float>::Zero(4, 3);
  Array<float> gx, gp(2, 1);
  CHECK_THROWS_WITH(three(wrong),
                    "prelu: has 3 channels, so X must have as many columns, but has 4");
  CHECK_THROWS_WITH(three.backward(right, wrong), Contains("shape of X, 4 x 3, but has 3 x 4"));
  CHECK_THROWS_WITH(three.backward(right, right, gx, gp.leftCols(1)), Contains("must be 3 x 1"));
  float few[7] = {};
  CHECK_THROWS_WITH(three.apply(few, few, 7), Contains("a multiple of the 3 channels, got 7"));
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/swish.hpp>

#include "support/bits.hpp"
#include "support/catch.hpp"
#include "support/channels.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL every activation has both orders of x.

namespace {

/// x where every activation here has a finite gradient, and a gradient.
template <typename S, int Order = Eigen::ColMajor>
Array<S, Order> moderate(double phase) {
  return Array<S, Order>::NullaryExpr(kRows, kCols, [phase](Index i, Index j) {
    return static_cast<S>(3 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.01);
  });
}

/// The sums of the activation of each row alone.
template <typename F>
EIGEN_DONT_INLINE typename Channelwise<F>::ParameterArray row_by_row(
    const Channelwise<F>& f, const Array<typename F::Scalar>& x,
    const Array<typename F::Scalar>& g) {
  typename Channelwise<F>::ParameterArray sums(kRows, Channelwise<F>::parameter_count);
  for (Index row = 0; row < kRows; ++row) {
    const Eigen::Array<typename F::Scalar, 1, Eigen::Dynamic> own = x.row(row), to = g.row(row);
    sums.row(row) = f.channel(row).parameter_gradient(own, to).transpose();
  }
  return sums;
}

/// How many elements differ by more than units of the expected one, and more of the scale.
template <typename S>
EIGEN_DONT_INLINE Index far_off(const Array<S>& sums, const Array<S>& expected,
                                const Array<S>& scale) {
  const double unit = static_cast<double>(Eigen::NumTraits<S>::epsilon());
  Index count = 0;
  for (Index i = 0; i < sums.size(); ++i) {
    const double exact = static_cast<double>(expected(i));
    const double more =
        std::is_same_v<S, double> ? 30 * std::abs(static_cast<double>(scale(i))) : 0;
    count += !(std::abs(static_cast<double>(sums(i)) - exact) <= unit * (std::abs(exact) + more));
  }
  return count;
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
  CHECK(far_off<S>(sums, row_by_row(f, x, g), row_by_row<F>(f, x, g.abs())) == 0);
  Array<S, Order> gx;
  typename Channelwise<F>::ParameterArray together;
  f.backward(x, g, gx, together);
  const Array<S, Order> alone = f.backward(x, g);
  const Bits expected = bits(Array<S>(alone));
  check_same("the sums with the gradient of x", bits<S>(together), bits<S>(sums));
  check_same("the gradient of x", bits(Array<S>(gx)), expected);
  Array<S> other_order(kRows, kCols);
  f.backward(x, g, other_order, together);
  check_same("in the other order", bits(other_order), expected);
  gx = x;
  f.backward(gx, g, gx, together);
  check_same("in place", bits(Array<S>(gx)), expected);
}

template <typename F>
void check_sums() {
  check_sums<F, Eigen::ColMajor>();
  check_sums<F, Eigen::RowMajor>();
}

}  // namespace

TEST_CASE("the gradients of the parameters are those of every row alone", "[channelwise]") {
  if constexpr (kFull) {
    check_sums<PReLU<float>>();
    check_sums<PReLU<double>>();
    check_sums<ELU<Eigen::half>>();
    check_sums<SGT<float>>();
    check_sums<Swish<double>>();
  } else {
    check_sums<PReLU<double>, Eigen::RowMajor>();
    check_sums<ELU<Eigen::half>, Eigen::ColMajor>();
    check_sums<SGT<float>, Eigen::ColMajor>();
  }
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
  const double worst = (sums.col(0) - slopes).abs().maxCoeff();
  CHECK(worst < 1e-7);
}

TEST_CASE("other number types", "[channelwise]") {
  Channelwise<PReLU<long double>> f(3);
  const Array<long double> x = Array<long double>::Constant(3, 4, -2), y = f(x);
  CHECK((y == -0.5L).all());
  CHECK((f.parameter_gradient(x, x) == 16.0L).all());
}

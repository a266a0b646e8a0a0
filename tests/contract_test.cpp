// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Assertions of Eigen are exceptions here, so that an allocation or a wrong shape fails one check.
#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#define EIGEN_RUNTIME_NO_MALLOC
#define EIGEN_USE_THREADS
#include <eigenact/eigenact.hpp>
#include <unsupported/Eigen/CXX11/Tensor>

#include "support/catch.hpp"

using namespace eigenact;
using Eigen::Index;
template <typename S>
using RowMajor = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <typename S>
using ColMajor = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

namespace {

/// From -6.1 to 6.2, nowhere at a kink.
template <typename S>
ColMajor<S> numbers(Index rows, Index cols, double phase = 0.3) {
  return ColMajor<S>::NullaryExpr(rows, cols, [=](Index i, Index j) {
    return static_cast<S>(6.1 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.013);
  });
}

template <typename Visitor>
void for_some(Visitor&& visit) {
  visit(ReLU<float>());
  visit(LeakyReLU<float>(0.2));
  visit(ELU<double>(1.5));
  visit(GELU<float>());
  visit(GELU<double, Precise>());
  visit(Swish<float>(1.25));
  visit(Hardtanh<double>(-2, 0.5));
  visit(SGT<float>());
  visit(Swish<Eigen::half>());
}

/// What f(x) and f'(x) must be, one number at a time.
template <typename F>
struct Expected {
  using Plain = ColMajor<typename F::Scalar>;
  template <typename X>
  Expected(const F& f, const X& x) : value(x.rows(), x.cols()), derivative(value) {
    for (Index i = 0; i < x.rows(); ++i) {
      for (Index j = 0; j < x.cols(); ++j) {
        value(i, j) = f(x(i, j));
        derivative(i, j) = f.derivative(x(i, j));
      }
    }
  }
  Plain value, derivative;
};

/// Forbids Eigen to allocate memory for its lifetime.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

template <typename F, typename X>
void check_argument(const F& f, const X& x) {
  const Expected<F> expected(f, x);
  RowMajor<typename F::Scalar> rows;
  ColMajor<typename F::Scalar> y, dy;
  y = f(x);
  CHECK(y == expected.value);
  rows = f.derivative(x);
  CHECK(rows == expected.derivative);
  y = x.unaryExpr(f);
  CHECK(y == expected.value);
  y.resize(0, 0);
  f.value_and_derivative(x, y, dy);
  CHECK(y == expected.value);
  CHECK(dy == expected.derivative);
  rows.resize(1, 1);
  f.value_and_derivative(x, rows, dy.setZero(2, 2));
  CHECK(rows == expected.value);
  CHECK(dy == expected.derivative);
}

template <typename F, typename Y, typename D>
void check_outputs(const F& f, Y&& y, D&& dy) {
  const auto x = numbers<typename F::Scalar>(y.rows(), y.cols());
  const Expected<F> expected(f, x);
  f.value_and_derivative(x, y, dy);
  CHECK(y == expected.value);
  CHECK(dy == expected.derivative);
  y = x;
  f.value_and_derivative(y, y, dy);
  CHECK(y == expected.value);
  CHECK(dy == expected.derivative);
  y = x;
  y = f(y);
  CHECK(y == expected.value);
}

}  // namespace

TEST_CASE("matrix in, matrix expression out; array in, array out", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const ColMajor<S> m = numbers<S>(3, 2);
    const auto a = m.array();
    const auto is_matrix = [](const auto& e) {
      using E = std::decay_t<decltype(e)>;
      static_assert(std::is_base_of_v<Eigen::MatrixBase<E>, E>);
    };
    const auto is_array = [](const auto& e) {
      using E = std::decay_t<decltype(e)>;
      static_assert(std::is_base_of_v<Eigen::ArrayBase<E>, E>);
    };
    is_matrix(f(m)), is_matrix(f.derivative(m)), is_matrix(f.second_derivative(m));
    is_matrix(f.backward(m, m)), is_array(f.backward(a, a));
    is_array(f(a)), is_array(f.derivative(a)), is_array(f.second_derivative(a));
    static_assert(std::is_same_v<decltype(f(m(0))), S>);
    static_assert(std::is_same_v<decltype(f.backward(m(0), m(0))), S>);
    CHECK(f(a).rows() == 3);
  });
}

TEST_CASE("nothing is allocated", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const ColMajor<S> x = numbers<S>(19, 7), g = numbers<S>(19, 7, 0.9);
    ColMajor<S> y(19, 7), dy(19, 7), gx(19, 7);
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    {
      const NoAllocation guard;
      CHECK_NOTHROW(y = f(x));
      CHECK_NOTHROW(dy = f.derivative(x));
      CHECK_NOTHROW(dy = f.second_derivative(x));
      CHECK_NOTHROW(gx = f.backward(x, g));
      CHECK_NOTHROW(gx.array() = f.backward(x.array() + S(1), g.array()) * g.array());
      CHECK_NOTHROW(f.value_and_derivative(x, y, dy));
      if constexpr (std::decay_t<decltype(f)>::parameter_count > 0)
        CHECK_NOTHROW(f.parameter_gradient(x, g));
      CHECK_THROWS_AS(ColMajor<S>(x), EigenAssertion);  // the guard works
    }
    CHECK(y == expected.value);
    CHECK(dy == expected.derivative);
  });
}

TEST_CASE("every layout of the argument", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    ColMajor<S> x = numbers<S>(21, 26);
    const RowMajor<S> rows = x;
    using Strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    check_argument(f, x);
    check_argument(f, rows);
    check_argument(f, x.transpose());
    check_argument(f, x.block(1, 2, 11, 9));
    check_argument(f, rows.middleRows(3, 5));
    check_argument(f, x.col(3));
    check_argument(f, x.row(3));
    check_argument(f, Eigen::Map<ColMajor<S>>(x.data() + 1, 17, 3));
    check_argument(f, Eigen::Map<ColMajor<S>, 0, Strides>(x.data(), 9, 5, Strides(27, 2)));
    check_argument(f, Eigen::Map<RowMajor<S>, 0, Eigen::OuterStride<>>(x.data() + 1, 5, 9,
                                                                       Eigen::OuterStride<>(21)));
    check_argument(f, Eigen::Ref<const ColMajor<S>>(x.leftCols(4)));
    check_argument(f, Eigen::Matrix<S, 3, 3>(x.template topLeftCorner<3, 3>()));
    check_argument(f, ColMajor<S>(0, 4));
    CHECK(f(x.array()).matrix().eval() == f(x).eval());
  });
}

TEST_CASE("every layout of the results, in place too", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    using Strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    ColMajor<S> a(23, 19), b(23, 19);
    RowMajor<S> c(23, 19);
    check_outputs(f, a, b);
    check_outputs(f, c, b);
    check_outputs(f, a, c);
    check_outputs(f, a.block(1, 2, 18, 3), c.block(2, 1, 18, 3));
    check_outputs(f, Eigen::Map<ColMajor<S>>(a.data() + 1, 21, 4), b.leftCols(4).topRows(21));
    check_outputs(f, Eigen::Map<ColMajor<S>, 0, Strides>(a.data(), 9, 5, Strides(30, 2)),
                  Eigen::Map<RowMajor<S>, 0, Strides>(b.data(), 9, 5, Strides(30, 3)));
    check_outputs(f, Eigen::Ref<ColMajor<S>>(a.leftCols(3)),
                  Eigen::Ref<ColMajor<S>>(b.leftCols(3)));
    Eigen::Matrix<S, 5, 3> fixed, fixed_slope;
    check_outputs(f, fixed, fixed_slope);
    const ColMajor<S> x = numbers<S>(23, 19);
    a = c = x;
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    f.value_and_derivative(a, b, a);
    CHECK(a == expected.derivative);
    c.leftCols(5) = f(c.leftCols(5));
    CHECK(c.leftCols(5) == expected.value.leftCols(5));
  });
}

TEST_CASE("segments, and numbers at a pointer", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const Eigen::Matrix<S, Eigen::Dynamic, 1> x = numbers<S>(200, 1);
    Eigen::Matrix<S, Eigen::Dynamic, 1> y = x, dy = x;
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    f.apply(x.data() + 1, y.data() + 3, 150);
    CHECK(y.segment(3, 150) == expected.value.block(1, 0, 150, 1));
    CHECK(y.head(3) == x.head(3));
    CHECK(y.tail(47) == x.tail(47));
    f.value_and_derivative(x.segment(2, 90), y.segment(5, 90), dy.segment(7, 90));
    CHECK(y.segment(5, 90) == expected.value.block(2, 0, 90, 1));
    CHECK(dy.segment(7, 90) == expected.derivative.block(2, 0, 90, 1));
    f.value_and_derivative(x.segment(2, 90) * S(1), y.segment(5, 90), dy.segment(7, 90));
    CHECK(dy.segment(7, 90) == expected.derivative.block(2, 0, 90, 1));
  });
}

TEST_CASE("expressions as arguments", "[contract]") {
  const Eigen::MatrixXf w = numbers<float>(9, 6), x = numbers<float>(6, 5, 1.1);
  const Eigen::VectorXf b = numbers<float>(9, 1, 2.2);
  const Eigen::MatrixXf z = (w * x).colwise() + b, g = numbers<float>(9, 5, 0.7);
  const Swish<float> f(1.5f);
  Eigen::MatrixXf y, dy;
  y = f((w * x).colwise() + b);
  CHECK(y == f(z).eval());
  f.value_and_derivative((w * x).colwise() + b, y, dy);
  CHECK(y == f(z).eval());
  CHECK(dy == f.derivative(z).eval());
  y = f.backward((w * x).colwise() + b, 2 * g);
  CHECK(y == f.backward(z, Eigen::MatrixXf(2 * g)).eval());
  CHECK(f.parameter_gradient((w * x).colwise() + b, 1 * g)(0) == f.parameter_gradient(z, g)(0));
  const RowMajor<float> rows = g;  // other storage order: element by element, another order of sums
  CHECK(f.parameter_gradient(z, rows)(0) == Approx(f.parameter_gradient(z, g)(0)));
  y = f.backward(z, rows);
  CHECK(y == f.backward(z, g).eval());
}

TEST_CASE("an activation is the functor of a tensor", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const ColMajor<S> x = numbers<S>(257, 17);
    const Eigen::TensorMap<const Eigen::Tensor<S, 2>> tensor(x.data(), 257, 17);
    const Eigen::Tensor<S, 2> y = tensor.unaryExpr(f);
    Eigen::Tensor<S, 2> threaded(257, 17);
    Eigen::ThreadPool pool(2);
    threaded.device(Eigen::ThreadPoolDevice(&pool, 2)) = tensor.unaryExpr(f);
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    CHECK(Eigen::Map<const ColMajor<S>>(y.data(), 257, 17) == expected.value);
    CHECK(Eigen::Map<const ColMajor<S>>(threaded.data(), 257, 17) == expected.value);
  });
}

template <typename F>
void check_together(const F& f) {
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(1001, -20, 2);
  Eigen::ArrayXf y, slope;
  f.value_and_derivative(x, y, slope);
  CHECK((y == f(x)).all());
  CHECK((slope == f.derivative(x)).all());
}

TEST_CASE("value and derivative together have the bits of each alone, whatever the parameter",
          "[contract]") {
  for (float alpha : {0.0f, 1e-30f, 1e-8f, 0.5f, 3.0f, 1e8f, 1e30f}) {
    CAPTURE(alpha);
    check_together(ELU<float>(alpha));
    check_together(ELU<float, Precise>(alpha));
  }
  for (float parameter : {-2.0f, 1e-30f, 1e-8f, 0.5f, 3.0f, 1e30f}) {
    CAPTURE(parameter);
    check_together(CELU<float>(parameter));
    check_together(Softplus<float>(parameter));
  }
}

TEST_CASE("arguments that Eigen has no registers for", "[contract]") {
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(37, -3, 3);
  const Eigen::ArrayXd wide = x.cast<double>(), g = wide * 0.5 - 0.25;
  Eigen::ArrayXd y, slope;
  const ELU<double> elu(1.5);
  elu.value_and_derivative(x.cast<double>(), y, slope);
  CHECK((y == elu(wide)).all());
  CHECK((slope == elu.derivative(wide)).all());
  const double sum = (g * (wide < 0).select(wide.exp() - 1, 0)).sum();
  CHECK(std::abs(elu.parameter_gradient(x.cast<double>(), g)(0) - sum) <= 1e-14 * std::abs(sum));

  using Long = Eigen::Array<long double, Eigen::Dynamic, 1>;
  Long longs = x.cast<long double>(), value, derivative;
  const GELU<long double> gelu;
  gelu.value_and_derivative(longs, value, derivative);
  CHECK((value == gelu(longs)).all());
  CHECK((derivative == gelu.derivative(longs)).all());
  gelu.apply(longs.data(), longs.data(), longs.size());
  CHECK((longs == value).all());
}

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
#include <eigenact/elementwise/celu.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <unsupported/Eigen/CXX11/Tensor>

#include "support/layouts.hpp"

using namespace eigenact;
using Eigen::Index;
using namespace eigenact_test;

namespace {

template <typename Visitor>
void for_some(Visitor&& visit) {
  visit(LeakyReLU<float>(0.2f));
  if constexpr (kFull) {
    visit(ELU<double>(1.5));
    visit(GELU<double, Precise>());
    visit(SGT<float>());
    visit(Swish<Eigen::half>());
  } else {
    visit(Softsign<double, Precise>());  // a few operations for the compiler
    visit(LeakyReLU<Eigen::half>());
  }
}

/// In the short tier one activation meets every layout, and the others column-major ones.
template <typename F>
constexpr bool kEveryLayout = kFull || std::is_same_v<F, LeakyReLU<float>>;

/// Forbids Eigen to allocate memory for its lifetime.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

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
    const Index rows = f(a).rows();
    CHECK(rows == 3);
  });
}

TEST_CASE("nothing is allocated", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const ColMajor<S> x = numbers<S>(19, 7), g = numbers<S>(19, 7, 0.9);
    ColMajor<S> y(19, 7), dy(19, 7), gx(19, 7);
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    const std::string thrown = [&]() -> std::string {
      const NoAllocation guard;
      try {
        y = f(x);
        dy = f.derivative(x);
        dy = f.second_derivative(x);
        gx = f.backward(x, g);
        gx.array() = f.backward(x.array() + S(1), g.array()) * g.array();
        f.value_and_derivative(x, y, dy);
        if constexpr (std::decay_t<decltype(f)>::parameter_count > 0) f.parameter_gradient(x, g);
      } catch (const EigenAssertion& assertion) {
        return assertion.what();
      }
      try {  // the guard works
        const ColMajor<S> copy(x);
        return "nothing, even where Eigen allocates";
      } catch (const EigenAssertion&) {
        return "nothing";
      }
    }();
    check(thrown == "nothing", f.name(), thrown.c_str());
    expected.check_value(y, "f");
    expected.check_derivative(dy, "f'");
  });
}

TEST_CASE("every layout of the argument", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    ColMajor<S> x = numbers<S>(21, 26);
    const RowMajor<S> rows = x;
    using Strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    check_argument(f, x, "column-major");
    if constexpr (kEveryLayout<std::decay_t<decltype(f)>>) {
      check_argument(f, Eigen::Map<ColMajor<S>, 0, Strides>(x.data(), 9, 5, Strides(27, 2)),
                     "with strides");
      check_argument(f, rows, "row-major");
      check_argument(f, x.transpose(), "transposed");
      check_argument(f, x.block(1, 2, 11, 9), "block");
      check_argument<true>(f, rows.middleRows(3, 5), "rows");
      check_argument<true>(f, x.col(3), "column");
      check_argument(f, x.row(3), "row");
      check_argument(f, Eigen::Map<ColMajor<S>>(x.data() + 1, 17, 3), "map");
      check_argument(f,
                     Eigen::Map<RowMajor<S>, 0, Eigen::OuterStride<>>(x.data() + 1, 5, 9,
                                                                      Eigen::OuterStride<>(21)),
                     "with a stride");
      check_argument<true>(f, Eigen::Ref<const ColMajor<S>>(x.leftCols(4)), "reference");
      check_argument<true>(f, Eigen::Matrix<S, 3, 3>(x.template topLeftCorner<3, 3>()), "fixed");
      check_argument(f, ColMajor<S>(0, 4), "empty");
      const ColMajor<S> of_array = f(x.array()).matrix(), of_matrix = f(x);
      check(of_array == of_matrix, f.name(), "array");
    }
  });
}

TEST_CASE("every layout of the results, in place too", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    using Strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    ColMajor<S> a(23, 19), b(23, 19);
    RowMajor<S> c(23, 19);
    check_outputs(f, a, b, "column-major");
    if constexpr (kEveryLayout<std::decay_t<decltype(f)>>) {
      check_outputs(f, c, b, "row-major and column-major");
      check_outputs(f, a, c, "column-major and row-major");
      check_outputs(f, a.block(1, 2, 18, 3), c.block(2, 1, 18, 3), "blocks");
      check_outputs(f, Eigen::Map<ColMajor<S>>(a.data() + 1, 21, 4), b.leftCols(4).topRows(21),
                    "map and block");
      check_outputs(f, Eigen::Map<ColMajor<S>, 0, Strides>(a.data(), 9, 5, Strides(30, 2)),
                    Eigen::Map<RowMajor<S>, 0, Strides>(b.data(), 9, 5, Strides(30, 3)), "strides");
      check_outputs(f, Eigen::Ref<ColMajor<S>>(a.leftCols(3)),
                    Eigen::Ref<ColMajor<S>>(b.leftCols(3)), "references");
      Eigen::Matrix<S, 5, 3> fixed, fixed_slope;
      check_outputs(f, fixed, fixed_slope, "fixed");
    }
    const ColMajor<S> x = numbers<S>(23, 19);
    a = c = x;
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    f.value_and_derivative(a, b, a);
    expected.check_derivative(a, "the derivative in place");
    c.leftCols(5) = f(c.leftCols(5));
    const ColMajor<S> left = c.leftCols(5);
    check(left == expected.value.leftCols(5), f.name(), "columns in place");
  });
}

TEST_CASE("segments, and numbers at a pointer", "[contract]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const Eigen::Matrix<S, Eigen::Dynamic, 1> x = numbers<S>(200, 1);
    Eigen::Matrix<S, Eigen::Dynamic, 1> y = x, dy = x;
    const Expected<std::decay_t<decltype(f)>> expected(f, x);
    f.apply(x.data() + 1, y.data() + 3, 150);
    check(y.segment(3, 150) == expected.value.block(1, 0, 150, 1), f.name(), "apply");
    check(y.head(3) == x.head(3), f.name(), "before apply");
    check(y.tail(47) == x.tail(47), f.name(), "after apply");
    f.value_and_derivative(x.segment(2, 90), y.segment(5, 90), dy.segment(7, 90));
    check(y.segment(5, 90) == expected.value.block(2, 0, 90, 1), f.name(), "f of a segment");
    check(dy.segment(7, 90) == expected.derivative.block(2, 0, 90, 1), f.name(), "f' of a segment");
    dy.setZero();
    f.value_and_derivative(x.segment(2, 90) * S(1), y.segment(5, 90), dy.segment(7, 90));
    check(dy.segment(7, 90) == expected.derivative.block(2, 0, 90, 1), f.name(),
          "f' of an expression");
  });
}

TEST_CASE("expressions as arguments", "[contract]") {
  // Eigen's product of matrices is most of what would be compiled: here one of two vectors
  constexpr Index inner = kFull ? 6 : 1;
  const std::conditional_t<kFull, Eigen::MatrixXf, Eigen::VectorXf> w = numbers<float>(9, inner);
  const std::conditional_t<kFull, Eigen::MatrixXf, Eigen::RowVectorXf> x =
      numbers<float>(inner, 5, 1.1);
  const Eigen::VectorXf b = numbers<float>(9, 1, 2.2);
  const Eigen::MatrixXf z = (w * x).colwise() + b, g = numbers<float>(9, 5, 0.7);
  const Swish<float> f(1.5f);
  const Eigen::MatrixXf value = f(z), slope = f.derivative(z), twice = 2 * g;
  const Eigen::MatrixXf back = f.backward(z, g), twice_back = f.backward(z, twice);
  const float sum = f.parameter_gradient(z, g)(0);
  const auto is = [](const Eigen::MatrixXf& y, const Eigen::MatrixXf& expected) {
    return y == expected;
  };
  Eigen::MatrixXf y, dy;
  y = f((w * x).colwise() + b);
  CHECK(is(y, value));
  f.value_and_derivative((w * x).colwise() + b, y, dy);
  CHECK(is(y, value));
  CHECK(is(dy, slope));
  y = f.backward((w * x).colwise() + b, 2 * g);
  CHECK(is(y, twice_back));
  CHECK(f.parameter_gradient((w * x).colwise() + b, 1 * g)(0) == sum);
  const RowMajor<float> rows = g;  // other storage order: element by element, another order of sums
  CHECK(f.parameter_gradient(z, rows)(0) == Approx(sum));
  y = f.backward(z, rows);
  CHECK(is(y, back));
}

namespace {

template <typename F>
void check_tensor(const F& f) {
  using S = typename F::Scalar;
  const ColMajor<S> x = numbers<S>(257, 17);
  const Eigen::TensorMap<const Eigen::Tensor<S, 2>> tensor(x.data(), 257, 17);
  const Eigen::Tensor<S, 2> y = tensor.unaryExpr(f);
  Eigen::Tensor<S, 2> threaded(257, 17);
  Eigen::ThreadPool pool(2);
  threaded.device(Eigen::ThreadPoolDevice(&pool, 2)) = tensor.unaryExpr(f);
  const Expected<F> expected(f, x);
  expected.check_value(Eigen::Map<const ColMajor<S>>(y.data(), 257, 17), "tensor");
  expected.check_value(Eigen::Map<const ColMajor<S>>(threaded.data(), 257, 17), "threads");
}

}  // namespace

TEST_CASE("an activation is the functor of a tensor", "[contract]") {
  for_some([](const auto& f) {
    if constexpr (kEveryLayout<std::decay_t<decltype(f)>>) check_tensor(f);
  });
}

template <typename F>
void check_together(const F& f) {
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(1001, -20, 2);
  const Eigen::ArrayXf value = f(x), derivative = f.derivative(x);
  Eigen::ArrayXf y, slope;
  f.value_and_derivative(x, y, slope);
  check((y == value).all(), f.name(), "f");
  check((slope == derivative).all(), f.name(), "f'");
}

TEST_CASE("value and derivative together have the bits of each alone, whatever the parameter",
          "[contract]") {
  for (float alpha : {0.0f, 1e-30f, 1e-8f, 0.5f, 3.0f, 1e8f, 1e30f}) {
    CAPTURE(alpha);
    check_together(ELU<float>(alpha));
    if constexpr (kFull) check_together(ELU<float, Precise>(alpha));
  }
  for (float parameter : {-2.0f, 1e-30f, 1e-8f, 0.5f, 3.0f, 1e30f}) {
    CAPTURE(parameter);
    if constexpr (kFull) check_together(CELU<float>(parameter));
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

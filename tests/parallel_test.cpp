// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_USE_THREADS
#include <cmath>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/mish.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/elementwise/silu.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/ext/parallel.hpp>
#include <unsupported/Eigen/CXX11/Tensor>

#include "support/tensor_costs.hpp"
#include "support/threads.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using Eigen::Index;
using namespace eigenact_test;
using RowMajorXXf = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

namespace {

#ifdef EIGENACT_FULL
using Sample = SiLU<float>;
using Other = GELU<float>;
#else
using Sample = LeakyReLU<float>;  // a few operations for the compiler
using Other = LeakyReLU<float>;
#endif

template <typename F>
void check_sizes(const F& f, std::initializer_list<Index> sizes) {
  using S = typename F::Scalar;
  using Array = Eigen::Array<S, Eigen::Dynamic, 1>;
  for (const Index size : sizes) {
    const Array x = numbers<S>(size, 1), gradient = x.reverse();
    Array value(size), slope(size);
    f.value_and_derivative(x, value, slope);
    const Array back = f.backward(x, gradient);
    for (const int threads : kThreadCounts) {
      Eigen::ThreadPool pool(threads);
      Array y, dy;
      parallel(pool, y) = f(x);
      const bool is_value = same_bits(y, value);
      parallel(pool, y) = f.backward(x, gradient);
      const bool is_back = same_bits(y, back);
      value_and_derivative(pool, f, x, y, dy);
      const bool is_value_again = same_bits(y, value), is_slope = same_bits(dy, slope);
      check(is_value, F::name(), size, 1, threads, "f");
      check(is_back, F::name(), size, 1, threads, "backward");
      check(is_value_again, F::name(), size, 1, threads, "f of both");
      check(is_slope, F::name(), size, 1, threads, "f' of both");
    }
  }
}

/// Results in every layout; in the short tier in some, and only of arguments in the usual one.
template <typename X>
void check_layouts(const X& x) {
  const Sample f;
  const Eigen::ArrayXXf value = f(x), slope = f.derivative(x);
  const Index rows = x.rows(), cols = x.cols();
  for (const int threads : kThreadCounts) {
    Eigen::ThreadPool pool(threads);
    const auto check_value = [&](auto&& y, const char* layout) {
      parallel(pool, y) = f(x);
      check(same_bits(y, value), "f", rows, cols, threads, layout);
    };
    const auto check_results = [&](auto&& y, auto&& dy, const char* layout) {
      check_value(y, layout);
      y.setZero();
      value_and_derivative(pool, f, x, y, dy);
      check(same_bits(y, value), "f of both", rows, cols, threads, layout);
      check(same_bits(dy, slope), "f' of both", rows, cols, threads, layout);
    };
    if constexpr (!kFull && !std::is_same_v<X, Eigen::ArrayXXf>)
      check_value(Eigen::ArrayXXf(), "array");
    if constexpr (kFull || std::is_same_v<X, Eigen::ArrayXXf>) {
      check_results(Eigen::ArrayXXf(), Eigen::ArrayXXf(), "arrays");
      check_results(RowMajorXXf(), Eigen::ArrayXXf(), "row-major");
      Eigen::ArrayXXf large(rows + 3, cols + 2), other(large);
      check_results(large.block(1, 2, rows, cols), other.block(3, 0, rows, cols), "blocks");
      Eigen::ArrayXf memory(2 * rows * cols);
      using Stride = Eigen::Stride<Eigen::Dynamic, 2>;
      Eigen::Map<Eigen::ArrayXXf, 0, Stride> every_second(memory.data(), rows, cols,
                                                          Stride(2 * rows, 2));
      check_value(every_second, "strides");
      if constexpr (kFull) {
        check_results(every_second, Eigen::ArrayXXf(), "strides");
        check_results(Eigen::MatrixXf(), Eigen::MatrixXf(), "matrices");
        check_results(Eigen::Ref<Eigen::ArrayXXf>(large.topLeftCorner(rows, cols)),
                      Eigen::ArrayXXf(), "reference");
        check_results(Eigen::Map<Eigen::ArrayXXf>(memory.data() + 1, rows, cols), RowMajorXXf(),
                      "map");
      }
    }
  }
}

}  // namespace

TEST_CASE("the bits are the same for every number of threads") {
  check_sizes(Sample(), {0, 1, 15, 16, 17, 16383, 16385, 65537, kLarge - 1, kLarge + 17});
  if constexpr (kFull) {
    check_sizes(ReLU<float>(), {1, 262144, kLarge + 1});
    check_sizes(GELU<double>(), {1, 1001, 4096, 16385, 100001});
    check_sizes(Mish<Eigen::half>(), {1, 16385, 300007});
  } else {
    check_sizes(Softsign<double, Precise>(), {1, 1001, 4096, 16385, 100001});
    check_sizes(LeakyReLU<Eigen::half>(), {1, 16385, 300007});
  }
}

TEST_CASE("every layout is split") {
  check_layouts(numbers<float>(1021, 1031));
  check_layouts(numbers<float>(3, 300'001));
  check_layouts(numbers<float>(300'001, 3));
  check_layouts(numbers<float>(1, 400'003));
  check_layouts(RowMajorXXf(numbers<float>(513, 1027)));
  check_layouts(numbers<float>(1021, 1031).matrix().transpose().array());
  check_layouts(numbers<float>(1021, 1031) * 0.5f + 1.0f);
  check_layouts(numbers<float>(0, 5));
  check_layouts(numbers<float>(5, 0));
}

TEST_CASE("the destination may share memory with the argument") {
  Eigen::ThreadPool pool(4);
  const GELU<float> f;
  const Eigen::ArrayXXf x = numbers<float>(700, 700), of_transposed = f(x.transpose());
  Eigen::ArrayXXf y = x;
  parallel(pool, y) = f(y.transpose());
  CHECK(same_bits(y, of_transposed));
  const Eigen::ArrayXf v = numbers<float>(kLarge, 1), values = f(v), slopes = f.derivative(v);
  const Index most = v.size() - 5;
  Eigen::ArrayXf w = v, d;
  parallel(pool, w.tail(most)) = f(w.head(most));
  CHECK(same_bits(w.tail(most), values.head(most)));
  w = v;
  value_and_derivative(pool, f, w.head(most), w.tail(most), d);
  CHECK(same_bits(w.tail(most), values.head(most)));
  CHECK(same_bits(d, slopes.head(most)));
}

// A single element of Eigen's own exponential has other bits than one in a register.
TEST_CASE("the registers are the same however the work is cut") {
  const Eigen::ArrayXXf x = numbers<float>(30'011, 21);
  Eigen::ArrayXXf first(30'012, 21), y(first);
  Eigen::ThreadPool pool(2);
  parallel(pool, first.topRows(30'011)) = x.exp();
  for (const int threads : {3, 8}) {
    Eigen::ThreadPool other(threads);
    parallel(other, y.topRows(30'011)) = x.exp();
    CHECK(same_bits(y.topRows(30'011), first.topRows(30'011)));
  }
}

namespace {

/// The numbers whose work, of so many cycles for a register or a number, is worth so many threads,
/// in a pass over as many arrays.
template <typename... Arrays>
Eigen::ArrayXf worth(double threads, int cost) {
  const double cycles = core::cycles_of<Arrays...>(1, cost);
  return numbers<float>(static_cast<Index>(std::ceil(threads * core::kCyclesPerThread / cycles)),
                        1);
}

}  // namespace

TEST_CASE("a call splits what is worth it, and no more") {
  using X = Eigen::ArrayXf;
  const Sample f;
  const ReLU<float> relu;
  constexpr int reads = 2 * Eigen::NumTraits<float>::ReadCost;
  for (const int threads : {1, 2, 3, 4, 5}) {  // of which the pool has four
    LatePool pool;
    const auto tasks = static_cast<std::size_t>(std::min(threads, 4) - 1);
    X y, dy;
    for (const double more : {0.1, 0.9}) {
      const X x = worth<X, X>(threads + more, functor_cost<Sample> + reads);
      parallel(pool, y) = f(x);
      CHECK(pool.tasks.size() == tasks);
      CHECK(same_bits(y, X(f(x))));
      y.resize(0);  // what comes late finds nothing to do
      for (const auto& task : pool.tasks) task();
      pool.tasks.clear();
    }
    constexpr int both = core::cost<formula::ReLU, core::ValueAndDerivative, Fast, float>();
    value_and_derivative(pool, relu, worth<X, X, X>(threads + 0.5, both), y, dy);
    CHECK(pool.tasks.size() == tasks);
  }
}

TEST_CASE("a product is evaluated once, before its factor is written") {
  Eigen::ThreadPool pool(3);
  const Other f;
  // Eigen's product of matrices is most of what would be compiled: here one of two vectors
  constexpr Index inner = kFull ? 64 : 1;
  const std::conditional_t<kFull, Eigen::MatrixXf, Eigen::VectorXf> w = numbers<float>(200, inner);
  const Eigen::MatrixXf x = numbers<float>(inner, 3000);
  const Eigen::VectorXf b = numbers<float>(200, 1);
  const Eigen::MatrixXf expected = f((w * x).colwise() + b);
  Eigen::MatrixXf y = x, dy;
  parallel(pool, y) = f((w * y).colwise() + b);
  CHECK(same_bits(y, expected));
  value_and_derivative(pool, f, (w * x).colwise() + b, y, dy);
  CHECK(same_bits(y, expected));
}

TEST_CASE("in place is safe") {
  Eigen::ThreadPool pool(8);
  const Other f;
  const Eigen::ArrayXXf x = numbers<float>(1000, 1001), value = f(x), slope = f.derivative(x);
  Eigen::ArrayXXf y = x, dy;
  parallel(pool, y) = f(y);
  CHECK(same_bits(y, value));
  y = x;
  value_and_derivative(pool, f, y, dy, y);
  CHECK(same_bits(dy, value));
  CHECK(same_bits(y, slope));
}

TEST_CASE("a wrong shape is refused before anything is written") {
  Eigen::ThreadPool pool(2);
  const Sample f;
  for (const Index size : {10, 1'000'000}) {
    const Eigen::ArrayXXf x = numbers<float>(size, 1);
    Eigen::ArrayXXf y = Eigen::ArrayXXf::Constant(size + 1, 1, 7), dy = y;
    CHECK_THROWS_WITH(parallel(pool, y.topRows(size + 1)) = f(x),
                      "parallel: the destination must have the shape of X, " +
                          std::to_string(size) + " x 1, but has " + std::to_string(size + 1) +
                          " x 1");
    CHECK_THROWS_AS(value_and_derivative(pool, f, x, y.topRows(size), dy.topRows(size + 1)),
                    std::invalid_argument);
    CHECK((y == 7 && dy == 7).all());
  }
}

TEST_CASE("calls from inside the pool do not lock up") {
  Eigen::ThreadPool pool(2);
  const Sample f;
  const Eigen::ArrayXf x = numbers<float>(kLarge, 1), expected = f(x);
  std::vector<Eigen::ArrayXf> results(6);
  Eigen::Barrier barrier(6);
  for (auto& result : results) {
    pool.Schedule([&] {
      parallel(pool, result) = f(x);
      barrier.Notify();
    });
  }
  barrier.Wait();
  for (const auto& result : results) CHECK(same_bits(result, expected));
}

TEST_CASE("what an element throws reaches the caller") {
  Eigen::ThreadPool pool(3);
  const Eigen::ArrayXf x = numbers<float>(kLarge, 1);
  Eigen::ArrayXf y;
  const auto picky = [](float v) { return v > 5.9f ? throw std::domain_error("too large") : v; };
  CHECK_THROWS_AS(parallel(pool, y) = Sample()(x.unaryExpr(picky)), std::domain_error);
}

TEST_CASE("a tensor has the same bits for every number of threads") {
  const Other f;
  Eigen::Tensor<float, 2> t(1021, 1031), expected(1021, 1031), result(1021, 1031);
  const auto x = numbers<float>(1021, 1031);
  std::copy_n(x.data(), x.size(), t.data());
  expected = t.unaryExpr(f);
  for (const int threads : kThreadCounts) {
    Eigen::ThreadPool pool(threads);
    const Eigen::ThreadPoolDevice device(&pool, threads);
    result.setZero();
    result.device(device) = t.unaryExpr(f);
    const auto bytes = static_cast<std::size_t>(t.size()) * sizeof(float);
    CHECK(std::memcmp(result.data(), expected.data(), bytes) == 0);
  }
}

TEST_CASE("the costs make Eigen split at sensible sizes") {
  check_split(costs_of<ReLU<float>>());
  check_split(costs_of<GELU<float, Precise>>());
  check_split(costs_of<GELU<double, Precise>>());
  if constexpr (kFull) {
    check_split(costs_of<SiLU<float>>());
    check_split(costs_of<GELU<float>>());
  }
  // a few operations, a kernel, the same in double, the same in double-double
  CHECK(functor_cost<ReLU<float>> < functor_cost<SiLU<float>>);
  CHECK(functor_cost<SiLU<float>> < functor_cost<GELU<float, Precise>>);
  CHECK(functor_cost<GELU<float>> <= functor_cost<GELU<float, Precise>>);
  CHECK(4 * functor_cost<GELU<float, Precise>> < functor_cost<GELU<double, Precise>>);
}

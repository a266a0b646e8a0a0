// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_USE_THREADS
#include <cstring>
#include <eigenact/eigenact.hpp>
#include <eigenact/ext/parallel.hpp>
#include <functional>
#include <unsupported/Eigen/CXX11/Tensor>
#include <vector>

#include "support/catch.hpp"

using namespace eigenact;
using Eigen::Index;
using RowMajorXXf = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

namespace {

const int kThreadCounts[] = {1, 2, 3, 8};
// Enough for eight threads, whatever the cost.
const Index kLarge = 1'200'000;

template <typename S>
Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> numbers(Index rows, Index cols) {
  return Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>::NullaryExpr(
      rows, cols, [=](Index i, Index j) {
        return static_cast<S>(static_cast<float>((i * 7919 + j * 104729) % 12007) / 1000 - 6);
      });
}

template <typename X, typename Y>
bool same_bits(const X& x, const Y& y) {
  if (x.rows() != y.rows() || x.cols() != y.cols()) return false;
  for (Index j = 0; j < x.cols(); ++j) {
    for (Index i = 0; i < x.rows(); ++i) {
      const typename X::Scalar a = x(i, j), b = y(i, j);
      if (std::memcmp(&a, &b, sizeof a) != 0) return false;
    }
  }
  return true;
}

/// Keeps its tasks until it is told to run them.
struct LatePool : Eigen::ThreadPoolInterface {
  std::vector<std::function<void()>> tasks;
  void Schedule(std::function<void()> task) override { tasks.push_back(std::move(task)); }
  int NumThreads() const override { return 4; }
  int CurrentThreadId() const override { return -1; }
};

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
      CAPTURE(F::name(), size, threads);
      Eigen::ThreadPool pool(threads);
      Array y, dy;
      parallel(pool, y) = f(x);
      CHECK(same_bits(y, value));
      parallel(pool, y) = f.backward(x, gradient);
      CHECK(same_bits(y, back));
      value_and_derivative(pool, f, x, y, dy);
      CHECK(same_bits(y, value));
      CHECK(same_bits(dy, slope));
    }
  }
}

template <typename X>
void check_layouts(const X& x) {
  const SiLU<float> silu;
  const Eigen::ArrayXXf value = silu(x), slope = silu.derivative(x);
  const Index rows = x.rows(), cols = x.cols();
  for (const int threads : kThreadCounts) {
    CAPTURE(rows, cols, threads);
    Eigen::ThreadPool pool(threads);
    const auto check = [&](auto&& y, auto&& dy) {
      parallel(pool, y) = silu(x);
      CHECK(same_bits(y, value));
      y.setZero();
      value_and_derivative(pool, silu, x, y, dy);
      CHECK(same_bits(y, value));
      CHECK(same_bits(dy, slope));
    };
    check(Eigen::ArrayXXf(), Eigen::ArrayXXf());
    check(RowMajorXXf(), Eigen::ArrayXXf());
    check(Eigen::MatrixXf(), Eigen::MatrixXf());
    Eigen::ArrayXXf large(rows + 3, cols + 2), other(large);
    check(large.block(1, 2, rows, cols), other.block(3, 0, rows, cols));
    check(Eigen::Ref<Eigen::ArrayXXf>(large.topLeftCorner(rows, cols)), Eigen::ArrayXXf());
    Eigen::ArrayXf memory(2 * rows * cols);
    using Stride = Eigen::Stride<Eigen::Dynamic, 2>;
    check(Eigen::Map<Eigen::ArrayXXf, 0, Stride>(memory.data(), rows, cols, Stride(2 * rows, 2)),
          Eigen::ArrayXXf());
    check(Eigen::Map<Eigen::ArrayXXf>(memory.data() + 1, rows, cols), RowMajorXXf());
  }
}

}  // namespace

TEST_CASE("the bits are the same for every number of threads") {
  check_sizes(SiLU<float>(), {0, 1, 15, 16, 17, 16383, 16385, 65537, kLarge - 1, kLarge + 17});
  check_sizes(ReLU<float>(), {1, 262144, kLarge + 1});
  check_sizes(GELU<double>(), {1, 1001, 4096, 16385, 100001});
  check_sizes(Mish<Eigen::half>(), {1, 16385, 300007});
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

TEST_CASE("a call splits what is worth it, and no more") {
  LatePool pool;
  const Eigen::ArrayXf small = numbers<float>(16384, 1), large = numbers<float>(kLarge, 1);
  Eigen::ArrayXf y, dy;
  const GELU<float> gelu;
  parallel(pool, y) = SiLU<float>()(small);
  parallel(pool, y) = ReLU<float>()(small);
  value_and_derivative(pool, ReLU<float>(), small, y, dy);
  CHECK(pool.tasks.empty());
  parallel(pool, y) = gelu(large);
  CHECK(pool.tasks.size() == 3);
  CHECK(same_bits(y, Eigen::ArrayXf(gelu(large))));
  y.resize(0);  // what comes late finds nothing to do
  for (const auto& task : pool.tasks) task();
}

TEST_CASE("a product is evaluated once, before its factor is written") {
  Eigen::ThreadPool pool(3);
  const GELU<float> gelu;
  const Eigen::MatrixXf w = numbers<float>(200, 64), x = numbers<float>(64, 3000);
  const Eigen::VectorXf b = numbers<float>(200, 1);
  const Eigen::MatrixXf expected = gelu((w * x).colwise() + b);
  Eigen::MatrixXf y = x, dy;
  parallel(pool, y) = gelu((w * y).colwise() + b);
  CHECK(same_bits(y, expected));
  value_and_derivative(pool, gelu, (w * x).colwise() + b, y, dy);
  CHECK(same_bits(y, expected));
}

TEST_CASE("in place is safe") {
  Eigen::ThreadPool pool(8);
  const Mish<float> mish;
  const Eigen::ArrayXXf x = numbers<float>(1000, 1001), value = mish(x), slope = mish.derivative(x);
  Eigen::ArrayXXf y = x, dy;
  parallel(pool, y) = mish(y);
  CHECK(same_bits(y, value));
  y = x;
  value_and_derivative(pool, mish, y, dy, y);
  CHECK(same_bits(dy, value));
  CHECK(same_bits(y, slope));
}

TEST_CASE("a wrong shape is refused before anything is written") {
  Eigen::ThreadPool pool(2);
  const SiLU<float> silu;
  for (const Index size : {10, 1'000'000}) {
    const Eigen::ArrayXXf x = numbers<float>(size, 1);
    Eigen::ArrayXXf y = Eigen::ArrayXXf::Constant(size + 1, 1, 7), dy = y;
    CHECK_THROWS_WITH(parallel(pool, y.topRows(size + 1)) = silu(x),
                      "parallel: the destination must have the shape of X, " +
                          std::to_string(size) + " x 1, but has " + std::to_string(size + 1) +
                          " x 1");
    CHECK_THROWS_AS(value_and_derivative(pool, silu, x, y.topRows(size), dy.topRows(size + 1)),
                    std::invalid_argument);
    CHECK((y == 7 && dy == 7).all());
  }
}

TEST_CASE("calls from inside the pool do not lock up") {
  Eigen::ThreadPool pool(2);
  const SiLU<float> silu;
  const Eigen::ArrayXf x = numbers<float>(kLarge, 1), expected = silu(x);
  std::vector<Eigen::ArrayXf> results(6);
  Eigen::Barrier barrier(6);
  for (auto& result : results) {
    pool.Schedule([&] {
      parallel(pool, result) = silu(x);
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
  CHECK_THROWS_AS(parallel(pool, y) = SiLU<float>()(x.unaryExpr(picky)), std::domain_error);
}

TEST_CASE("a tensor has the same bits for every number of threads") {
  const GELU<float> gelu;
  Eigen::Tensor<float, 2> t(1021, 1031), expected(1021, 1031), result(1021, 1031);
  const auto x = numbers<float>(1021, 1031);
  std::copy_n(x.data(), x.size(), t.data());
  expected = t.unaryExpr(gelu);
  for (const int threads : kThreadCounts) {
    Eigen::ThreadPool pool(threads);
    const Eigen::ThreadPoolDevice device(&pool, threads);
    result.setZero();
    result.device(device) = t.unaryExpr(gelu);
    const auto bytes = static_cast<std::size_t>(t.size()) * sizeof(float);
    CHECK(std::memcmp(result.data(), expected.data(), bytes) == 0);
  }
}

namespace {

/// The threads that Eigen takes, of eight, for so many elements of a tensor.
template <typename F>
int tensor_threads(Index size) {
  using S = typename F::Scalar;
  Eigen::Tensor<S, 1> t(size);
  const Eigen::DefaultDevice device;
  const auto expression = t.unaryExpr(F());
  const Eigen::TensorEvaluator<decltype(expression), Eigen::DefaultDevice> evaluator(expression,
                                                                                     device);
  const double bytes = sizeof(S);
  return Eigen::TensorCostModel<Eigen::ThreadPoolDevice>::numThreads(
      static_cast<double>(size), evaluator.costPerCoeff(true) + Eigen::TensorOpCost(0, bytes, 0),
      8);
}

}  // namespace

TEST_CASE("the costs make Eigen split at sensible sizes") {
  CHECK(tensor_threads<ReLU<float>>(65536) == 1);
  CHECK(tensor_threads<SiLU<float>>(16384) == 1);
  CHECK(tensor_threads<GELU<float>>(16384) == 1);
  CHECK(tensor_threads<SiLU<float>>(1 << 20) == 8);
  CHECK(tensor_threads<GELU<float, Precise>>(1 << 18) == 8);
  CHECK(tensor_threads<GELU<double, Precise>>(16384) == 8);
}

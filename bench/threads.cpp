// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_threads [threads] [tries]: from which size on a pool of threads pays. Each try measures
// the plain assignment, parallel() and Eigen's ThreadPoolDevice one after the other on the same
// arrays; the table has the ratios of the best of each.

#define EIGEN_USE_THREADS
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/mish.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/elementwise/silu.hpp>
#include <eigenact/ext/parallel.hpp>
#include <limits>
#include <thread>
#include <unsupported/Eigen/CXX11/Tensor>

namespace {

using namespace eigenact;
using Eigen::Index;

constexpr std::array<Index, 8> kSizes = {1024, 4096, 16384, 32768, 65536, 131072, 262144, 1 << 20};
constexpr Index kElementsPerTry = 1 << 18;  // short, to fit between other programs

/// Seconds for one call.
template <typename Call>
double time(Index calls, const Call& call) {
  const auto start = std::chrono::steady_clock::now();
  for (Index i = 0; i < calls; ++i) call();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return taken.count() / static_cast<double>(calls);
}

template <typename F>
void show(const char* name, Eigen::ThreadPool& pool, int tries) {
  using S = typename F::Scalar;
  using Array = Eigen::Array<S, Eigen::Dynamic, 1>;
  using Tensor = Eigen::TensorMap<Eigen::Tensor<S, 1>>;
  const Eigen::ThreadPoolDevice device(&pool, pool.NumThreads());
  const F f;
  for (const Index size : kSizes) {
    Array x = Array::Random(size) * S(6), y(size), slope(size);
    Tensor in(x.data(), size), out(y.data(), size);
    const Index calls = std::max<Index>(kElementsPerTry / size, 1);
    std::array<double, 5> best;
    best.fill(std::numeric_limits<double>::max());
    const auto measure = [&](std::size_t i, const auto& call) {
      best[i] = std::min(best[i], time(calls, call));
    };
    for (int i = 0; i < tries; ++i) {
      measure(0, [&] { y = f(x); });
      measure(1, [&] { parallel(pool, y) = f(x); });
      measure(2, [&] { out.device(device) = in.unaryExpr(f); });
      measure(3, [&] { f.value_and_derivative(x, y, slope); });
      measure(4, [&] { value_and_derivative(pool, f, x, y, slope); });
    }
    std::printf("| %s | %ld | %.1f | %.2f | %.2f | %.2f |\n", name, static_cast<long>(size),
                best[0] * 1e6, best[0] / best[1], best[0] / best[2], best[3] / best[4]);
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  Eigen::ThreadPool pool(argc > 1 ? std::max(std::atoi(argv[1]), 1) : cores);
  const int tries = argc > 2 ? std::atoi(argv[2]) : 100;
  std::printf(
      "| %d threads | elements | one thread, us | parallel | ThreadPoolDevice | "
      "value and derivative |\n|---|---:|---:|---:|---:|---:|\n",
      pool.NumThreads());
  show<ReLU<float>>("relu", pool, tries);
  show<SiLU<float>>("silu", pool, tries);
  show<Mish<float>>("mish", pool, tries);
  show<GELU<float>>("gelu", pool, tries);
  show<GELU<float, Precise>>("gelu, Precise", pool, tries);
  show<GELU<double>>("gelu, double", pool, tries);
}

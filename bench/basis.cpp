// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The basis expansions at 65536 floats, beside what they are measured by: sine, copy. Ratios within
// one run count: --benchmark_enable_random_interleaving --benchmark_repetitions=9.

#include <benchmark/benchmark.h>

#include <eigenact/basis.hpp>
#include <eigenact/elementwise/sin.hpp>

namespace {

using namespace eigenact;
constexpr Eigen::Index kSize = 65536;

struct Data {
  Eigen::ArrayXf x = 4 * Eigen::ArrayXf::Random(kSize), gradient = Eigen::ArrayXf::Random(kSize),
                 y = x, parameter_gradient;
};

template <typename F>
void forward(benchmark::State& state, const F& f) {
  Data data;
  for (auto _ : state) {
    data.y = f(data.x);
    benchmark::DoNotOptimize(data.y.data());
    benchmark::ClobberMemory();
  }
}

template <typename F>
void all_gradients(benchmark::State& state, const F& f) {
  Data data;
  f.backward(data.x, data.gradient, data.y, data.parameter_gradient);
  for (auto _ : state) {
    f.backward(data.x, data.gradient, data.y, data.parameter_gradient);
    benchmark::DoNotOptimize(data.y.data());
    benchmark::ClobberMemory();
  }
}

template <typename F>
void add(const std::string& name, const F& f) {
  benchmark::RegisterBenchmark((name + "/forward").c_str(), forward<F>, f);
  benchmark::RegisterBenchmark((name + "/all_gradients").c_str(), all_gradients<F>, f);
}

struct Copy {
  template <typename X>
  const X& operator()(const X& x) const {
    return x;
  }
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::RegisterBenchmark("copy/forward", forward<Copy>, Copy());
  benchmark::RegisterBenchmark("sin/forward", forward<Sin<float>>, Sin<float>());
  add("staf(25)", STAF<float>(25));
  add("fourier(25)", Fourier<float>(25));
  add("staf(25) precise", STAF<float, Precise>(25));
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The speed of the activations of vectors, on 65536 floats in columns of 1024, beside Exp, one read
// of the memory and Eigen's own expression.

#include <benchmark/benchmark.h>

#include <eigenact/elementwise/exp.hpp>
#include <eigenact/rowwise.hpp>

namespace {

using namespace eigenact;
using Array = Eigen::ArrayXXf;

constexpr Eigen::Index kRows = 1024, kCols = 64;

struct Data {
  Array x = 2.5f * Array::Random(kRows, kCols), g = Array::Random(kRows, kCols), y = x;
};

template <typename Run>
void measure(benchmark::State& state, const Run& run) {
  Data data;
  for (auto _ : state) {
    run(data);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * kRows * kCols);
}

#define EIGENACT_MEASURE(name, code)       \
  void name(benchmark::State& state) {     \
    measure(state, [](Data& d) { code; }); \
  }                                        \
  BENCHMARK(name)

EIGENACT_MEASURE(exp, d.y = Exp<float>()(d.x));
EIGENACT_MEASURE(read, benchmark::DoNotOptimize(d.x.maxCoeff()));
EIGENACT_MEASURE(softmax_colwise, d.y = Softmax<float>().colwise(d.x));
EIGENACT_MEASURE(softmax_colwise_precise, (d.y = Softmax<float, Precise>().colwise(d.x)));
EIGENACT_MEASURE(softmax_colwise_temperature, d.y = Softmax<float>(2.f).colwise(d.x));
EIGENACT_MEASURE(softmax_rowwise, d.y = Softmax<float>().rowwise(d.x));
EIGENACT_MEASURE(log_softmax_colwise, d.y = LogSoftmax<float>().colwise(d.x));
EIGENACT_MEASURE(log_softmax_rowwise, d.y = LogSoftmax<float>().rowwise(d.x));
EIGENACT_MEASURE(log_sum_exp_colwise,
                 benchmark::DoNotOptimize(LogSumExp<float>().colwise(d.x).eval().sum()));
EIGENACT_MEASURE(sparsemax_colwise, d.y = Sparsemax<float>().colwise(d.x));
EIGENACT_MEASURE(entmax15_colwise, d.y = Entmax15<float>().colwise(d.x));
EIGENACT_MEASURE(standardize_colwise, d.y = Standardize<float>().colwise(d.x));
EIGENACT_MEASURE(softmax_backward, d.y = Softmax<float>().colwise_backward(d.x, d.g));
EIGENACT_MEASURE(softmax_rowwise_backward, d.y = Softmax<float>().rowwise_backward(d.x, d.g));
EIGENACT_MEASURE(eigen_colwise, d.y = (d.x.rowwise() - d.x.colwise().maxCoeff().eval()).exp();
                 d.y.rowwise() /= d.y.colwise().sum().eval());
EIGENACT_MEASURE(eigen_rowwise, d.y = (d.x.colwise() - d.x.rowwise().maxCoeff().eval()).exp();
                 d.y.colwise() /= d.y.rowwise().sum().eval());

}  // namespace

BENCHMARK_MAIN();

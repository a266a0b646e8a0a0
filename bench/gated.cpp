// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The speed of the gated units on 65536 floats, beside SiLU and Eigen's own expression.

#include <benchmark/benchmark.h>

#include <eigenact/elementwise/silu.hpp>
#include <eigenact/gated.hpp>

namespace {

using namespace eigenact;
using Array = Eigen::ArrayXXf;

constexpr Eigen::Index kRows = 256, kCols = 256;

struct Data {
  Array x = 2.5f * Array::Random(2 * kRows, kCols), a = x.topRows(kRows), b = x.bottomRows(kRows);
  Array g = Array::Random(kRows, kCols), z = g, ga = g, gb = g, gx = x;
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

EIGENACT_MEASURE(silu, d.z = SiLU<float>()(d.a));
EIGENACT_MEASURE(silu_value_and_derivative, SiLU<float>().value_and_derivative(d.a, d.z, d.ga));
EIGENACT_MEASURE(swiglu, d.z = SwiGLU<float>()(d.a, d.b));
EIGENACT_MEASURE(swiglu_halves, d.z = SwiGLU<float>()(d.x));
EIGENACT_MEASURE(swiglu_beta, d.z = SwiGLU<float>(1.5f)(d.a, d.b));
EIGENACT_MEASURE(swiglu_backward, SwiGLU<float>().backward(d.a, d.b, d.g, d.ga, d.gb));
EIGENACT_MEASURE(swiglu_halves_backward, d.gx = SwiGLU<float>().backward(d.x, d.g));
EIGENACT_MEASURE(glu, d.z = GLU<float>()(d.a, d.b));
EIGENACT_MEASURE(geglu, d.z = GEGLU<float>()(d.a, d.b));
EIGENACT_MEASURE(reglu, d.z = ReGLU<float>()(d.a, d.b));
EIGENACT_MEASURE(swiglu_oai, d.z = SwiGLUOAI<float>()(d.a, d.b));
EIGENACT_MEASURE(eigen_swiglu, d.z = d.a * d.a.logistic() * d.b);

}  // namespace

BENCHMARK_MAIN();

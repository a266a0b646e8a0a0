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

EIGENACT_PACKETS_BEGIN

/// The operations of Rational(5, 4) alone, its degrees known to the compiler.
struct Operations {
  float a[6], b[4];

  float operator()(float x) const { return x; }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& packet) const {
    using V = Vec<float, simd::size_of<Packet>, Grade::Single>;
    const V x = V::of(packet);
    V p(a[5]), q(b[3]);
    for (int i = 4; i >= 0; --i) p = mul_add(p, x, V(a[i]));
    for (int i = 2; i >= 0; --i) q = mul_add(q, x, V(b[i]));
    return (p / (V(1) + simd::abs(V(q * x)))).packet;
  }
};

struct Copy {
  template <typename X>
  const X& operator()(const X& x) const {
    return x;
  }
};

EIGENACT_PACKETS_END

}  // namespace

template <>
struct Eigen::internal::functor_traits<Operations> {
  enum { Cost = 20, PacketAccess = true };
};

int main(int argc, char** argv) {
  benchmark::RegisterBenchmark("copy/forward", forward<Copy>, Copy());
  benchmark::RegisterBenchmark("sin/forward", forward<Sin<float>>, Sin<float>());
  const auto operations = [](benchmark::State& state) {
    Data data;
    const Operations f{{0.1f, 0.5f, 0.3f, 0.2f, 0.1f, 0.05f}, {0.1f, 0.2f, 0.3f, 0.4f}};
    for (auto _ : state) {
      data.y = data.x.unaryExpr(f);
      benchmark::DoNotOptimize(data.y.data());
      benchmark::ClobberMemory();
    }
  };
  benchmark::RegisterBenchmark("operations of rational(5,4)/forward", operations);
  add("staf(25)", STAF<float>(25));
  add("staf(25) precise", STAF<float, Precise>(25));
  add("fourier(25)", Fourier<float>(25));
  add("rational(5,4)", Rational<float>(5, 4));
  add("bspline(5,3)", BSpline<float>(5, 3));
  add("bspline(8,3)", BSpline<float>(8, 3, -4, 4, true));
  add("piecewise_linear(6)", PiecewiseLinear<float>(6));
  add("chebyshev(5)", Chebyshev<float>(5));
  add("dct(6)", DCT<float>(6));
  add("hermite(4)", Hermite<float>(4));
  add("polynomial(5)", Polynomial<float>(5));
  add("rbf(8)", RBF<float>(8));
  add("apl(5)", APL<float>(5));
  add("srelu", SReLU<float>());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The words for plain pointers: what the arrays give, in place too, and nothing is allocated.
#define EIGEN_RUNTIME_NO_MALLOC
#include <cmath>
#include <eigenact/basis/staf.hpp>
#include <eigenact/core/constrained.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/gated/swiglu.hpp>
#include <eigenact/rowwise/softmax.hpp>
#include <eigenact/stochastic/rrelu.hpp>

#include "support/catch.hpp"

using namespace eigenact;
using Eigen::Index;

namespace {

constexpr Index kSize = 42;
template <typename S>
using Numbers = Eigen::Array<S, Eigen::Dynamic, 1>;

template <typename S>
Numbers<S> numbers(double phase) {
  return Numbers<S>::NullaryExpr(kSize, [phase](Index i) {
    return static_cast<S>(3 * std::sin(static_cast<double>(7 * i) + phase));
  });
}

/// While it lives, Eigen allocates nothing.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

template <typename A, typename B>
bool are_equal(const A& a, const B& b) {
  for (Index i = 0; i < kSize; ++i)
    if (static_cast<double>(a(i)) != static_cast<double>(b(i))) return false;
  return true;
}

template <typename F>
void check_values(const F& f) {
  using S = typename F::Scalar;
  const Numbers<S> x = numbers<S>(0.2), g = numbers<S>(0.9);
  const Numbers<S> y = f(f.on(x.data(), kSize)).reshaped(),
                   back = f.backward(f.on(x.data(), kSize), f.on(g.data(), kSize)).reshaped();
  Numbers<S> result = x, in_place = x, of_gradient = g;
  {
    const NoAllocation guard;
    f.apply(in_place.data(), in_place.data(), kSize);
    f.backward(x.data(), of_gradient.data(), of_gradient.data(), kSize);
    f.apply(x.data(), result.data(), 0);
  }
  INFO(F::name());
  CHECK(are_equal(in_place, y));
  CHECK(are_equal(of_gradient, back));
  CHECK(are_equal(result, x));
}

template <typename F>
void check_slopes(const F& f) {
  using S = typename F::Scalar;
  check_values(f);
  const Numbers<S> x = numbers<S>(0.2);
  const Numbers<S> y = f(f.on(x.data(), kSize)).reshaped(),
                   d = f.derivative(f.on(x.data(), kSize)).reshaped();
  Numbers<S> slopes = x, values(kSize), both = x;
  {
    const NoAllocation guard;
    f.derivative(slopes.data(), slopes.data(), kSize);
    if constexpr (!std::is_same_v<F, RReLU<S>>)
      f.value_and_derivative(both.data(), values.data(), both.data(), kSize);
  }
  INFO(F::name());
  CHECK(are_equal(slopes, d));
  if constexpr (!std::is_same_v<F, RReLU<S>>) {
    CHECK(are_equal(values, y));
    CHECK(are_equal(both, d));
  }
}

}  // namespace

TEST_CASE("plain pointers give what arrays give", "[pointers]") {
  check_slopes(GELU<float>());
  check_slopes(GELU<double>());
  check_slopes(PReLU<Eigen::half>());
  check_slopes(STAF<float>(3));
  check_slopes(RReLU<float>());
  check_values(Softmax<float>());
  Channelwise<PReLU<float>> rows(6);
  rows.set_parameters(Eigen::ArrayXf::LinSpaced(6, -1, 1));
  check_slopes(rows);
  check_slopes(Constrained(PReLU<double>(0.3), ExpAbove()));
  float few[7] = {};
  CHECK_THROWS_WITH(rows.apply(few, few, 7),
                    "prelu: the number of elements must be a multiple of the 6 channels, got 7");
}

TEST_CASE("two pointers for the operands of a gated unit", "[pointers]") {
  const SwiGLU<float> glu;
  const Numbers<float> a = numbers<float>(0.2), b = numbers<float>(0.9), g = numbers<float>(1.4);
  const Numbers<float> z = glu(a, b);
  Numbers<float> ga, gb, in_a = a, in_b = b, y = a;
  glu.backward(a, b, g, ga, gb);
  {
    const NoAllocation guard;
    glu.apply(y.data(), b.data(), y.data(), kSize);
    glu.backward(in_a.data(), in_b.data(), g.data(), in_a.data(), in_b.data(), kSize);
  }
  CHECK(are_equal(y, z));
  CHECK(are_equal(in_a, ga));
  CHECK(are_equal(in_b, gb));
}

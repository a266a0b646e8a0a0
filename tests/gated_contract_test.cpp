// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_RUNTIME_NO_MALLOC
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/gated.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/gated_units.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Eigen::Index;

namespace {

#ifdef EIGENACT_FULL
template <typename S>
using Sample = SwiGLU<S>;
template <typename S>
using Factor = Softplus<S>;
template <typename S>
using Gate = Sigmoid<S>;
#else  // a few operations for the compiler
template <typename S>
using Sample = ReGLU<S>;
template <typename S>
using Factor = LeakyReLU<S>;
template <typename S>
using Gate = Softsign<S>;
#endif

}  // namespace

TEST_CASE("a unit is the product of its factors, bit for bit", "[gated]") {
  const auto check = [](auto zero) {
    using S = decltype(zero);
    const Array<S> a = numbers<S>(37, 5), b = numbers<S>(37, 5, 2);
    const Array<S> f = Factor<S>(S(2))(a), g = Gate<S>()(b);
    CHECK(same_bits(Gated<Factor<S>>(S(2))(a, b), f * b));
    CHECK(same_bits(Gated<Factor<S>, Gate<S>>(S(2))(a, b), f * g));
    if constexpr (kFull) {
      const Array<S> sigmoid = Sigmoid<S>()(b);
      CHECK(same_bits(GLU<S>()(a, b), a * sigmoid));
    }
  };
  check(0.f);
  check(0.);
  const Array<float> a = numbers<float>(37, 5), b = numbers<float>(37, 5, 2);
  const Array<float> silu = SiLU<float>()(a);
  CHECK(same_bits(SwiGLU<float>()(a, b), silu * b));
  CHECK(Gated<Softplus<float>>::parameter_names() == std::vector<std::string>{"beta"});
}

namespace {

template <typename S>
void check_layouts() {
  const Sample<S> unit;
  const Array<S> x = numbers<S>(34, 9), a = x.topRows(17), b = x.bottomRows(17);
  const Array<S> g = numbers<S>(17, 9, 3), z = unit(a, b);
  Array<S> ga, gb, gx(34, 9);
  unit.backward(a, b, g, ga, gb);
  gx << ga, gb;
  const RowMajor<S> rows = x;
  const auto check = [&](const auto& y, const auto& from) {
    CHECK(same_bits(unit(y.topRows(17), y.bottomRows(17)), from));
    CHECK(same_bits(unit(y), from));
    CHECK(same_bits(unit.backward(y, g), gx));
  };
  check(x, z);
  check(rows, z);
  check(S(1) * x, z);
  check(Array<S>(x.transpose()).transpose(), z);
  check(x.matrix().array(), z);
  CHECK(same_bits(unit(x.col(2)), z.col(2)));
  CHECK(same_bits(unit(a.row(1), b.row(1)), z.row(1)));
  CHECK(same_bits(unit(x.col(3).matrix()).eval().array(), z.col(3)));
  for (Index n = 0; n < 17; ++n) CHECK(same_bits(unit(a.topRows(n), b.topRows(n)), z.topRows(n)));
  CHECK(same_bits(unit(Eigen::Array<S, 2, 3>(x.template topLeftCorner<2, 3>())),
                  unit(x.row(0).leftCols(3), x.row(1).leftCols(3))));

  Array<S> y = x, up = a, down = b;
  y.topRows(17) = unit(y);
  CHECK(same_bits(y.topRows(17), z));
  y = x;
  y = unit.backward(y, g);
  CHECK(same_bits(y, gx));
  unit.backward(up, down, g, up, down);
  CHECK(same_bits(up, ga));
  CHECK(same_bits(down, gb));
  RowMajor<S> other(17, 9);
  Array<S> large(40, 12);
  unit.backward(a, rows.bottomRows(17), g, other, large.block(2, 1, 17, 9));
  CHECK(same_bits(other, ga));
  CHECK(same_bits(large.block(2, 1, 17, 9), gb));
}

}  // namespace

TEST_CASE("every layout, in place too", "[gated]") {
  check_layouts<float>();
  if constexpr (kFull) check_layouts<double>();
  if constexpr (kFull) check_layouts<Eigen::half>();
  const Sample<Eigen::half> unit;
  const Array<Eigen::half> a = numbers<Eigen::half>(37, 5), b = numbers<Eigen::half>(37, 5, 2);
  const Array<Eigen::half> z = unit(a, b);
  Array<Eigen::half> one_by_one(37, 5);
  for (Index i = 0; i < a.size(); ++i) one_by_one.data()[i] = unit(a.data()[i], b.data()[i]);
  CHECK(same_bits(z, one_by_one));
}

TEST_CASE("a product is evaluated once, and nothing is allocated", "[gated]") {
  const Sample<float> unit;
  // Eigen's product of matrices is most of what would be compiled: here one of two vectors
  constexpr Index inner = kFull ? 5 : 1;
  const std::conditional_t<kFull, Eigen::MatrixXf, Eigen::VectorXf> w =
      numbers<float>(12, inner).matrix();
  const std::conditional_t<kFull, Eigen::MatrixXf, Eigen::RowVectorXf> x =
      numbers<float>(inner, 7).matrix();
  const Eigen::VectorXf bias = numbers<float>(12, 1, 2).matrix();
  const Eigen::MatrixXf hidden = (w * x).colwise() + bias;
  const Eigen::MatrixXf z = unit((w * x).colwise() + bias);
  CHECK(z == unit(hidden.topRows(6), hidden.bottomRows(6)));
  Array<float> a = numbers<float>(24, 5), g = a.topRows(12), y(12, 5), ga(12, 5), gb = ga, gx = a;
  Eigen::internal::set_is_malloc_allowed(false);
  y = unit(a);
  y = unit(a.topRows(12), a.bottomRows(12));
  unit.backward(a.topRows(12), a.bottomRows(12), g, ga, gb);
  gx = unit.backward(a, g);
  if constexpr (kFull) unit.parameter_gradient(a, g);  // ReGLU has no parameters
  Eigen::internal::set_is_malloc_allowed(true);
  CHECK(same_bits(gx.topRows(12), ga));
}

TEST_CASE("limits and kinks", "[gated]") {
  const float infinity = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for_all_units<float, Fast>([&](const auto& unit) {
    CAPTURE(unit.name());
    CHECK(std::isnan(unit(nan, 1.5f)));
    CHECK(std::isnan(unit(1.5f, nan)));
  });
  CHECK(SwiGLU<float>()(-infinity, 2.f) == 0.f);
  CHECK(SwiGLU<float>()(infinity, 2.f) == infinity);
  CHECK(GLU<float>()(3.f, -infinity) == 0.f);
  const SwiGLUOAI<float> unit;
  CHECK(unit(infinity, infinity) == unit(7.f, 7.f));
  CHECK(unit(1.f, -infinity) == unit(1.f, -7.f));
  Eigen::Array4f a(7, 7.5f, 1, 1), b(1, 1, 7, -7.5f), g = Eigen::Array4f::Ones(), ga, gb;
  unit.backward(a, b, g, ga, gb);
  CHECK(ga(0) > 1.9f);
  CHECK(ga(1) == 0.f);
  CHECK(gb(2) > 0.8f);
  CHECK(gb(3) == 0.f);
  Eigen::Array2f zero(0, 1), one(2, 2), ga2, gb2;
  ReGLU<float>().backward(zero, one, one, ga2, gb2);
  CHECK(ga2(0) == 0.f);
  CHECK(ga2(1) == 4.f);
}

TEST_CASE("facts and errors", "[gated]") {
  const Array<float> x = numbers<float>(7, 4), g = numbers<float>(3, 4);
  const SwiGLU<float> unit;
  CHECK_THROWS_WITH(unit(x), "swiglu: X must have an even number of rows, two halves, but has 7");
  CHECK_THROWS_WITH(unit.backward(x, g),
                    "swiglu: X must have an even number of rows, two halves, but has 7");
  CHECK_THROWS_WITH(unit.backward(x.topRows(4), g),
                    "swiglu: the gradient must have half the rows of X, 2 x 4, but has 3 x 4");
  Array<float> ga, gb;
  CHECK_THROWS_WITH(unit.backward(x, g, x, ga, gb),
                    "swiglu: B must have the shape of X, 7 x 4, but has 3 x 4");
  CHECK_THROWS_WITH(unit.backward(g, g, x, ga, gb),
                    "swiglu: the gradient must have the shape of X, 3 x 4, but has 7 x 4");
  CHECK_THROWS_WITH(unit.backward(g, g, g, ga, gb.topRows(0)),
                    "swiglu: the gradient to B must have the shape of X, 3 x 4, but has 0 x 0");
  CHECK_THROWS_WITH(SwiGLUOAI<float>(1.f, -1.f),
                    "swiglu_oai: limit must be finite and not negative, got -1");
  CHECK_THROWS_WITH(Gated<Swish<float>>(std::numeric_limits<float>::infinity()),
                    "gated: beta must be finite, got inf");
  int count = 0;
  for_each_gated([&](auto formula) {
    CHECK(!formula.facts.reference().empty());
    CHECK(!gated_type_name<decltype(formula)>.empty());
    ++count;
  });
  CHECK(count == GatedList::size);
}

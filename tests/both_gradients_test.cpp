// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The gradients of the input and of the parameters by one call: the bits of the two calls, whatever
// memory the results share with the operands. All members of the families with trained parameters,
// but the elementwise ones and the bases, which have laws of their own.
#define EIGEN_RUNTIME_NO_MALLOC
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/gated.hpp>
#include <eigenact/rowwise.hpp>
#include <eigenact/stochastic.hpp>

#include "support/catch.hpp"
#include "support/gated_units.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Catch::Matchers::Contains;
using Eigen::Index;

namespace {

template <typename S>
using Vector = Eigen::Array<S, Eigen::Dynamic, 1>;

/// What is checked of one member, whose calls come as functions: `both` writes the two results,
/// `to_x` and `to_parameters` are the calls of one result. Some members of a family are asked for
/// all layouts (Whole), which is code that they share.
template <bool Whole, typename S, typename Both, typename ToX, typename ToParameters>
EIGEN_DONT_INLINE void check_calls(const std::string& name, const Both& both, const ToX& to_x,
                                   const ToParameters& to_parameters) {
  INFO(name << ", " << sizeof(S) << " bytes");
  const Array<S> x = numbers<S>(37, 5, 1, 2), g = numbers<S>(37, 5, 2, 1);
  const Array<S> expected = to_x(x, g);
  const Vector<S> sums = to_parameters(x, g);
  const auto check = [&](const char* what, const auto& gx, const auto& gp) {
    INFO(what);
    CHECK(same_bits(gx, expected));
    CHECK(same_bits(gp, sums));
  };
  Array<S> gx;
  Vector<S> gp;
  both(x, g, gx, gp);
  check("arrays that are resized", gx, gp);
  gx = x;
  both(gx, g, gx, gp);
  check("in place of x", gx, gp);
  gx = g;
  both(x, gx, gx, gp);
  check("in place of the gradient", gx, gp);
  if constexpr (Whole) {
    both(x + S(0), S(1) * g, gx, gp);
    check("expressions", gx, gp);
    Array<S> memory = numbers<S>(40, 5);
    memory.topRows(37) = x;
    both(memory.topRows(37), g, memory.bottomRows(37), gp);
    check("a block that overlaps x", memory.bottomRows(37), gp);
    memory.topRows(37) = g;
    both(x, memory.topRows(37), memory.bottomRows(37), gp);
    check("a block that overlaps the gradient", memory.bottomRows(37), gp);
    RowMajor<S> rows;
    both(x, g, rows, gp);
    check("a result in the other order", rows, gp);
    gx = x;
    both(gx, RowMajor<S>(g), gx, gp);
    INFO("in place of x, the gradient in the other order");
    CHECK(same_bits(gx, expected));
    Vector<S> wrong(sums.size() + 1);
    CHECK_THROWS_WITH(both(x, Array<S>(g.leftCols(2)), gx, gp),
                      Contains("the gradient must have the shape"));
    CHECK_THROWS_WITH(both(x, g, gx.topRows(3), gp), Contains("must have the shape of X, 37 x 5"));
    CHECK_THROWS_WITH(both(x, g, gx, wrong.head(wrong.size())),
                      Contains("the gradient of the parameters must have " +
                               std::to_string(sums.size()) + " values"));
    CHECK(same_bits(gx, expected));
  }
}

template <bool Whole, typename Unit>
void check_gated(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> b = numbers<S>(37, 5, 3, 2);
  Array<S> other;
  check_calls<Whole, S>(
      Unit::name() + " to a",
      [&](const auto& a, const auto& g, auto&& ga, auto&& gp) {
        unit.backward(a, b, g, ga, other, gp);
      },
      [&](const auto& a, const auto& g) {
        Array<S> ga, gb;
        unit.backward(a, b, g, ga, gb);
        return ga;
      },
      [&](const auto& a, const auto& g) { return unit.parameter_gradient(a, b, g); });
  const Array<S> a = numbers<S>(37, 5, 1, 2), g = numbers<S>(37, 5, 2, 1);
  Array<S> ga, gb;
  Vector<S> gp;
  unit.backward(a, b, g, ga, gb);
  unit.backward(a, b, g, ga, other, gp);
  CHECK(same_bits(other, gb));
}

template <typename Unit>
void check_halves(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> x = numbers<S>(34, 9), gz = numbers<S>(17, 9, 3), expected = unit.backward(x, gz);
  const Vector<S> sums = unit.parameter_gradient(x, gz);
  Array<S> gx;
  Vector<S> gp;
  const auto check = [&](const char* what) {
    INFO(Unit::name() << ", halves, " << what);
    CHECK(same_bits(gx, expected));
    CHECK(same_bits(gp, sums));
  };
  unit.backward(x, gz, gx, gp);
  check("resized");
  gx = x;
  unit.backward(gx, gz, gx, gp);
  check("in place");
  gx = gz;
  unit.backward(x, gx, gx, gp);
  check("in place of the gradient");
  unit.backward(x + S(0), gz, gx, gp);
  check("of an expression");
  CHECK_THROWS_WITH(unit.backward(gz, gz, gx, gp), Contains("an even number of rows"));
  CHECK_THROWS_WITH(unit.backward(x, x, gx, gp), Contains("half the rows of X, 17 x 9"));
  CHECK_THROWS_WITH(unit.backward(x, gz, gx.topRows(2), gp), Contains("34 x 9, but has 2 x 9"));
}

template <typename S>
void check_all_gated() {
  for_all_units<S, Fast>([](const auto& unit) {
    if constexpr (std::decay_t<decltype(unit)>::parameter_count > 0) check_gated<false>(unit);
  });
}

}  // namespace

TEST_CASE("both gradients of gated units", "[gradients]") {
  check_all_gated<float>();
  const Gated<PReLU<float>, LeakyReLU<float>> unit(0.25f, 0.1f);
  check_gated<true>(unit);
  check_halves(unit);
  if constexpr (kFull) {
    check_all_gated<double>();
    check_gated<false>(SwiGLU<Eigen::half>(Eigen::half(1.75f)));
    check_gated<false>(SwiGLU<float, Precise>(1.5f));
  }
}

TEST_CASE("both gradients of a gated unit allocate nothing", "[gradients]") {
  const SwiGLU<float> unit(1.5f);
  const Array<float> a = numbers<float>(37, 5), b = numbers<float>(37, 5, 2), g = b.reverse();
  Array<float> ga(37, 5), gb(37, 5);
  Vector<float> gp(1);
  Eigen::internal::set_is_malloc_allowed(false);
  unit.backward(a, b, g, ga, gb, gp);
  Eigen::internal::set_is_malloc_allowed(true);
  Array<float> up = a, down = b;
  unit.backward(up, down, g, up, down, gp);
  CHECK(same_bits(up, ga));
  CHECK(same_bits(down, gb));
}

namespace {

/// By rows, and of single vectors, what columns give.
template <typename F>
void check_other_lines(const F& f) {
  using S = typename F::Scalar;
  const Array<S> x = numbers<S>(37, 5, 1, 2), g = numbers<S>(37, 5, 2, 1);
  const Array<S> wide = x.transpose(), to_wide = g.transpose();
  Array<S> gx, gx_by_rows;
  Vector<S> gp, gp_by_rows;
  f.colwise_backward(x, g, gx, gp);
  INFO(f.name());
  f.rowwise_backward(wide, to_wide, gx_by_rows, gp_by_rows);
  CHECK(same_bits(gx_by_rows.transpose(), gx));
  CHECK(same_bits(gp_by_rows, f.rowwise_parameter_gradient(wide, to_wide)));
  Eigen::Matrix<S, Eigen::Dynamic, 1> of_one;
  f.backward(x.col(3).matrix(), g.col(3).matrix(), of_one, gp);
  CHECK(same_bits(of_one.array(), gx.col(3)));
  CHECK(same_bits(gp, f.parameter_gradient(x.col(3), g.col(3))));
}

template <typename Formula, typename S>
void check_lines() {
  constexpr bool whole = std::is_same_v<S, float> &&
                         (std::is_same_v<Formula, formula::Softmax> || Formula::backward_takes_x);
  const Rowwise<Formula, S> f;
  check_calls<whole, S>(
      f.name() + ", columns",
      [&](const auto& x, const auto& g, auto&& gx, auto&& gp) { f.colwise_backward(x, g, gx, gp); },
      [&](const auto& x, const auto& g) {
        const Array<S> y = Formula::backward_takes_x ? x : Array<S>(f.colwise(x));
        return Array<S>(f.colwise_backward(y, g));
      },
      [&](const auto& x, const auto& g) { return f.colwise_parameter_gradient(x, g); });
  if constexpr (whole) check_other_lines(f);
}

template <typename S, typename... Formulas>
void check_all_lines(List<Formulas...>) {
  (check_lines<Formulas, S>(), ...);
}

}  // namespace

// The others are those of test_rowwise_gradients.
TEST_CASE("both gradients of activations of vectors", "[gradients]") {
  using Some = List<formula::Softmax, formula::PolyNorm>;
  check_all_lines<float>(Some());
  if constexpr (kFull) check_all_lines<double>(Some());
}

namespace {

template <typename Formula, typename S>
void check_sampled() {
  const Stochastic<Formula, S> f;
  const Array<S> samples = f.sample(37, 5, 7);
  check_calls<true, S>(
      f.name(),
      [&](const auto& x, const auto& g, auto&& gx, auto&& gp) {
        f.backward(x, samples, g, gx, gp);
      },
      [&](const auto& x, const auto& g) { return Array<S>(f.backward(x, samples, g)); },
      [&](const auto& x, const auto& g) { return f.parameter_gradient(x, samples, g); });
  const Array<S> x = numbers<S>(37, 5);
  Array<S> gx = samples;
  Vector<S> gp;
  f.backward(x, gx, x, gx, gp);
  CHECK(same_bits(gx, Array<S>(f.backward(x, samples, x))));
  CHECK_THROWS_WITH(f.backward(x, samples.topRows(2), x, gx, gp),
                    Contains("the samples must have the shape of X, 37 x 5"));
}

template <typename S, typename... Formulas>
int check_all_sampled(List<Formulas...>) {
  int count = 0;
  const auto check = [&count](auto formula) {
    if constexpr (formula.is_trained) {
      check_sampled<decltype(formula), S>();
      ++count;
    }
  };
  (check(Formulas()), ...);
  return count;
}

}  // namespace

TEST_CASE("both gradients with samples", "[gradients]") {
  CHECK(check_all_sampled<float>(StochasticList()) == 1);
  if constexpr (kFull) CHECK(check_all_sampled<Eigen::half>(StochasticList()) == 1);
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_RUNTIME_NO_MALLOC
#include <cstring>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/gated.hpp>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/evaluator.hpp"
#include "support/real.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using Eigen::Index;
using eigenact_test::Format;

namespace {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
template <typename S>
using RowMajor = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <typename S>
Array<S> numbers(Index rows, Index cols, unsigned seed = 1, double width = 4) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(0, width);
  return Array<S>::NullaryExpr(rows, cols, [&](Index, Index) {
    return static_cast<S>(static_cast<float>(normal(generator)));
  });
}

template <typename S>
Format format() {
  if (std::is_same_v<S, float>) return Format::float32();
  if (std::is_same_v<S, double>) return Format::float64();
  return std::is_same_v<S, Eigen::half> ? Format::half() : Format::bfloat16();
}

template <typename X, typename Y>
bool same_bits(const X& x, const Y& y) {
  const Array<typename X::Scalar> a = x, b = y;
  if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
  return a.size() == 0 ||  // there is no address then
         std::memcmp(a.data(), b.data(),
                     sizeof(typename X::Scalar) * static_cast<std::size_t>(a.size())) == 0;
}

/// Twice the error of the factors and half a unit for the product; 16-bit floats are rounded once.
template <typename S, typename Accuracy>
double bound() {
  if (sizeof(S) == 2) return 0.51;
  return std::is_same_v<Accuracy, Fast> ? 8.5 : 2.5;
}

/// The text of a unit's formula in MPFR; variables 0 and 1 are a and b, the others the parameters.
class Oracle {
 public:
  template <typename Unit>
  explicit Oracle(const Unit& unit) : evaluator_(Unit::formula(), names<Unit>(), values(unit)) {}

  eigenact_test::Real value(double a, double b) { return at(a, b, -1, 0); }
  /// The derivative to a variable, by a difference at 2^-60.
  eigenact_test::Real derivative(double a, double b, int variable) {
    using eigenact_test::Real;
    return (at(a, b, variable, 1) - at(a, b, variable, -1)) / Real(0x1p-59);
  }

 private:
  template <typename Unit>
  static std::vector<std::string> names() {
    std::vector<std::string> all = Unit::parameter_names();
    all.insert(all.begin(), {"a", "b"});
    return all;
  }
  template <typename Unit>
  std::vector<double> values(const Unit& unit) {
    values_ = {0, 0};
    const auto parameters = unit.parameters();
    for (Index i = 0; i < parameters.size(); ++i)
      values_.push_back(static_cast<double>(parameters(i)));
    return values_;
  }
  eigenact_test::Real at(double a, double b, int variable, int sign) {
    values_[0] = a, values_[1] = b;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const int v = static_cast<int>(i);
      evaluator_.set(v, values_[i], v == variable ? sign : 0, -60);
    }
    return eigenact_test::Real(evaluator_.evaluate(400, ~std::uint64_t(0)).value);
  }

  eigenact_test::ExponentRange range_;
  std::vector<double> values_;
  eigenact_test::Evaluator evaluator_;
};

/// visit(unit) for all units, also with parameters other than the defaults.
template <typename S, typename Accuracy, typename Visitor>
void for_all_units(const Visitor& visit) {
  for_each_gated([&](auto formula) { visit(GatedUnit<decltype(formula), S, Accuracy>()); });
  visit(SwiGLU<S, Accuracy>(S(1.75f)));
  visit(SwiGLUOAI<S, Accuracy>(S(1.25f), S(2.5f)));
}
template <typename Visitor>
void for_all_scalars(const Visitor& visit) {
  for_all_units<float, Fast>(visit);
  for_all_units<float, Precise>(visit);
  for_all_units<double, Fast>(visit);
  for_all_units<Eigen::bfloat16, Fast>(visit);
}

template <typename Unit>
struct AccuracyOf;
template <typename F, typename S, typename A>
struct AccuracyOf<GatedUnit<F, S, A>> {
  using type = A;
};

template <typename Unit>
void check_values(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> a = numbers<S>(11, 9, 1), b = numbers<S>(11, 9, 2);
  const Array<S> z = unit(a, b);
  Oracle oracle(unit);
  const double most = bound<S, typename AccuracyOf<Unit>::type>();
  for (Index i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a(i)), y = static_cast<double>(b(i));
    const double error = eigenact_test::ulp_error(static_cast<double>(z(i)),
                                                  oracle.value(x, y).reference(), format<S>());
    CAPTURE(Unit::name(), sizeof(S), x, y, most);
    CHECK(error <= most);
    const S alone = unit(a(i), b(i));
    CHECK(std::memcmp(&alone, &z(i), sizeof(S)) == 0);
  }
}

template <typename S>
bool is_near(S computed, const eigenact_test::Real& exact, double size, double epsilons) {
  const double difference = static_cast<double>(computed) - exact.to_double();
  return std::abs(difference) <=
         std::ldexp(epsilons * (std::abs(exact.to_double()) + size), -format<S>().digits);
}

template <typename Unit>
void check_gradients(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> a = numbers<S>(9, 5, 3), b = numbers<S>(9, 5, 4), g = numbers<S>(9, 5, 5, 1);
  Array<S> ga, gb;
  unit.backward(a, b, g, ga, gb);
  Oracle oracle(unit);
  for (Index i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a(i)), y = static_cast<double>(b(i));
    const double upstream = static_cast<double>(g(i));
    CAPTURE(Unit::name(), sizeof(S), x, y, upstream);
    using eigenact_test::Real;
    CHECK(is_near(ga(i), Real(upstream) * oracle.derivative(x, y, 0), std::abs(y * upstream), 8));
    CHECK(is_near(gb(i), Real(upstream) * oracle.derivative(x, y, 1), std::abs(x * upstream), 8));
  }
}

template <typename Unit>
void check_parameter_gradients(const Unit& unit) {
  using S = typename Unit::Scalar;
  using eigenact_test::Real;
  const Array<S> a = numbers<S>(23, 3, 6), b = numbers<S>(23, 3, 7), g = numbers<S>(23, 3, 8, 1);
  const auto computed = unit.parameter_gradient(a, b, g);
  Oracle oracle(unit);
  for (int p = 0; p < Unit::parameter_count; ++p) {
    Real sum;
    double size = 0;
    for (Index i = 0; i < a.size(); ++i) {
      const Real term =
          Real(static_cast<double>(g(i))) *
          oracle.derivative(static_cast<double>(a(i)), static_cast<double>(b(i)), 2 + p);
      sum = sum + term;
      size += std::abs(term.to_double());
    }
    CAPTURE(Unit::name(), sizeof(S), p);
    CHECK(is_near(computed(p), sum, size, 8));
  }
  Array<S> x(46, 3);
  x << a, b;
  CHECK(same_bits(unit.parameter_gradient(x, g), computed));
  CHECK(is_near(unit.parameter_gradient(RowMajor<S>(a), b, g)(0),
                Real(static_cast<double>(computed(0))), 1, 64));
}

}  // namespace

TEST_CASE("values keep the stated bounds, alone and in arrays", "[gated]") {
  for_all_scalars([](const auto& unit) { check_values(unit); });
}

TEST_CASE("gradients to both operands are those of the formula", "[gated]") {
  for_all_scalars([](const auto& unit) { check_gradients(unit); });
}

TEST_CASE("gradients of the parameters are those of the formula", "[gated]") {
  for_all_scalars([](const auto& unit) {
    if constexpr (std::decay_t<decltype(unit)>::parameter_count > 0)
      check_parameter_gradients(unit);
  });
}

TEST_CASE("a unit is the product of its factors, bit for bit", "[gated]") {
  const auto check = [](auto zero) {
    using S = decltype(zero);
    const Array<S> a = numbers<S>(37, 5), b = numbers<S>(37, 5, 2);
    const Array<S> f = Softplus<S>(S(2))(a), g = Sigmoid<S>()(b);
    CHECK(same_bits(Gated<Softplus<S>>(S(2))(a, b), f * b));
    CHECK(same_bits(Gated<Softplus<S>, Sigmoid<S>>(S(2))(a, b), f * g));
    CHECK(same_bits(GLU<S>()(a, b), a * g));
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
  const SwiGLU<S> unit;
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
  check_layouts<double>();
  check_layouts<Eigen::half>();
}

TEST_CASE("a product is evaluated once, and nothing is allocated", "[gated]") {
  const SwiGLU<float> unit;
  const Eigen::MatrixXf w = numbers<float>(12, 5).matrix(), x = numbers<float>(5, 7).matrix();
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
  unit.parameter_gradient(a, g);
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
                    "swiglu_oai: limit must be positive and finite, got -1");
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

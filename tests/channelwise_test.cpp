// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#define EIGEN_RUNTIME_NO_MALLOC
#include <array>
#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/celu.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/hardtanh.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/snake.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support/bits.hpp"
#include "support/catch.hpp"
#include "support/channels.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Catch::Matchers::Contains;
using Eigen::Index;

namespace {

// With EIGENACT_FULL three activations have every type and tier, the others two, and all is asked
// of them; test_layouts has every activation in one type.

/// What is asked of an activation: quantities, two of them in one pass, and along rows.
enum Part : unsigned {
  kOfValue = 1,
  kOfSlope = 2,
  kOfChain = 4,
  kOfBend = 8,
  kInOnePass = 16,
  kAlongRows = 32,
  kEverything = 63
};

/// One way to compute a quantity of x, with a gradient g, and its number in one_by_one().
template <typename S>
struct Way {
  const char* what;
  void (*run)(const Array<S>& x, const Array<S>& g, Array<S>& y);
  std::size_t quantity;
};

/// The ways of one activation, which differ from type to type: as little code as possible.
template <typename F, unsigned Parts>
struct Ways {
  using S = typename F::Scalar;
  using A = Array<S>;
  using ByRows = Array<S, Eigen::RowMajor>;

  static EIGEN_DONT_INLINE const Channelwise<F>& f() {
    static const Channelwise<F> result = mixed<F>();
    return result;
  }
  static void value(const A& x, const A&, A& y) { y = f()(x); }
  static void slope(const A& x, const A&, A& y) { y = f().derivative(x); }
  static void chain(const A& x, const A& g, A& y) { y = f().backward(x, g); }
  static void bend(const A& x, const A&, A& y) { y = f().second_derivative(x); }
  static EIGEN_DONT_INLINE void both(const A& x, A& y, A& dy) {
    f().value_and_derivative(x, y, dy);
  }
  static void value_of_both(const A& x, const A&, A& y) {
    A slope;
    both(x, y, slope);
  }
  static void slope_of_both(const A& x, const A&, A& y) {
    A value;
    both(x, value, y);
  }
  static void value_by_rows(const A& x, const A&, A& y) {
    const ByRows rows = x, result = f()(rows);
    y = result;
  }
  static void chain_by_rows(const A& x, const A& g, A& y) {
    const ByRows rows = x, gradient = g, result = f().backward(rows, gradient);
    y = result;
  }

  /// By the activation of each row alone.
  static EIGEN_DONT_INLINE void one_by_one(const A& x, const A& g, std::array<A, 4>& y) {
    for (A& own : y) own.setZero(x.rows(), x.cols());
    for (Index row = 0; row < x.rows(); ++row) {
      const F own = f().channel(row);
      for (Index col = 0; col < x.cols(); ++col) {
        const S& at = x(row, col);
        if constexpr ((Parts & kOfValue) != 0) y[0](row, col) = own(at);
        if constexpr ((Parts & kOfSlope) != 0) y[1](row, col) = own.derivative(at);
        if constexpr ((Parts & kOfChain) != 0) y[2](row, col) = own.backward(at, g(row, col));
        if constexpr ((Parts & kOfBend) != 0) y[3](row, col) = own.second_derivative(at);
      }
    }
  }
};

/// A member of Ways where all the parts needed are asked for; nothing is compiled elsewhere.
#define WAY_IF(needed, what, quantity, member) \
  if constexpr ((Parts & (needed)) == (needed)) all.push_back({what, &Own::member, quantity})

template <typename S>
EIGEN_DONT_INLINE void check_ways(const std::string& name, const std::vector<Way<S>>& ways,
                                  void (*one_by_one)(const Array<S>&, const Array<S>&,
                                                     std::array<Array<S>, 4>&)) {
  INFO(name << ", " << sizeof(S) << " bytes");
  const Array<S> x = arguments<S>(), g = arguments<S>().reverse();
  std::array<Array<S>, 4> expected;
  one_by_one(x, g, expected);
  Array<S> y;
  for (const Way<S>& way : ways) {
    way.run(x, g, y);
    check_same(way.what, bits(y), bits(expected[way.quantity]));
  }
}

/// Every element has the bits of the activation of its row, for those parts.
template <typename F, unsigned Parts>
void check_bits() {
  using Own = Ways<F, Parts>;
  std::vector<Way<typename F::Scalar>> all;
  WAY_IF(kOfValue, "value", 0, value);
  WAY_IF(kOfSlope, "derivative", 1, slope);
  WAY_IF(kOfChain, "backward", 2, chain);
  WAY_IF(kOfBend, "second derivative", 3, bend);
  WAY_IF(kInOnePass | kOfValue, "value with derivative", 0, value_of_both);
  WAY_IF(kInOnePass | kOfSlope, "derivative with value", 1, slope_of_both);
  WAY_IF(kAlongRows | kOfValue, "value along rows", 0, value_by_rows);
  WAY_IF(kAlongRows | kOfChain, "backward along rows", 2, chain_by_rows);
  check_ways<typename F::Scalar>(F::name(), all, &Own::one_by_one);
}

template <template <typename, typename> class F>
void check_scalars_and_tiers() {
  check_bits<F<float, Fast>, kEverything>(), check_bits<F<float, Precise>, kEverything>();
  check_bits<F<double, Fast>, kEverything>(), check_bits<F<double, Precise>, kEverything>();
  check_bits<F<Eigen::half, Fast>, kEverything>(),
      check_bits<F<Eigen::bfloat16, Precise>, kEverything>();
}

template <typename Visitor>
void for_some(Visitor&& visit) {
  visit(mixed<PReLU<float>>());
  if constexpr (kFull) {
    visit(mixed<CELU<Eigen::half>>());
    visit(mixed<ELU<double>>());
    visit(mixed<Swish<float>>());
    visit(mixed<SGT<double>>());
  }
}

}  // namespace

TEST_CASE("every row has the bits of the activation with its parameters", "[channelwise]") {
  if constexpr (kFull) {
    check_scalars_and_tiers<PReLU>();
    check_scalars_and_tiers<ELU>();
    check_scalars_and_tiers<Swish>();
    check_bits<CELU<float, Fast>, kEverything>();
    check_bits<CELU<Eigen::half, Fast>, kEverything>();
    check_bits<Softplus<double, Fast>, kEverything>();
    check_bits<Softplus<Eigen::bfloat16, Precise>, kEverything>();
  } else {
    check_bits<PReLU<float, Fast>, kEverything>();
    check_bits<ELU<double, Fast>, kOfChain | kAlongRows>();
    check_bits<CELU<Eigen::half, Fast>, kOfValue | kAlongRows>();
    check_bits<Softplus<Eigen::bfloat16, Precise>, kOfSlope>();
    check_bits<Swish<float, Precise>, kOfBend>();
  }
}

TEST_CASE("several parameters, and oscillations, in every row", "[channelwise]") {
  if constexpr (kFull) {
    check_bits<SGT<float, Fast>, kEverything>(), check_bits<SGT<double, Fast>, kEverything>();
    check_bits<Hardtanh<float, Fast>, kEverything>(),
        check_bits<Hardtanh<Eigen::half, Precise>, kEverything>();
    check_bits<Snake<float, Precise>, kEverything>(),
        check_bits<Snake<double, Fast>, kEverything>();
  } else {
    check_bits<SGT<float, Fast>, kOfValue>();
    check_bits<Hardtanh<Eigen::half, Precise>, kOfChain>();
    check_bits<Snake<double, Fast>, kOfSlope | kInOnePass>();
  }
}

TEST_CASE("one row is the activation itself", "[channelwise]") {
  const Swish<float> swish(1.5f);
  const Channelwise<Swish<float>> one(1, swish);
  const Eigen::RowVectorXf x = arguments<float>().row(3).matrix(), y = one(x), expected = swish(x);
  CHECK((y.array() == expected.array() || y.array().isNaN()).all());
  CHECK(one(x)(2) == y(2));
}

namespace {

template <typename F>
void check_layouts(const Channelwise<F>& f) {
  using S = typename F::Scalar;
  INFO(F::name());
  Array<S> x = arguments<S>(), wide(2 * kRows, 2 * kCols), y(kRows + 2, kCols + 1);
  const auto check = [&f](const char* what, const Array<S>& result, const Array<S>& argument) {
    Array<S> expected(argument.rows(), argument.cols());
    for (Index row = 0; row < argument.rows(); ++row) {
      const F own = f.channel(row);
      for (Index col = 0; col < argument.cols(); ++col)
        expected(row, col) = own(argument(row, col));
    }
    check_same(what, bits(result), bits(expected));
  };
  const Eigen::Matrix<S, Eigen::Dynamic, 1> column = x.col(4).matrix(), of_column = f(column);
  check("a vector", of_column.array(), x.col(4));
  y.block(1, 1, kRows, kCols) = f(x);
  check("a block", y.block(1, 1, kRows, kCols), x);
  wide.setZero();
  using Strided = Eigen::Map<Array<S>, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;
  Strided strided(wide.data(), kRows, kCols, {2 * kRows, 2});
  strided = x;
  const Array<S> of_strided = f(strided), of_part = f(x.middleCols(3, 5));
  check("strides", of_strided, x);
  check("columns", of_part, x.middleCols(3, 5));
  const Eigen::Array<S, kRows, 3> fixed = x.leftCols(3), of_fixed = f(fixed);
  check("a fixed size", of_fixed, x.leftCols(3));
  const Array<S> doubled = x + x, of_sum = f(x + x);
  check("a sum", of_sum, doubled);
  const Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic> matrix = x.matrix(), of_matrix = f(matrix);
  check("a matrix", of_matrix.array(), x);
  const Array<S> before = x;
  x = f(x);
  check("in place", x, before);
}

}  // namespace

TEST_CASE("vectors, blocks, strides, fixed sizes, expressions and in place", "[channelwise]") {
  for_some([](const auto& f) { check_layouts(f); });
}

TEST_CASE("nothing is allocated but the sums", "[channelwise]") {
  for_some([](const auto& f) {
    using S = typename std::decay_t<decltype(f)>::Scalar;
    const Array<S> x = arguments<S>();
    Array<S> y(kRows, kCols), dy(kRows, kCols);
    Eigen::internal::set_is_malloc_allowed(false);
    CHECK_NOTHROW(y = f(x));
    CHECK_NOTHROW(y = f.derivative(x));
    CHECK_NOTHROW(y = f.backward(x, y));
    CHECK_NOTHROW(f.value_and_derivative(x, y, dy));
    CHECK_THROWS_AS(Array<S>(x), EigenAssertion);  // the guard works
    Eigen::internal::set_is_malloc_allowed(true);
  });
}

TEST_CASE("each mistake gets one sentence", "[channelwise]") {
  Channelwise<ELU<float>> f(3);
  const Array<float> x = Array<float>::Zero(4, 2), right = Array<float>::Zero(3, 2);
  Array<float> wrong(2, 2), gx;
  CHECK_THROWS_WITH(f(x), Contains("elu: has 3 channels, so X must have as many rows, but has 4"));
  CHECK_THROWS_WITH(f.backward(right, x), Contains("shape of X, 3 x 2, but has 4 x 2"));
  CHECK_THROWS_WITH(f.parameter_gradient(right, right.leftCols(1)), Contains("3 x 2"));
  CHECK_THROWS_WITH(f.value_and_derivative(right, gx, wrong.leftCols(2)), Contains("3 x 2"));
  CHECK_THROWS_WITH(f.backward(right, right, gx, wrong.leftCols(1)),
                    Contains("elu: the gradient of the parameters must be 3 x 1, but is 2 x 1"));
  CHECK_THROWS_WITH(f.set_parameters(wrong), Contains("elu: set_parameters takes 3 x 1 values"));
  Array<float> bad = Array<float>::Ones(3, 1);
  bad(2) = std::numeric_limits<float>::infinity();
  CHECK_THROWS_WITH(f.set_parameters(bad), Contains("alpha must be finite, got inf in row 2"));
  CHECK((f.parameters() == 1).all());
  CHECK_THROWS_WITH(Channelwise<ELU<float>>(-1), Contains("must not be negative, got -1"));
}

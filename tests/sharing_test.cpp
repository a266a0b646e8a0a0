// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// A destination may share memory with what an expression reads, and must have its shape where it
// cannot be resized.

#include <array>
#include <eigenact/basis/chebyshev.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/gated.hpp>
#include <eigenact/rowwise.hpp>
#include <eigenact/stochastic/rrelu.hpp>

#include "support/catch.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using Eigen::Index;
using Eigen::MatrixXf;

namespace {

constexpr Index kSize = 12;

ArrayXXf numbers(Index rows, Index cols) {
  return ArrayXXf::NullaryExpr(rows, cols, [](Index i, Index j) {
    return 3 * std::sin(static_cast<float>(5 * i + 11 * j) + 0.3f);
  });
}

template <typename A, typename B>
bool are_equal(const A& a, const B& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a.array() == b.array()).all();
}

/// y = f(x) where y is x, a part of x, x is a part of y, and where elements of y are others of x.
template <typename F>
void check_shared(const std::string& name, const F& f) {
  INFO(name);
  const ArrayXXf x = numbers(kSize, kSize);
  const auto of = [&f](const auto& argument) { return ArrayXXf(f(ArrayXXf(argument))); };
  ArrayXXf y = x;
  y = f(y);
  CHECK(are_equal(y, of(x)));
  y = x;
  y = f(y.transpose());
  CHECK(are_equal(y, of(x.transpose())));
  y = x;
  y = f(y.leftCols(4));
  CHECK(are_equal(y, of(x.leftCols(4))));
  MatrixXf matrix = x.matrix();
  matrix = f(matrix.leftCols(4));
  CHECK(are_equal(matrix, of(x.leftCols(4))));
  y = x;
  const ArrayXXf right = of(x.leftCols(5));
  y.block(0, 2, right.rows(), right.cols()) = f(y.leftCols(5));
  CHECK(are_equal(y.block(0, 2, right.rows(), right.cols()), right));
}

/// Into a Map of another shape.
template <typename F>
void check_wrong_shape(const std::string& name, const F& f) {
  INFO(name);
  const ArrayXXf x = numbers(kSize, kSize);
  float memory[kSize * kSize] = {};
  Eigen::Map<ArrayXXf> narrow(memory, kSize, kSize - 1);
  CHECK_THROWS_WITH(narrow = f(x), Contains("the destination must have the shape"));
  for (float number : memory) REQUIRE(number == 0);
}

template <typename F>
void check_function(const std::string& name, const F& f) {
  check_shared(name, f);
  check_wrong_shape(name, f);
}

/// g = f.backward(x, g) and others: the gradient is the destination.
template <typename F>
void check_gradient(const std::string& name, const F& backward) {
  INFO(name);
  const ArrayXXf x = numbers(kSize, kSize), gradient = numbers(kSize, kSize).reverse();
  const ArrayXXf right = backward(x, gradient);
  ArrayXXf g = gradient;
  g = backward(x, g);
  CHECK(are_equal(g, right));
  g = gradient;
  g = backward(x, g * 1.0f);
  CHECK(are_equal(g, right));
  ArrayXXf y = x;
  y = backward(y, gradient);
  CHECK(are_equal(y, right));
  y = x;
  y = backward(y, gradient * 1.0f);
  CHECK(are_equal(y, right));
  y = x;
  const ArrayXXf of_transposed = backward(ArrayXXf(x.transpose()), gradient);
  y = backward(y.transpose(), gradient);
  CHECK(are_equal(y, of_transposed));
  CHECK_THROWS_WITH(ArrayXXf(backward(x, ArrayXXf(gradient.leftCols(3)))),
                    Contains("the gradient must have"));
}

template <typename... Formulas>
void check_rowwise(List<Formulas...>) {
  const auto check = [](auto f) {
    const std::string name = f.name();
    check_function(name + ", columns", [&f](const auto& x) { return f.colwise(x); });
    check_function(name + ", rows", [&f](const auto& x) { return f.rowwise(x); });
  };
  (check(Formulas()), ...);
}

using Vectors = List<Softmax<float>, LogSoftmax<float>, Sparsemax<float>, Entmax15<float>,
                     Standardize<float>, LogSumExp<float>, LogMeanExp<float>, Hardmax<float>>;

}  // namespace

TEST_CASE("elementwise: shared memory and wrong shapes", "[sharing]") {
  const GELU<float> gelu;
  check_function("gelu", [&](const auto& x) { return gelu(x); });
  check_function("gelu of an expression", [&](const auto& x) { return gelu(x * 1.0f); });
  check_gradient("gelu", [&](const auto& x, const auto& g) { return gelu.backward(x, g); });
  ArrayXXf y = numbers(9, 4);
  Eigen::Map<ArrayXXf> half(y.data(), 3, 4);
  CHECK_THROWS_WITH(half += gelu(y), Contains("the destination must have the shape"));
}

TEST_CASE("channels: shared memory and wrong shapes", "[sharing]") {
  Channelwise<PReLU<float>> f(kSize);
  f.set_parameters(numbers(kSize, 1));
  check_function("prelu", [&](const auto& x) { return f(x); });
  check_gradient("prelu", [&](const auto& x, const auto& g) { return f.backward(x, g); });
}

TEST_CASE("an expression keeps the parameters that it was made with", "[sharing]") {
  const ArrayXXf x = numbers(kSize, 5);
  Channelwise<PReLU<float>> rows(kSize);
  Chebyshev<float> basis(3);
  PReLU<float> one;
  const auto y = rows(x);
  const auto of_basis = basis(x);
  const auto of_one = one(x);
  const ArrayXXf before = y, basis_before = of_basis, one_before = of_one;
  rows.set_parameters(numbers(kSize, 1));
  basis.set_parameters(Eigen::Array4f(1, 2, 3, 4));
  one.set_parameters(Eigen::Array<float, 1, 1>(7));
  CHECK(are_equal(ArrayXXf(y), before));
  CHECK(are_equal(ArrayXXf(of_basis), basis_before));
  CHECK(are_equal(ArrayXXf(of_one), one_before));
}

TEST_CASE("bases and samples: shared memory and wrong shapes", "[sharing]") {
  const Chebyshev<float> basis(3);
  check_function("chebyshev", [&](const auto& x) { return basis(x); });
  check_gradient("chebyshev", [&](const auto& x, const auto& g) { return basis.backward(x, g); });
  const RReLU<float> rrelu;
  const ArrayXXf slopes = rrelu.sample(kSize, kSize, 3);
  ArrayXXf y = slopes;
  y = rrelu(numbers(kSize, kSize), y);
  CHECK(are_equal(y, ArrayXXf(rrelu(numbers(kSize, kSize), slopes))));
  CHECK_THROWS_WITH(rrelu(numbers(3, 3), slopes), Contains("the samples must have the shape"));
}

TEST_CASE("gated units: shared memory and wrong shapes", "[sharing]") {
  const SwiGLU<float> glu;
  check_function("swiglu", [&](const auto& x) { return glu(x); });
  check_gradient("swiglu of two", [&](const auto& a, const auto& b) {
    if (a.cols() != b.cols()) throw std::invalid_argument("the gradient must have");
    return glu(a, b);
  });
  CHECK_THROWS_WITH(glu(numbers(4, 4), numbers(4, 3)), Contains("B must have the shape of X"));
  const ArrayXXf x = numbers(kSize, 5), gz = numbers(kSize / 2, 5), right = glu.backward(x, gz);
  ArrayXXf y = x;
  y = glu.backward(y, gz);
  CHECK(are_equal(y, right));
  y = x;
  y = glu.backward(x, y.topRows(kSize / 2));
  CHECK(are_equal(y, ArrayXXf(glu.backward(x, ArrayXXf(x.topRows(kSize / 2))))));
  // both gradients into the array that the operands are halves of
  y = x;
  ArrayXXf other;
  glu.backward(y.topRows(kSize / 2), y.bottomRows(kSize / 2), gz, y, other);
  CHECK(are_equal(y, right.topRows(kSize / 2)));
  CHECK(are_equal(other, right.bottomRows(kSize / 2)));
}

// For the sanitizers: an empty array has no address to which half its rows could be added.
TEST_CASE("gated units of nothing", "[sharing]") {
  const SwiGLU<float> glu;
  const ArrayXXf x(6, 0), gz(3, 0);
  const ArrayXXf z = glu(x), gx = glu.backward(x, gz);
  CHECK((z.rows() == 3 && z.cols() == 0));
  CHECK((gx.rows() == 6 && gx.cols() == 0));
  CHECK(glu.parameter_gradient(x, gz)(0) == 0);
  CHECK_THROWS_AS(glu.parameter_gradient(x, ArrayXXf(2, 0)), std::invalid_argument);
}

TEST_CASE("activations of vectors: shared memory and wrong shapes", "[sharing]") {
  check_rowwise(Vectors());
  const Softmax<float> softmax;
  check_gradient("softmax, columns",
                 [&](const auto& y, const auto& g) { return softmax.colwise_backward(y, g); });
  check_gradient("softmax, rows",
                 [&](const auto& y, const auto& g) { return softmax.rowwise_backward(y, g); });
  // in place, the gradient in another layout: with strides, and in the other order
  const ArrayXXf y = softmax.colwise(numbers(kSize, kSize)), g = numbers(kSize, kSize).reverse();
  const ArrayXXf right = softmax.colwise_backward(y, g);
  ArrayXXf wide(2 * kSize, kSize);
  Eigen::Map<ArrayXXf, 0, Eigen::Stride<Eigen::Dynamic, 2>> strided(
      wide.data(), kSize, kSize, Eigen::Stride<Eigen::Dynamic, 2>(2 * kSize, 2));
  strided = g;
  ArrayXXf in_place = y;
  in_place = softmax.colwise_backward(in_place, strided);
  CHECK(are_equal(in_place, right));
  const Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = g;
  in_place = y;
  in_place = softmax.colwise_backward(in_place, rows);
  CHECK(are_equal(in_place, right));
  const Maxout<float> maxout(3);
  check_function("maxout", [&](const auto& x) { return maxout.colwise(x); });
}

TEST_CASE("results of one pass: shared memory", "[sharing]") {
  const PReLU<float> f;
  ArrayXf v = numbers(60, 1), y, d;
  const ArrayXf x = v.head(50), g = v.tail(50);
  f.value_and_derivative(x, y, d);
  ArrayXf slopes;
  f.value_and_derivative(v.head(50), v.segment(3, 50), slopes);
  CHECK(are_equal(v.segment(3, 50), y));
  CHECK(are_equal(slopes, d));
  v = numbers(60, 1);
  f.value_and_derivative(v.head(50), slopes, v);  // resized
  CHECK(are_equal(v, d));
  ArrayXf gx, gp;
  f.backward(x, g, gx, gp);
  CHECK(are_equal(gx, ArrayXf(f.backward(x, g))));
  CHECK(are_equal(gp, f.parameter_gradient(x, g)));
  v = numbers(60, 1);
  f.backward(v.head(50), v.tail(50), v, gp);
  CHECK(are_equal(v, gx));
  CHECK_THROWS_WITH(f.backward(x, g, gx.head(7), gp), Contains("must have the shape of X, 50 x 1"));
  Eigen::Array<float, 3, 1> three;
  CHECK_THROWS_WITH(f.backward(x, g, gx, three), Contains("must have 1 values, but has 3"));
}

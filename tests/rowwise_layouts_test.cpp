// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_RUNTIME_NO_MALLOC
#include <eigenact/rowwise.hpp>
#include <string>

#include "support/lines.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

/// Forbids Eigen to allocate memory for its lifetime.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

template <typename X, typename Y>
void check_layout(const X& x, Y&& y, const Columns<float>& columns, const Columns<float>& rows) {
  const Softmax<float> softmax_of;
  y = softmax_of.colwise(x);
  CHECK((Columns<float>(y) - columns).abs().maxCoeff() <= 4e-7f);
  y = softmax_of.rowwise(x);
  CHECK((Columns<float>(y) - rows).abs().maxCoeff() <= 4e-7f);
}

}  // namespace

TEST_CASE("every layout of vectors and matrices", "[rowwise]") {
  const Softmax<float> softmax_of;
  for (const Index rows : {1, 5, 16, 37, 131})
    for (const Index cols : {1, 3, 8, 33}) {
      CAPTURE(rows, cols);
      const Columns<float> x = numbers<float>(rows, cols);
      const Columns<float> by_column = softmax_of.colwise(x), by_row = softmax_of.rowwise(x);
      CHECK((by_column.colwise().sum() - 1.f).abs().maxCoeff() <= 1e-6f);
      CHECK((by_row.rowwise().sum() - 1.f).abs().maxCoeff() <= 1e-6f);
      const auto check = [&](const auto& in, auto&& out) {
        check_layout(in, out, by_column, by_row);
      };
      Columns<float> y(rows, cols), large(rows + 3, cols + 2), turned(cols, rows);
      Rows<float> z(rows, cols);
      const Rows<float> row_major = x;
      check(x, y);
      check(x, z);
      check(row_major, y);
      check(row_major, z);
      check(Columns<float>(x.transpose()).transpose(), y);
      check(x, turned.transpose());
      check(x, large.block(2, 1, rows, cols));
      check(1.f * x, y);
      check(x, y.reverse());
      Eigen::ArrayXf memory(2 * rows * cols);
      using Strides = Eigen::Stride<Eigen::Dynamic, 2>;
      Eigen::Map<Columns<float>, 0, Strides> strided(memory.data(), rows, cols,
                                                     Strides(2 * rows, 2));
      check(x, strided);
      strided = x;
      check(strided, y);
      y = x;
      y = softmax_of.rowwise(y);
      CHECK((y == by_row).all());
      large.block(1, 1, rows, cols) = x;
      large.block(1, 1, rows, cols) = softmax_of.colwise(large.block(1, 1, rows, cols));
      CHECK((large.block(1, 1, rows, cols) == by_column).all());
      Eigen::VectorXf v = x.col(0).matrix();
      v = softmax_of(v);
      CHECK((v.array() - by_column.col(0)).abs().maxCoeff() <= 4e-7f);
      const Eigen::RowVectorXf r = softmax_of(x.row(0).matrix());
      CHECK((r.array() - by_row.row(0)).abs().maxCoeff() <= 4e-7f);
    }
  CHECK(softmax_of.colwise(Columns<float>(0, 3)).eval().rows() == 0);
  CHECK(softmax_of.rowwise(Columns<float>(3, 0)).eval().rows() == 3);
  CHECK(Softmax<float>().colwise(Eigen::Matrix2f::Ones()).eval()(1) == 0.5f);
  CHECK(Softmax2d<float>()(Eigen::ArrayXXf::Ones(4, 9)).eval()(1) == 0.25f);
}

TEST_CASE("long lines, whose maximum comes late or never", "[rowwise]") {
  const Softmax<float> softmax_of;
  const Softmax<float, Precise> reference;
  const float infinity = std::numeric_limits<float>::infinity();
  const Index n = 9001;
  Columns<float> x = numbers<float>(n, 20);
  x.col(1).tail(300) += 15.f;
  x.col(2).tail(300) += 60.f;
  x(n - 1, 3) = 1000.f;
  x.col(4).head(n - 5).setConstant(-infinity);
  x.col(5) = Eigen::ArrayXf::LinSpaced(n, -300, 300);
  x.col(6).setConstant(-infinity);
  x(n - 3, 7) = std::numeric_limits<float>::quiet_NaN();
  x(n - 3, 8) = infinity;
  x.col(9) += 4000.f;
  const Columns<float> y = softmax_of.colwise(x), exact = reference.colwise(x);
  const Rows<float> turned = x.transpose();
  const auto check = [&](const Columns<float>& z) {
    for (Index j = 0; j < x.cols(); ++j) {
      CAPTURE(j);
      if (j == 7 || j == 8)
        CHECK(z.col(j).isNaN().all());
      else  // ULP of normal numbers
        CHECK(((z.col(j) - exact.col(j)).abs() <= 6e-7f * exact.col(j) + 1e-44f).all());
    }
  };
  check(y);
  check(softmax_of.rowwise(turned).eval().transpose());
  check(softmax_of.rowwise(Columns<float>(turned)).eval().transpose());
  Columns<float> in_place = x;
  in_place = softmax_of.colwise(in_place);
  check(in_place);
}

TEST_CASE("an expression is evaluated once, into the result, and nothing else is allocated",
          "[rowwise]") {
  const Softmax<float> softmax_of;
  const Eigen::MatrixXf w = numbers<float>(20, 13).matrix(), x = numbers<float>(13, 9).matrix();
  Eigen::MatrixXf y = softmax_of.colwise(w * x), product = w * x;
  CHECK(y == softmax_of.colwise(product).eval());
  Columns<float> a = numbers<float>(40, 9), g = a, b(40, 9);
  const Columns<float> expected = softmax_of.colwise(2.f * a);
  int count = 0;
  const auto counted = Columns<float>::NullaryExpr(40, 9, [&](Index i, Index j) {
    ++count;
    return 2.f * a(i, j);
  });
  {
    const NoAllocation guard;
    b = softmax_of.colwise(counted);
    CHECK((b == expected).all());
    b = softmax_of.rowwise(a);
    b.matrix() = softmax_of.rowwise(a.matrix());
    b.topRows(7) = softmax_of.rowwise(a.topRows(7));
    b = softmax_of.colwise_backward(a, g);
    b = LogSoftmax<float>().colwise(a);
    a = LogSoftmax<float>().colwise_backward(a, g);
    b = Softmax<float, Precise>(2.f).rowwise(a);
  }
  CHECK(count == 40 * 9);
  const Eigen::ArrayXXf sum = softmax_of.colwise(g) + 1.f;  // inside another expression
  CHECK((sum - 1.f - softmax_of.colwise(g).eval()).abs().maxCoeff() <= 1e-6f);
}

TEST_CASE("facts, parameters and their errors", "[rowwise]") {
  CHECK(Softmax<float>::name() == "softmax");
  CHECK(Softmax<float>::parameter_names() == std::vector<std::string>{"temperature"});
  CHECK(Softmax<double>(0.5).parameters()(0) == 0.5);
  CHECK_THROWS_WITH(Softmax<float>(0.f), "softmax: temperature must be positive and finite, got 0");
  Softmax<float> f;
  CHECK_THROWS_WITH(f.set_parameters(Eigen::Array2f::Ones()),
                    "softmax: set_parameters takes 1 values, got 2");
  int count = 0;
  for_each_rowwise([&](auto formula) {
    CHECK(!formula.facts.name().empty());
    CHECK(!formula.facts.formula().empty());
    CHECK(!formula.facts.reference().empty());
    CHECK(!rowwise_type_name<decltype(formula)>.empty());
    ++count;
  });
  CHECK(count == RowwiseList::size);
}

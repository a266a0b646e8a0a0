// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#define EIGEN_RUNTIME_NO_MALLOC
#include <cmath>
#include <eigenact/rowwise.hpp>
#include <string>

#include "support/lines.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL every layout is tried both by columns and by rows.

namespace {

/// Forbids Eigen to allocate memory for its lifetime.
struct NoAllocation {
  NoAllocation() { Eigen::internal::set_is_malloc_allowed(false); }
  ~NoAllocation() { Eigen::internal::set_is_malloc_allowed(true); }
};

double distance(const Columns<float>& a, const Columns<float>& b) {
  return static_cast<double>((a - b).abs().maxCoeff());
}
bool same(const Columns<float>& a, const Columns<float>& b) { return (a == b).all(); }

/// w x, short without Eigen's large kernels.
auto product(const Eigen::MatrixXf& w, const Eigen::MatrixXf& x) {
  if constexpr (kFull)
    return w * x;
  else
    return w.lazyProduct(x);
}

enum class Way { ByColumn, ByRow };

/// softmax of an argument in one layout, into a result in another: both ways, short one of them.
struct Layouts {
  const Columns<float>& by_column;
  const Columns<float>& by_row;

  template <Way InShort, typename X, typename Y>
  void check(const char* layouts, const X& x, Y&& y) const {
    const Softmax<float> softmax_of;
    double of_columns = 0, of_rows = 0;
    if constexpr (kFull || InShort == Way::ByColumn) {
      y = softmax_of.colwise(x);
      of_columns = distance(Columns<float>(y), by_column);
    }
    if constexpr (kFull || InShort == Way::ByRow) {
      y = softmax_of.rowwise(x);
      of_rows = distance(Columns<float>(y), by_row);
    }
    check_near(layouts, of_columns, of_rows);
  }
  static void check_near(const char* layouts, double of_columns, double of_rows) {
    INFO(layouts);
    CHECK(of_columns <= 4e-7);
    CHECK(of_rows <= 4e-7);
  }
};

void check_layouts(Index rows, Index cols) {
  CAPTURE(rows, cols);
  const Softmax<float> softmax_of;
  const Columns<float> x = numbers<float>(rows, cols);
  const Columns<float> by_column = softmax_of.colwise(x), by_row = softmax_of.rowwise(x);
  const float of_columns = (by_column.colwise().sum() - 1.f).abs().maxCoeff(),
              of_rows = (by_row.rowwise().sum() - 1.f).abs().maxCoeff();
  CHECK(of_columns <= 1e-6f);
  CHECK(of_rows <= 1e-6f);
  const Layouts layouts{by_column, by_row};
  Columns<float> y(rows, cols), large(rows + 3, cols + 2), turned(cols, rows);
  Rows<float> z(rows, cols);
  const Rows<float> row_major = x;
  const Columns<float> transposed = x.transpose();
  layouts.check<Way::ByRow>("columns to columns", x, y);
  layouts.check<Way::ByColumn>("columns to rows", x, z);
  layouts.check<Way::ByRow>("rows to columns", row_major, y);
  layouts.check<Way::ByColumn>("rows to rows", row_major, z);
  layouts.check<Way::ByRow>("a transpose to columns", transposed.transpose(), y);
  layouts.check<Way::ByColumn>("columns to a transpose", x, turned.transpose());
  layouts.check<Way::ByRow>("columns to a block", x, large.block(2, 1, rows, cols));
  layouts.check<Way::ByColumn>("an expression to columns", 1.f * x, y);
  layouts.check<Way::ByRow>("columns to a result without memory", x, y.reverse());
  Eigen::ArrayXf memory(2 * rows * cols);
  using Strides = Eigen::Stride<Eigen::Dynamic, 2>;
  Eigen::Map<Columns<float>, 0, Strides> strided(memory.data(), rows, cols, Strides(2 * rows, 2));
  layouts.check<Way::ByColumn>("columns to strides", x, strided);
  strided = x;
  layouts.check<Way::ByRow>("strides to columns", strided, y);
  y = x;
  y = softmax_of.rowwise(y);
  CHECK(same(y, by_row));
  auto block = large.block(1, 1, rows, cols);
  block = x;
  block = softmax_of.colwise(block);
  CHECK(same(block, by_column));
  Eigen::VectorXf v = x.col(0).matrix();
  v = softmax_of(v);
  CHECK(distance(v.array(), by_column.col(0)) <= 4e-7);
  const Eigen::RowVectorXf r = softmax_of(x.row(0).matrix());
  CHECK(distance(r.array(), by_row.row(0)) <= 4e-7);
}

}  // namespace

TEST_CASE("every layout of vectors and matrices", "[rowwise]") {
  for (const Index rows : {1, 5, 16, 37, 131})
    for (const Index cols : {1, 3, 8, 33}) check_layouts(rows, cols);
  const Softmax<float> softmax_of;
  CHECK(softmax_of.colwise(Columns<float>(0, 3)).eval().rows() == 0);
  CHECK(softmax_of.rowwise(Columns<float>(3, 0)).eval().rows() == 3);
  const Eigen::Matrix2f fixed = softmax_of.colwise(Eigen::Matrix2f::Ones());
  CHECK(fixed(1) == 0.5f);
  const Columns<float> ones = Columns<float>::Ones(4, 9), channels = Softmax2d<float>()(ones);
  CHECK(channels(1) == 0.25f);
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
      Index wrong = 0;
      for (Index i = 0; i < n; ++i) {
        const float right = exact(i, j);
        const bool good = j == 7 || j == 8 ? std::isnan(z(i, j))  // else ULP of normal numbers
                                           : std::abs(z(i, j) - right) <= 6e-7f * right + 1e-44f;
        wrong += !good;
      }
      CHECK(wrong == 0);
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
  const std::conditional_t<kFull, LogSoftmax<float>, Hardmax<float>> another;
  const Eigen::MatrixXf w = numbers<float>(20, 13).matrix(), x = numbers<float>(13, 9).matrix();
  Eigen::MatrixXf y = softmax_of.colwise(product(w, x)), result = product(w, x);
  CHECK(same(y.array(), softmax_of.colwise(result.array())));
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
    CHECK(same(b, expected));
    b = softmax_of.rowwise(a);
    b.matrix() = softmax_of.rowwise(a.matrix());
    b.topRows(7) = softmax_of.rowwise(a.topRows(7));
    b = softmax_of.colwise_backward(a, g);
    b = another.colwise(a);
    a = another.colwise_backward(a, g);
    b = Softmax<float, Precise>(2.f).rowwise(a);
  }
  CHECK(count == 40 * 9);
  const Eigen::ArrayXXf sum = softmax_of.colwise(g) + 1.f;  // inside another expression
  CHECK(distance(sum - 1.f, softmax_of.colwise(g)) <= 1e-6);
}

TEST_CASE("facts, parameters and their errors", "[rowwise]") {
  CHECK(Softmax<float>::name() == "softmax");
  CHECK(Softmax<float>::parameter_names() == std::vector<std::string>{"temperature"});
  CHECK(Softmax<double>(0.5).parameters()(0) == 0.5);
  CHECK_THROWS_WITH(Softmax<float>(0.f), "softmax: temperature must be positive and finite, got 0");
  Softmax<float> f;
  CHECK_THROWS_WITH(f.set_parameters(Eigen::Array2f::Ones()),
                    "softmax: set_parameters takes 1 values, got 2");
  std::vector<std::string> texts;
  for_each_rowwise([&](auto formula) {
    using Formula = decltype(formula);
    texts.push_back(std::string(Formula::facts.name()));
    texts.push_back(std::string(Formula::facts.formula()));
    texts.push_back(std::string(Formula::facts.reference()));
    texts.push_back(std::string(rowwise_type_name<Formula>));
  });
  for (const std::string& text : texts) CHECK(text != "");
  CHECK(texts.size() == 4 * static_cast<std::size_t>(RowwiseList::size));
}

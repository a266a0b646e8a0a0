// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The combinators that make other rows of an array: CReLU and GroupSort.

#include <algorithm>
#include <cmath>
#include <eigenact/combinators/crelu.hpp>
#include <eigenact/combinators/group_sort.hpp>
#include <limits>

#include "support/catch.hpp"

using namespace eigenact;
using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;

namespace {

/// From -5.9 to 6.1, nowhere near a kink.
template <typename S>
Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> arguments(Index rows, Index cols) {
  return Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>::NullaryExpr(
      rows, cols, [](Index i, Index j) {
        return static_cast<S>(6 * std::sin(static_cast<double>(5 * i + 11 * j) + 0.3) + 0.1);
      });
}

}  // namespace

TEST_CASE("CReLU: both halves and their gradient", "[combinators]") {
  const CReLU<float> crelu;
  const ArrayXXf x = arguments<float>(5, 4), y = crelu(x);
  REQUIRE(y.rows() == 10);
  CHECK((y.topRows(5) == x.max(0.f)).all());
  CHECK((y.bottomRows(5) == (-x).max(0.f)).all());
  const ArrayXXf g = arguments<float>(10, 4).reverse(), gx = crelu.backward(x, g);
  CHECK((gx == (x > 0.f).select(g.topRows(5), -g.bottomRows(5))).all());
  const Eigen::MatrixXf m = x.matrix(), of_matrix = crelu(m * 1.f);
  CHECK((of_matrix.array() == y).all());
  const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = m,
                                                                              of_rows = crelu(rows);
  CHECK((of_rows.array() == y).all());
  CHECK_THROWS_WITH(crelu.backward(x, x), Contains("crelu: the gradient must be 10 x 4"));
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(crelu(ArrayXXf::Constant(1, 1, nan)).isNaN().all());
}

TEST_CASE("GroupSort: sorted groups, their gradient, ties and NaN", "[combinators]") {
  const GroupSort<double> sort(3);
  const ArrayXXd x = arguments<double>(6, 5), g = x.reverse(), y = sort(x);
  for (Index col = 0; col < 5; ++col) {
    for (Index row : {0, 3}) {
      Eigen::Array3d group = x.col(col).segment<3>(row);
      std::sort(group.data(), group.data() + 3);
      CHECK((y.col(col).segment<3>(row) == group).all());
    }
  }
  const ArrayXXd gx = sort.backward(x, g);
  for (Index i = 0; i < x.size(); ++i) {  // values far apart: the order stays
    ArrayXXd moved = x;
    moved(i) += 1e-6;
    CHECK(((sort(moved) - y) * g).sum() / 1e-6 == Approx(gx(i)).epsilon(1e-6));
  }
  const Eigen::Array4d ties(2, 2, 1, 0), gradient(10, 20, 30, 40);
  CHECK((GroupSort<double>().backward(ties, gradient) == Eigen::Array4d(10, 20, 40, 30)).all());
  Eigen::Array4d with_nan(1, std::nan(""), 2, 1);
  const Eigen::Array4d sorted = GroupSort<double>()(with_nan);
  CHECK((sorted.head<2>().isNaN().all() && sorted(2) == 1 && sorted(3) == 2));
  CHECK(GroupSort<double>().backward(with_nan, gradient).head<2>().isNaN().all());
  CHECK_THROWS_WITH(GroupSort<double>(1),
                    Contains("group_sort: the group must be 2 or more, got 1"));
  CHECK_THROWS_WITH(sort(ties),
                    Contains("group_sort: X must have a multiple of 3 rows, but has 4"));
  CHECK_THROWS_WITH(sort.backward(x, ties), Contains("the gradient must have the shape of X"));
}

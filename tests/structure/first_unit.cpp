// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// With second_unit.cpp: two translation units that include everything make one program, in which a
// function means the same in both.
#include <eigenact/eigenact.hpp>

#include "../support/catch.hpp"

Eigen::ArrayXf gelu_in_second_unit(const Eigen::ArrayXf& x);
int listed_in_second_unit();

TEST_CASE("two translation units that include the library link and agree", "[structure]") {
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(1001, -12, 12);
  const Eigen::ArrayXf here = eigenact::GELU<float>()(x), there = gelu_in_second_unit(x);
  CHECK((here == there).all());
  CHECK(eigenact::ElementwiseList::size == listed_in_second_unit());
}

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

#include "../support/subject.hpp"

// Numbers into arrays of a scalar type, and back.

namespace eigenact_test {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, 1>;

template <typename S>
EIGEN_DONT_INLINE Array<S> in(const Numbers& x) {
  Array<S> result(static_cast<Eigen::Index>(x.size()));
  for (std::size_t i = 0; i < x.size(); ++i)
    result(static_cast<Eigen::Index>(i)) = static_cast<S>(x[i]);
  return result;
}
template <typename S>
EIGEN_DONT_INLINE Numbers out(const Array<S>& y) {
  return Numbers(y.data(), y.data() + y.size());
}

}  // namespace eigenact_test

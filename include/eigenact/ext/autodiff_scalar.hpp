// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <eigenact/simd/standard.hpp>
#include <unsupported/Eigen/AutoDiff>

// <unsupported/Eigen/AutoDiff> needs Eigen/Core before it.

// Eigen::AutoDiffScalar as the scalar of an activation: the maths functions it lacks. With them the
// chain rule goes through the formula; for a derivative to full accuracy, derivative() is the
// better choice.

namespace Eigen {

#define EIGENACT_AUTODIFF(function, slope)                                       \
  template <typename Derivatives>                                                \
  auto function(const AutoDiffScalar<Derivatives>& x) {                          \
    using std::function;                                                         \
    using Plain = typename internal::remove_all<Derivatives>::type::PlainObject; \
    const auto v = x.value();                                                    \
    return AutoDiffScalar<Plain>(function(v), Plain(x.derivatives() * (slope))); \
  }

EIGENACT_AUTODIFF(expm1, std::exp(v))
EIGENACT_AUTODIFF(log1p, 1 / (1 + v))
EIGENACT_AUTODIFF(erf, 1.12837916709551257390 * std::exp(-v * v))
EIGENACT_AUTODIFF(erfc, -1.12837916709551257390 * std::exp(-v * v))
EIGENACT_AUTODIFF(asinh, 1 / std::sqrt(v * v + 1))
EIGENACT_AUTODIFF(atan, 1 / (1 + v * v))
EIGENACT_AUTODIFF(floor, 0 * v)

#undef EIGENACT_AUTODIFF

}  // namespace Eigen

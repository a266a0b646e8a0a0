// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/dual.hpp>

// ceres::Jet as the scalar of an activation, which is differentiated by its own derivatives, not by
// those of its parts: see "Automatic differentiation" in docs/design.md. Ceres itself is not
// included: <ceres/jet.h> is, by whoever has a Jet.

namespace ceres {

template <typename T, int N>
struct Jet;

}  // namespace ceres

namespace eigenact::core {

template <typename T, int N>
struct Dual<ceres::Jet<T, N>> {
  using Type = ceres::Jet<T, N>;
  using Inner = T;
  static constexpr bool exists = true;

  static const Inner& value(const Type& x) { return x.a; }
  static Eigen::Index size(const Type&) { return N; }
  static const Inner& derivative(const Type& x, Eigen::Index i) { return x.v.coeffRef(i); }
  template <typename Derivatives>
  static Type make(const Inner& value, Eigen::Index, const Derivatives& derivatives) {
    Type result;
    result.a = value;
    for (Eigen::Index i = 0; i < N; ++i) result.v.coeffRef(i) = derivatives(i);
    return result;
  }
};

}  // namespace eigenact::core

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/core/dual.hpp>
#include <unsupported/Eigen/AutoDiff>

// <unsupported/Eigen/AutoDiff> needs Eigen/Core before it.

// Eigen::AutoDiffScalar as the scalar of an activation, which is differentiated by its own
// derivatives, not by those of its parts: see "Automatic differentiation" in docs/design.md.

namespace eigenact::core {

template <typename D>
struct Dual<Eigen::AutoDiffScalar<D>> {
  using Type = Eigen::AutoDiffScalar<D>;
  using Inner = typename Type::Scalar;
  static constexpr bool exists = true;

  static const Inner& value(const Type& x) { return x.value(); }
  static Eigen::Index size(const Type& x) { return x.derivatives().size(); }
  static const Inner& derivative(const Type& x, Eigen::Index i) {
    return x.derivatives().coeffRef(i);
  }
  template <typename Derivatives>
  static Type make(const Inner& value, Eigen::Index size, const Derivatives& derivatives) {
    using Plain = typename Type::DerType;
    if (Plain::SizeAtCompileTime != Eigen::Dynamic) size = Plain::SizeAtCompileTime;
    Plain all;
    all.resize(size);
    for (Eigen::Index i = 0; i < size; ++i) all.coeffRef(i) = derivatives(i);
    return Type(value, all);
  }
};

}  // namespace eigenact::core

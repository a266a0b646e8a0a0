// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// What a user would write without the library, one line each: the plain Eigen expression and the
// loop over std:: functions. A peer carries the name of the activation that it stands beside. The
// files of this folder are compiled once for each scalar type (bench/CMakeLists.txt), and only
// where the program holds one of the activations that they name.

#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/SpecialFunctions>

#include "../runner.hpp"

namespace eigenact::bench {

template <typename T, typename Expression>
void add_eigen(const char* name, std::string_view tier_name, Expression expression) {
  rows().push_back({"elementwise", name, forward, scalar_type<T>, tier_name,
                    [expression](const Operands& o) { o.y<T>() = expression(o.x<T>()); }});
}

template <typename T, typename Function>
void add_std(const char* name, Function function) {
  const auto loop = [function](const Operands& o) {
    const T* x = o.x<T>().data();
    T* y = o.y<T>().data();
    for (Eigen::Index i = 0; i < o.size; ++i) y[i] = function(x[i]);
  };
  rows().push_back({"elementwise", name, forward, scalar_type<T>, "std", loop});
}

// In the table x is an Eigen array in the second column and one number T in the third.
#define EIGENACT_EIGEN(expression) [=](const auto& x) { return expression; }
#define EIGENACT_STD(expression) [=](T x) { return static_cast<T>(expression); }
#define EIGENACT_PEER(name, eigen_expression, std_expression)     \
  add_eigen<T>(#name, "eigen", EIGENACT_EIGEN(eigen_expression)); \
  add_std<T>(#name, EIGENACT_STD(std_expression))

template <typename T>
constexpr T number(double value) {
  return static_cast<T>(value);
}

}  // namespace eigenact::bench

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>

/// From -6.1 to 6.2, nowhere at a kink.
inline Eigen::ArrayXXf numbers(Eigen::Index rows, Eigen::Index cols, double phase = 0.3) {
  return Eigen::ArrayXXf::NullaryExpr(rows, cols, [=](Eigen::Index i, Eigen::Index j) {
    return static_cast<float>(6.1 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.013);
  });
}

template <typename A, typename B>
bool same_bits(const A& a, const B& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         ((a.array() == b.array()) || ((a.array() != a.array()) && (b.array() != b.array()))).all();
}

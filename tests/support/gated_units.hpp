// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <eigenact/gated.hpp>
#include <random>

namespace eigenact_test {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
template <typename S>
using RowMajor = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <typename S>
Array<S> numbers(Eigen::Index rows, Eigen::Index cols, unsigned seed = 1, double width = 4) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(0, width);
  return Array<S>::NullaryExpr(rows, cols, [&](Eigen::Index, Eigen::Index) {
    return static_cast<S>(static_cast<float>(normal(generator)));
  });
}

template <typename X, typename Y>
bool same_bits(const X& x, const Y& y) {
  const Array<typename X::Scalar> a = x, b = y;
  if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
  return a.size() == 0 ||  // there is no address then
         std::memcmp(a.data(), b.data(),
                     sizeof(typename X::Scalar) * static_cast<std::size_t>(a.size())) == 0;
}

/// visit(unit) for all units, also with parameters other than the defaults.
template <typename S, typename Accuracy, typename Visitor>
void for_all_units(const Visitor& visit) {
  eigenact::for_each_gated(
      [&](auto formula) { visit(eigenact::GatedUnit<decltype(formula), S, Accuracy>()); });
  visit(eigenact::SwiGLU<S, Accuracy>(S(1.75f)));
  visit(eigenact::SwiGLUOAI<S, Accuracy>(S(1.25f), S(2.5f)));
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <string>
#include <type_traits>

#include "catch.hpp"
#include "tier.hpp"

// An activation of arguments and results in any layout, against one number at a time.

namespace eigenact_test {

using Eigen::Index;
template <typename S>
using RowMajor = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <typename S>
using ColMajor = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

/// From -6.1 to 6.2, nowhere at a kink.
template <typename S>
ColMajor<S> numbers(Index rows, Index cols, double phase = 0.3) {
  return ColMajor<S>::NullaryExpr(rows, cols, [=](Index i, Index j) {
    return static_cast<S>(6.1 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.013);
  });
}

/// Checks that `what` is right, where the compiler need not see what it was computed from.
inline void check(bool is_right, const std::string& name, const char* what) {
  INFO(name << ": " << what);
  CHECK(is_right);
}

/// What f(x) and f'(x) must be, one number at a time.
template <typename F>
struct Expected {
  using S = typename F::Scalar;
  using Plain = ColMajor<S>;
  Expected(const F& f, const Plain& x) : value(x.rows(), x.cols()), derivative(value) {
    for (Index i = 0; i < x.size(); ++i) {
      value.data()[i] = f(x.data()[i]);
      derivative.data()[i] = f.derivative(x.data()[i]);
    }
  }
  void check_value(const Plain& y, const char* what) const { check(y == value, F::name(), what); }
  void check_derivative(const Plain& dy, const char* what) const {
    check(dy == derivative, F::name(), what);
  }
  Plain value, derivative;
};

/// f(x) into an array, and f with f' unless only the value is asked for in the short tier.
template <bool only_value = false, typename F, typename X>
void check_argument(const F& f, const X& x, const char* layout) {
  constexpr bool everything = kFull || std::is_same_v<X, ColMajor<typename F::Scalar>>;
  const Expected<F> expected(f, x);
  ColMajor<typename F::Scalar> y, dy;
  y = f(x);
  expected.check_value(y, layout);
  if constexpr (kFull || !only_value) {
    y.resize(0, 0);
    f.value_and_derivative(x, y, dy);
    expected.check_value(y, layout);
    expected.check_derivative(dy, layout);
  }
  if constexpr (everything) {
    RowMajor<typename F::Scalar> rows;
    rows = f.derivative(x);
    expected.check_derivative(rows, layout);
    y = x.unaryExpr(f);
    expected.check_value(y, layout);
    rows.resize(1, 1);
    f.value_and_derivative(x, rows, dy.setZero(2, 2));
    expected.check_value(rows, layout);
    expected.check_derivative(dy, layout);
  }
}

template <typename F, typename Y, typename D>
void check_outputs(const F& f, Y&& y, D&& dy, const char* layout) {
  const auto x = numbers<typename F::Scalar>(y.rows(), y.cols());
  const Expected<F> expected(f, x);
  f.value_and_derivative(x, y, dy);
  expected.check_value(y, layout);
  expected.check_derivative(dy, layout);
  if constexpr (kFull || std::is_same_v<Y, ColMajor<typename F::Scalar>&>) {
    y = x;
    f.value_and_derivative(y, y, dy);
    expected.check_value(y, layout);
    expected.check_derivative(dy, layout);
  }
  y = x;
  y = f(y);
  expected.check_value(y, layout);
}

}  // namespace eigenact_test

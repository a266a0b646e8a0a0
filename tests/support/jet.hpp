// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

// What ceres::Jet is to its users, as far as the tests need it: the same names, and constructors
// that are as explicit.

namespace ceres {

template <typename T, int N>
struct Jet {
  Jet() : a() { v.setConstant(T()); }
  explicit Jet(const T& value) : a(value) { v.setConstant(T()); }
  Jet(const T& value, int k) : a(value) {
    v.setConstant(T());
    v[k] = T(1);
  }

  friend Jet operator+(const Jet& f, const Jet& g) { return of(f.a + g.a, f.v + g.v); }
  friend Jet operator-(const Jet& f, const Jet& g) { return of(f.a - g.a, f.v - g.v); }
  friend Jet operator-(const Jet& f) { return of(-f.a, -f.v); }
  friend Jet operator*(const Jet& f, const Jet& g) { return of(f.a * g.a, f.v * g.a + g.v * f.a); }
  friend Jet operator/(const Jet& f, const Jet& g) {
    return of(f.a / g.a, (f.v - g.v * (f.a / g.a)) / g.a);
  }
  Jet& operator+=(const Jet& g) { return *this = *this + g; }
  friend bool operator==(const Jet& f, const Jet& g) { return f.a == g.a; }
  friend bool operator<(const Jet& f, const Jet& g) { return f.a < g.a; }

  T a;
  Eigen::Matrix<T, N, 1> v;

 private:
  template <typename Derivatives>
  static Jet of(const T& value, const Derivatives& derivatives) {
    Jet result(value);
    result.v = derivatives;
    return result;
  }
};

}  // namespace ceres

namespace Eigen {

template <typename T, int N>
struct NumTraits<ceres::Jet<T, N>> : GenericNumTraits<ceres::Jet<T, N>> {
  using Real = ceres::Jet<T, N>;
  using NonInteger = Real;
  using Nested = Real;
  using Literal = T;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    ReadCost = 1,
    AddCost = 1,
    MulCost = 3,
    RequireInitialization = 1
  };
};

}  // namespace Eigen

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/core/accuracy.hpp>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "catch.hpp"
#include "real.hpp"
#include "tier.hpp"
#include "ulp.hpp"

// References of activations of vectors in MPFR, and what compares with them. A template only runs
// an activation and puts the result into a Table; what looks at a Table is compiled once, in
// lines.cpp.

namespace eigenact_test {

using Eigen::Index;
template <typename S>
using Columns = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
template <typename S>
using Rows = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Reals = std::vector<Real>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename S>
Format format() {
  if (std::is_same_v<S, float>) return Format::float32();
  if (std::is_same_v<S, double>) return Format::float64();
  return std::is_same_v<S, Eigen::half> ? Format::half() : Format::bfloat16();
}

template <typename S>
constexpr double epsilon() {
  return std::ldexp(1., -format<S>().digits);
}

/// The bounds that the headers state.
template <typename S, typename Accuracy>
double bound() {
  if (sizeof(S) == 2) return 0.51;  // float inside, rounded once
  return std::is_same_v<Accuracy, eigenact::Fast> ? 4 : 1;
}

/// "double, Precise"
template <typename S, typename Accuracy>
std::string type_text() {
  const std::string scalar = std::is_same_v<S, float>         ? "float"
                             : std::is_same_v<S, double>      ? "double"
                             : std::is_same_v<S, Eigen::half> ? "half"
                                                              : "bfloat16";
  return scalar + (std::is_same_v<Accuracy, eigenact::Fast> ? ", Fast" : ", Precise");
}

/// The numbers of a matrix as doubles, column by column.
struct Table {
  Format format;
  Index rows = 0, cols = 0;
  std::vector<double> values;

  double operator()(Index i, Index j) const {
    return values[static_cast<std::size_t>(j * rows + i)];
  }
  Table transposed() const;
  /// Column j alone.
  Table line(Index j) const;
  Table rounded_to(const Format& to) const;
};

template <typename X>
EIGEN_DONT_INLINE Table table(const X& x) {
  using S = typename X::Scalar;
  Table result{format<S>(), x.rows(), x.cols(), {}};
  for (Index j = 0; j < x.cols(); ++j)
    for (Index i = 0; i < x.rows(); ++i) result.values.push_back(static_cast<double>(x(i, j)));
  return result;
}

/// The numbers of a table, rounded to S.
template <typename S>
EIGEN_DONT_INLINE Columns<S> columns(const Table& numbers) {
  Columns<S> result(numbers.rows, numbers.cols);
  for (Index i = 0; i < result.size(); ++i)
    result(i) = static_cast<S>(numbers.values[static_cast<std::size_t>(i)]);
  return result;
}

/// Normally distributed numbers of float.
Table normal_numbers(Index rows, Index cols, double width, double center, unsigned seed);
template <typename S>
Columns<S> numbers(Index rows, Index cols, double width = 3, double center = 0, unsigned seed = 1) {
  return columns<S>(normal_numbers(rows, cols, width, center, seed));
}

/// The numbers of a line and their powers e^x.
struct Line {
  Reals x, powers;
};
/// Column j, divided by a scale.
Line line(const Table& x, Index j, double scale = 1);
Reals reals(const Table& x, Index j);

/// What an activation makes of a line.
using Law = std::function<Reals(const Line&)>;

Reals softmax(const Line& line);
/// With a further term in the denominator.
Reals softmax(const Line& line, const Real& further);
Reals softmax1(const Line& line);
Reals log_softmax(const Line& line);
/// One number; the scale of a mean, log n, comes off it.
Reals log_sum_exp(const Line& line);
Reals log_mean_exp(const Line& line);
Real mean(const Reals& x);
Reals standardize(const Reals& x, double eps);
/// a has the factors of three powers and the bias, if it is not 0.
Reals poly_norm(const Reals& x, const Reals& a);
/// max(x - t, 0)^power that add up to 1, t by bisection.
Reals projected(const Reals& x, int power);

/// law of every column of x / scale, rounded to double.
Table values(const Law& law, const Table& x, double scale = 1);

/// <g, (f(x + h e_i) - f(x - h e_i)) / 2 h> for every i, in MPFR, x being that of the line.
Reals differences(const Law& f, Line x, const Reals& g);

/// The slope to p of the sum of g * f(column j of x, p) over all columns.
using LawOf = std::function<Reals(const Table& x, Index j, const Real& p)>;
double parameter_slope(const LawOf& f, const Table& x, const Table& g, double p);

/// CHECKs that column j of y is within `most` ULP, the unit taken at no less than floor.
void check_error(const Table& y, Index j, const Reals& exact, double most, double floor = 0);
/// CHECKs that column j of y is as near as the tolerance, absolutely.
void check_near(const Table& y, Index j, const Reals& exact, double tolerance);

/// What an activation made of the columns of one matrix, which should be law(x / scale).
struct Result {
  std::string name;
  const Law* law;
  double scale, most;  ///< `most` ULP
  Table along;         ///< colwise() of columns
  Table across;        ///< rowwise() of the transpose, transposed back
};
/// CHECKs all the results of x; laws and powers are computed once.
void check_results(const Table& x, const std::vector<Result>& results);

/// What an activation made of the gradients g to its results law(x / scale) of the columns of x.
struct Gradient {
  std::string name;
  const Law* law;
  double scale, tolerance;
  Table along;           ///< colwise_backward() of columns
  Table across;          ///< rowwise_backward() of the transpose, transposed back
  Table single;          ///< backward() of each column
  std::string mistakes;  ///< which other expressions did not give the same, none if all did
};
/// CHECKs all the gradients against differences of the laws.
void check_gradients(const Table& x, const Table& g, const std::vector<Gradient>& gradients);

}  // namespace eigenact_test

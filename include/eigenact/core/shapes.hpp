// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>
#include <eigenact/core/errors.hpp>

// The shapes of arguments and results, checked once for each array, in every build.

namespace eigenact::core {

/// "3 x 4"
inline std::string shape_text(Eigen::Index rows, Eigen::Index cols) {
  return std::to_string(rows) + " x " + std::to_string(cols);
}

/// Throws unless b has the shape of a.
template <typename A, typename B>
void require_same_shape(std::string_view name, const char* what, const A& a, const B& b) {
  if (EIGEN_PREDICT_TRUE(a.rows() == b.rows() && a.cols() == b.cols())) return;
  reject(name, std::string(what) + " must have the shape of X, " + shape_text(a.rows(), a.cols()) +
                   ", but has " + shape_text(b.rows(), b.cols()));
}

/// Whether an assignment resizes it: an Array or Matrix, or one seen as its transpose.
template <typename Result>
inline constexpr bool is_resizable = std::is_base_of_v<Eigen::PlainObjectBase<Result>, Result>;
template <typename Result>
inline constexpr bool is_resizable<Eigen::Transpose<Result>> = is_resizable<Result>;

/// Throws unless an assignment could make `result` fit; a Map, Block or Ref must have the shape.
template <typename X, typename Result>
void require_fit(std::string_view name, const char* what, const X& x, const Result& result) {
  const auto fits = [](Eigen::Index fixed, Eigen::Index size) {
    return fixed == Eigen::Dynamic || fixed == size;
  };
  if (is_resizable<Result> && fits(Result::RowsAtCompileTime, x.rows()) &&
      fits(Result::ColsAtCompileTime, x.cols()))
    return;
  require_same_shape(name, what, x, result);
}

/// Throws unless the gradient of `count` parameters can be assigned to `result`.
template <typename Result>
void require_parameter_fit(std::string_view name, Eigen::Index count, const Result& result) {
  if ((is_resizable<Result> && Result::SizeAtCompileTime == Eigen::Dynamic) ||
      result.size() == count)
    return;
  reject(name, "the gradient of the parameters must have " + std::to_string(count) +
                   " values, but has " + std::to_string(result.size()));
}
/// Assigns it, whichever of row and column the result is.
template <typename Result, typename Sums>
void assign_parameters(Result& result, const Sums& sums) {
  if constexpr (is_resizable<Result> && Result::SizeAtCompileTime == Eigen::Dynamic)
    if (result.size() != sums.size()) {
      if constexpr (bool(Result::IsVectorAtCompileTime))
        result.resize(sums.size());
      else
        result.resize(sums.size(), 1);
    }
  for (Eigen::Index i = 0; i < sums.size(); ++i)
    result(result.rows() == 1 ? 0 : i, result.rows() == 1 ? i : 0) = sums(i);
}

/// Makes `result` fit, as an assignment does.
template <typename X, typename Result>
void resize_like(std::string_view name, const char* what, const X& x, Result& result) {
  require_fit(name, what, x, result);
  if constexpr (is_resizable<Result>) result.resize(x.rows(), x.cols());
}

}  // namespace eigenact::core

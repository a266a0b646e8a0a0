// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/simd/standard.hpp>
#include <utility>

// Expressions whose result is written as a whole, straight into what they are assigned to.

namespace eigenact::core {

template <typename Plain, typename Write>
class Evaluated;

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Plain, typename Write>
struct traits<eigenact::core::Evaluated<Plain, Write>> {
  using ReturnType = Plain;
};

}  // namespace Eigen::internal

namespace eigenact::core {

/// An expression of a shape that write(destination) evaluates. Inside another expression it is
/// evaluated into a temporary of type Plain.
template <typename Plain, typename Write>
class Evaluated : public Eigen::ReturnByValue<Evaluated<Plain, Write>> {
 public:
  Evaluated(Eigen::Index rows, Eigen::Index cols, Write write)
      : rows_(rows), cols_(cols), write_(std::move(write)) {}

  Eigen::Index rows() const { return rows_; }
  Eigen::Index cols() const { return cols_; }
  template <typename Destination>
  void evalTo(Destination& destination) const {
    eigen_assert(destination.rows() == rows_ && destination.cols() == cols_ &&
                 "eigenact: the destination has another shape than the expression");
    write_(destination);
  }

 private:
  Eigen::Index rows_, cols_;
  Write write_;
};

template <typename Plain, typename Write>
Evaluated<Plain, Write> evaluated(Eigen::Index rows, Eigen::Index cols, Write write) {
  return {rows, cols, std::move(write)};
}

}  // namespace eigenact::core

namespace Eigen::internal {

// Eigen's own assignment of a ReturnByValue goes through a temporary unless it is to a Matrix.
template <typename Destination, typename Plain, typename Write, typename Scalar>
struct Assignment<Destination, ReturnByValue<eigenact::core::Evaluated<Plain, Write>>,
                  assign_op<Scalar, Scalar>, Dense2Dense> {
  using Source = ReturnByValue<eigenact::core::Evaluated<Plain, Write>>;
  static void run(Destination& destination, const Source& source,
                  const assign_op<Scalar, Scalar>& assign) {
    resize_if_allowed(destination, source, assign);
    source.evalTo(destination);
  }
};

}  // namespace Eigen::internal

namespace eigenact::core {

/// How an expression keeps its argument: a matrix by reference, an expression by value.
template <typename X>
struct Kept {
  explicit Kept(const X& x) : expression(x) {}
  typename Eigen::internal::ref_selector<X>::type expression;
};

}  // namespace eigenact::core

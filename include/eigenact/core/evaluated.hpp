// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/core/overlap.hpp>
#include <eigenact/core/shapes.hpp>
#include <tuple>
#include <utility>

// Expressions whose result is written as a whole, straight into what they are assigned to.

namespace eigenact::core {

template <typename Plain, Reads How, typename Write, typename... X>
class Evaluated;

/// How an expression keeps its argument: a matrix by reference, an expression by value.
template <typename X>
struct Kept {
  explicit Kept(const X& x) : expression(x) {}
  typename Eigen::internal::ref_selector<X>::type expression;
};

/// Whether both lie in memory, in one order, and registers of one are registers of the other.
template <typename A, typename B>
bool is_laid_out_like([[maybe_unused]] const A& a, [[maybe_unused]] const B& b) {
  if constexpr (has_memory<A> && has_memory<B> && bool(A::IsRowMajor) == bool(B::IsRowMajor))
    return (a.innerStride() == 1) == (b.innerStride() == 1) &&
           (a.outerStride() == 1) == (b.outerStride() == 1);
  else
    return false;
}

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Plain, eigenact::core::Reads How, typename Write, typename... X>
struct traits<eigenact::core::Evaluated<Plain, How, Write, X...>> : traits<Plain> {
  enum {
    Flags = (int(traits<Plain>::Flags) & ~int(DirectAccessBit | LvalueBit | NestByRefBit)) |
            int(EvalBeforeNestingBit)
  };
};

}  // namespace Eigen::internal

namespace eigenact::core {

/// An expression of a shape that write(destination, x...) evaluates. Inside another expression, and
/// where the destination is read in another order than it is written, it is evaluated into a
/// temporary of type Plain.
/// @tparam How  whether an x that is the destination may be read while it is written
template <typename Plain, Reads How, typename Write, typename... X>
class Evaluated : public Eigen::internal::dense_xpr_base<Evaluated<Plain, How, Write, X...>>::type,
                  Eigen::internal::no_assignment_operator {
 public:
  using Base = typename Eigen::internal::dense_xpr_base<Evaluated>::type;
  EIGEN_GENERIC_PUBLIC_INTERFACE(Evaluated)

  Evaluated(Eigen::Index rows, Eigen::Index cols, Write write, const X&... x)
      : rows_(rows), cols_(cols), write_(std::move(write)), kept_(Kept<X>(x)...) {}

  Eigen::Index rows() const { return rows_; }
  Eigen::Index cols() const { return cols_; }

  template <typename Destination>
  void evalTo(Destination& destination) const {
    std::apply([&](const auto&... kept) { write_(destination, kept.expression...); }, kept_);
  }
  template <typename Destination>
  bool conflicts_with(const Destination& destination) const {
    const bool keeps_shape = destination.rows() == rows_ && destination.cols() == cols_;
    const Conflict<Destination> conflict(destination);
    return std::apply(
        [&](const auto&... kept) {
          // of several x one that is laid out otherwise would be evaluated into the destination,
          // over the others
          const bool in_place =
              How == Reads::SamePlace && keeps_shape &&
              (sizeof...(X) == 1 || (... && is_laid_out_like(kept.expression, destination)));
          const Reads reads = in_place ? Reads::SamePlace : Reads::Anywhere;
          return (... || conflict.with(kept.expression, reads));
        },
        kept_);
  }

 private:
  Eigen::Index rows_, cols_;
  Write write_;
  std::tuple<Kept<X>...> kept_;
};

/// It is evaluated before anything is written that it is a part of.
template <typename Plain, Reads How, typename Write, typename... X>
inline constexpr bool is_evaluated_first<Evaluated<Plain, How, Write, X...>> = true;

template <typename Plain, Reads How = Reads::SamePlace, typename Write, typename... X>
Evaluated<Plain, How, Write, X...> evaluated(Eigen::Index rows, Eigen::Index cols, Write write,
                                             const X&... x) {
  return {rows, cols, std::move(write), x...};
}

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Plain, eigenact::core::Reads How, typename Write, typename... X>
struct evaluator<eigenact::core::Evaluated<Plain, How, Write, X...>> : evaluator<Plain> {
  using XprType = eigenact::core::Evaluated<Plain, How, Write, X...>;

  explicit evaluator(const XprType& expression) : result_(expression.rows(), expression.cols()) {
    expression.evalTo(result_);
    ::new (static_cast<evaluator<Plain>*>(this)) evaluator<Plain>(result_);
  }

 private:
  Plain result_;
};

template <typename Destination, typename Plain, eigenact::core::Reads How, typename Write,
          typename... X, typename Scalar>
struct Assignment<Destination, eigenact::core::Evaluated<Plain, How, Write, X...>,
                  assign_op<Scalar, Scalar>, Dense2Dense> {
  using Source = eigenact::core::Evaluated<Plain, How, Write, X...>;
  static void run(Destination& destination, const Source& source,
                  const assign_op<Scalar, Scalar>& assignment) {
    eigenact::core::require_fit("an activation", "the destination", source, destination);
    if (EIGEN_PREDICT_FALSE(source.conflicts_with(destination))) {
      Plain result(source.rows(), source.cols());
      source.evalTo(result);
      call_assignment_no_alias(destination, result, assignment);
    } else {
      resize_if_allowed(destination, source, assignment);
      source.evalTo(destination);
    }
  }
};

}  // namespace Eigen::internal

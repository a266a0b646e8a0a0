// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/blocks.hpp>
#include <eigenact/core/overlap.hpp>
#include <eigenact/core/shapes.hpp>

// The assignment of an activation of an array. Where both lie in memory the loop is ours: blocks of
// two registers, and no second version of a kernel for single numbers.

namespace eigenact::core {

/// Whether a functor has apply(x..., y, size) for numbers side by side.
template <typename Functor>
inline constexpr bool has_blocks = false;

/// Whether X lies in memory, the numbers of a row or column side by side. Small arrays whose size
/// is a constant are left to Eigen, which unrolls its loops.
template <typename X>
inline constexpr bool lies_in_memory = [] {
  if constexpr ((X::Flags & Eigen::DirectAccessBit) == 0)
    return false;
  else
    return X::InnerStrideAtCompileTime == 1 &&
           (X::SizeAtCompileTime == Eigen::Dynamic || X::SizeAtCompileTime >= 256);
}();

/// Whether y = f(x...) is a loop over blocks.
template <typename Y, typename... X>
inline constexpr bool runs_in_blocks =
    (... && (lies_in_memory<Y> && lies_in_memory<X>)) &&
    (... && ((Y::Flags & Eigen::RowMajorBit) == (X::Flags & Eigen::RowMajorBit) ||
             (bool(Y::IsVectorAtCompileTime) && bool(X::IsVectorAtCompileTime)))) &&
    has_registers<typename Y::Scalar>;

/// f(count, y, x...) with pointers to numbers that lie side by side, until all are there.
template <typename F, typename Y, typename... X>
void for_each_run(const F& f, Y& y, X&... x) {
  const bool is_one_run =
      y.outerStride() == y.innerSize() && (... && (x.outerStride() == x.innerSize()));
  if (is_one_run) return f(y.size(), y.data(), x.data()...);
  for (Eigen::Index i = 0; i < y.outerSize(); ++i)
    f(y.innerSize(), y.data() + i * y.outerStride(), (x.data() + i * x.outerStride())...);
}

/// y = f(x...), f a functor that has blocks.
template <typename F, typename Y, typename... X>
void assign_in_blocks(const F& f, Y& y, const X&... x) {
  for_each_run(
      [&f](Eigen::Index size, auto* to, const auto*... from) { f.apply(from..., to, size); }, y,
      x...);
}

/// Whether an Eigen functor is one of the library's, whose functor_traits say so.
template <typename F, typename = void>
inline constexpr bool is_own_functor = false;
template <typename F>
inline constexpr bool
    is_own_functor<F, std::enable_if_t<Eigen::internal::functor_traits<F>::IsActivation != 0>> =
        true;

template <typename Assign>
inline constexpr bool replaces = false;
template <typename S>
inline constexpr bool replaces<Eigen::internal::assign_op<S, S>> = true;

template <typename Y, typename Source, typename Assign>
EIGENACT_NOINLINE void assign_through_copy(Y& y, const Source& source, const Assign& assignment) {
  const typename Source::PlainObject result = source;
  Eigen::internal::call_assignment_no_alias(y, result, assignment);
}

/// y = source, or y += source and the like; run() does it where nothing stands against it.
/// @throws std::invalid_argument if y has another shape and cannot be resized.
template <typename Y, typename Source, typename Assign, typename Run, typename... X>
EIGENACT_INLINE void assign(Y& y, const Source& source, const Assign& assignment, const Run& run,
                            const X&... x) {
  constexpr const char* what = "the destination";
  if constexpr (replaces<Assign>)
    require_fit("an activation", what, source, y);
  else
    require_same_shape("an activation", what, source, y);
  if (EIGEN_PREDICT_FALSE(conflicts(y, x...))) return assign_through_copy(y, source, assignment);
  run();
}

/// What run() is of an assignment by Eigen's own loop.
template <typename Y, typename Source, typename Assign>
auto assign_by_eigen(Y& y, const Source& source, const Assign& assignment) {
  return [&] { Eigen::internal::call_dense_assignment_loop(y, source, assignment); };
}

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Y, typename F, typename X, typename Assign>
struct Assignment<Y, CwiseUnaryOp<F, const X>, Assign, Dense2Dense,
                  std::enable_if_t<eigenact::core::is_own_functor<F>>> {
  using Source = CwiseUnaryOp<F, const X>;
  static void run(Y& y, const Source& source, const Assign& assignment) {
    using namespace eigenact::core;
    const auto& x = source.nestedExpression();
    if constexpr (replaces<Assign> && has_blocks<F> && runs_in_blocks<Y, X>) {
      const auto in_blocks = [&] {
        resize_if_allowed(y, source, assignment);
        assign_in_blocks(source.functor(), y, x);
      };
      assign(y, source, assignment, in_blocks, x);
    } else {
      assign(y, source, assignment, assign_by_eigen(y, source, assignment), x);
    }
  }
};

template <typename Y, typename F, typename A, typename B, typename Assign>
struct Assignment<Y, CwiseBinaryOp<F, const A, const B>, Assign, Dense2Dense,
                  std::enable_if_t<eigenact::core::is_own_functor<F>>> {
  using Source = CwiseBinaryOp<F, const A, const B>;
  static void run(Y& y, const Source& source, const Assign& assignment) {
    using namespace eigenact::core;
    if constexpr (replaces<Assign> && has_blocks<F> && runs_in_blocks<Y, A, B>) {
      const auto in_blocks = [&] {
        resize_if_allowed(y, source, assignment);
        assign_in_blocks(source.functor(), y, source.lhs(), source.rhs());
      };
      assign(y, source, assignment, in_blocks, source.lhs(), source.rhs());
    } else {
      assign(y, source, assignment, assign_by_eigen(y, source, assignment), source.lhs(),
             source.rhs());
    }
  }
};

template <typename Y, typename F, typename A, typename B, typename C, typename Assign>
struct Assignment<Y, CwiseTernaryOp<F, const A, const B, const C>, Assign, Dense2Dense,
                  std::enable_if_t<eigenact::core::is_own_functor<F>>> {
  using Source = CwiseTernaryOp<F, const A, const B, const C>;
  static void run(Y& y, const Source& source, const Assign& assignment) {
    using namespace eigenact::core;
    assign(y, source, assignment, assign_by_eigen(y, source, assignment), source.arg1(),
           source.arg2(), source.arg3());
  }
};

}  // namespace Eigen::internal

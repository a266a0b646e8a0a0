// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/blocks.hpp>

// Where an activation of an array in memory is assigned to an array in memory, the loop is ours:
// blocks of two registers, and no second version of a kernel for single numbers.

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

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Y, typename F, typename X, typename S>
struct Assignment<
    Y, CwiseUnaryOp<F, const X>, assign_op<S, S>, Dense2Dense,
    std::enable_if_t<eigenact::core::has_blocks<F> && eigenact::core::runs_in_blocks<Y, X>>> {
  static void run(Y& y, const CwiseUnaryOp<F, const X>& source, const assign_op<S, S>& assign) {
    resize_if_allowed(y, source, assign);
    eigenact::core::assign_in_blocks(source.functor(), y, source.nestedExpression());
  }
};

template <typename Y, typename F, typename A, typename B, typename S>
struct Assignment<
    Y, CwiseBinaryOp<F, const A, const B>, assign_op<S, S>, Dense2Dense,
    std::enable_if_t<eigenact::core::has_blocks<F> && eigenact::core::runs_in_blocks<Y, A, B>>> {
  static void run(Y& y, const CwiseBinaryOp<F, const A, const B>& source,
                  const assign_op<S, S>& assign) {
    resize_if_allowed(y, source, assign);
    eigenact::core::assign_in_blocks(source.functor(), y, source.lhs(), source.rhs());
  }
};

}  // namespace Eigen::internal

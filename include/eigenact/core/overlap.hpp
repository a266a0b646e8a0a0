// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <eigenact/core/errors.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// Whether the memory that a result is written to is read by the expression that it comes from, in
// another order than it is written: then the expression is evaluated into a temporary first.

namespace eigenact::core {

template <typename X>
inline constexpr bool has_memory = Eigen::internal::has_direct_access<std::remove_const_t<X>>::ret;

/// The addresses from the first element of an array to the last.
struct Extent {
  std::uintptr_t begin, end;

  bool overlaps(const Extent& other) const { return begin < other.end && other.begin < end; }
};

template <typename X>
EIGENACT_INLINE Extent extent_of(const X& x) {
  const auto data = reinterpret_cast<std::uintptr_t>(x.data());
  constexpr auto bytes = static_cast<Eigen::Index>(sizeof(typename X::Scalar));
  // side by side, which is most of them: the check must not cost short arrays their time
  if constexpr (std::is_base_of_v<Eigen::PlainObjectBase<X>, X> ||
                (bool(X::IsVectorAtCompileTime) && X::InnerStrideAtCompileTime == 1))
    return {data, data + static_cast<std::uintptr_t>(x.size() * bytes)};
  if (x.size() == 0) return {data, data};
  using Index = Eigen::Index;
  const Index outer = (x.outerSize() - 1) * x.outerStride(),
              inner = (x.innerSize() - 1) * x.innerStride();
  const Index before = std::min<Index>(outer, 0) + std::min<Index>(inner, 0),
              beyond = std::max<Index>(outer, 0) + std::max<Index>(inner, 0) + 1;
  return {data + static_cast<std::uintptr_t>(before * bytes),
          data + static_cast<std::uintptr_t>(beyond * bytes)};
}

/// Whether element (i, j) of one is element (i, j) of the other.
template <typename A, typename B>
EIGENACT_INLINE bool is_same_array(const A& a, const B& b) {
  return static_cast<const void*>(a.data()) == static_cast<const void*>(b.data()) &&
         sizeof(typename A::Scalar) == sizeof(typename B::Scalar) && a.rows() == b.rows() &&
         a.cols() == b.cols() && (a.rows() <= 1 || a.rowStride() == b.rowStride()) &&
         (a.cols() <= 1 || a.colStride() == b.colStride());
}

/// Where an element of the result is read by an expression.
enum class Reads { SamePlace, Anywhere };

template <typename X, typename = void>
inline constexpr bool is_wrapper = false;
template <typename X>
inline constexpr bool
    is_wrapper<X, std::void_t<decltype(std::declval<const X&>().nestedExpression())>> = true;

template <typename X>
inline constexpr bool is_evaluated_first = false;
template <typename X, typename = void>
inline constexpr bool is_select = false;
template <typename X>
inline constexpr bool
    is_select<X, std::void_t<decltype(std::declval<const X&>().conditionMatrix())>> = true;

/// Whether an expression must not be evaluated while its results are written to `result`.
template <typename Result>
class Conflict {
 public:
  EIGENACT_INLINE explicit Conflict(const Result& result)
      : result_(result), written_(memory_of(result)) {}

  template <typename X>
  EIGENACT_INLINE bool with(const X& x, Reads reads = Reads::SamePlace) const {
    if constexpr (has_memory<X>)
      return written_.overlaps(extent_of(x)) && !(reads == Reads::SamePlace && is_result(x));
    else
      return of(x, reads);
  }

 private:
  template <typename X>
  bool is_result(const X& x) const {
    if constexpr (has_memory<Result>)
      return is_same_array(result_, x);
    else
      return false;
  }
  template <typename X>
  static Extent memory_of(const X& x) {
    if constexpr (has_memory<X>)
      return extent_of(x);
    else if constexpr (is_wrapper<X>)
      return memory_of(x.nestedExpression());
    else
      return {0, ~std::uintptr_t(0)};
  }

  // Expressions that read of each operand what stands in the same place.
  template <typename F, typename P>
  bool of(const Eigen::CwiseNullaryOp<F, P>&, Reads) const {
    return false;
  }
  template <typename F, typename X>
  bool of(const Eigen::CwiseUnaryOp<F, X>& x, Reads reads) const {
    return with(x.nestedExpression(), reads);
  }
  template <typename F, typename X>
  bool of(const Eigen::CwiseUnaryView<F, X>& x, Reads reads) const {
    return with(x.nestedExpression(), reads);
  }
  template <typename X>
  bool of(const Eigen::ArrayWrapper<X>& x, Reads reads) const {
    return with(x.nestedExpression(), reads);
  }
  template <typename X>
  bool of(const Eigen::MatrixWrapper<X>& x, Reads reads) const {
    return with(x.nestedExpression(), reads);
  }
  template <typename F, typename A, typename B>
  bool of(const Eigen::CwiseBinaryOp<F, A, B>& x, Reads reads) const {
    return with(x.lhs(), reads) || with(x.rhs(), reads);
  }
  template <typename F, typename A, typename B, typename C>
  bool of(const Eigen::CwiseTernaryOp<F, A, B, C>& x, Reads reads) const {
    return with(x.arg1(), reads) || with(x.arg2(), reads) || with(x.arg3(), reads);
  }
  template <typename A, typename B, int Option>
  bool of(const Eigen::Product<A, B, Option>& x, Reads) const {
    return with(x.lhs(), Reads::Anywhere) || with(x.rhs(), Reads::Anywhere);
  }
  // All others.
  template <typename X>
  bool of(const Eigen::DenseBase<X>& x, [[maybe_unused]] Reads reads) const {
    if constexpr (is_evaluated_first<X>)
      return false;
    else if constexpr (is_select<X>)
      return with(x.derived().conditionMatrix(), reads) || with(x.derived().thenMatrix(), reads) ||
             with(x.derived().elseMatrix(), reads);
    else if constexpr (is_wrapper<X>)
      return with(x.derived().nestedExpression(), Reads::Anywhere);
    else
      return true;
  }

  const Result& result_;
  Extent written_;
};

/// Whether `result` is no array that can be read while it is written: it shares memory with one of
/// the expressions, other than in the same place.
template <typename Result, typename... X>
EIGENACT_INLINE bool conflicts(const Result& result, const X&... x) {
  const Conflict<Result> conflict(result);
  return (... || conflict.with(x));
}

/// Calls run(copies of x...) if one of the results, std::tie(...), is no array that x... can be
/// read from while it is written. Tells whether it did: then the pass has been made.
template <typename... Results, typename Run, typename... X>
EIGENACT_INLINE bool ran_on_copies(const std::tuple<Results&...>& results, const Run& run,
                                   const X&... x) {
  const bool shares =
      std::apply([&](const auto&... result) { return (... || conflicts(result, x...)); }, results);
  if (EIGEN_PREDICT_TRUE(!shares)) return false;
  run(typename X::PlainObject(x)...);
  return true;
}

}  // namespace eigenact::core

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/evaluated.hpp>
#include <eigenact/core/quantity.hpp>
#include <type_traits>

// The lines of a matrix, its columns or its rows, as what an activation of whole vectors reads and
// writes.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// Which lines of a matrix are the vectors.
enum class Direction { Columns, Rows };

/// The lines that a vector is one of.
template <typename X>
inline constexpr Direction along_vector =
    X::RowsAtCompileTime == 1 && X::ColsAtCompileTime != 1 ? Direction::Rows : Direction::Columns;

/// Lines of a matrix in memory. Element i of line l is data[l * line_stride + i * element_stride].
template <typename S>
struct Lines {
  S* data;
  Eigen::Index count, length, line_stride, element_stride;

  S& operator()(Eigen::Index line, Eigen::Index i) const {
    return data[line * line_stride + i * element_stride];
  }
};

template <Direction D, typename X>
auto lines_of(X& x) {
  using S = std::remove_pointer_t<decltype(x.data())>;
  const bool inner = (D == Direction::Columns) != static_cast<bool>(X::IsRowMajor);
  const Eigen::Index strides[] = {x.outerStride(), x.innerStride()};
  const Eigen::Index sizes[] = {x.rows(), x.cols()};
  return Lines<S>{x.data(), sizes[D == Direction::Columns], sizes[D == Direction::Rows],
                  strides[!inner], strides[inner]};
}

template <Direction D, typename X>
auto const_lines_of(const X& x) {
  const auto l = lines_of<D>(x);
  return Lines<const typename X::Scalar>{l.data, l.count, l.length, l.line_stride,
                                         l.element_stride};
}

/// Whether the registers that hold elements of one hold the corresponding elements of the other.
template <typename A, typename B>
bool have_like_layout(const Lines<A>& a, const Lines<B>& b) {
  return (a.element_stride == 1) == (b.element_stride == 1) &&
         (a.line_stride == 1) == (b.line_stride == 1);
}

/// run(lines of x, lines of result): the shape of both is the same. x is evaluated into result
/// where it has no memory of its own in the order of result's, so that nothing else is allocated.
template <Direction D, typename X, typename Result, typename Run>
void with_lines(const X& x, Result& result, const Run& run) {
  if constexpr (!has_memory<Result>) {
    typename X::PlainObject plain(x.rows(), x.cols());
    with_lines<D>(x, plain, run);
    result = plain;
  } else {
    const auto out = lines_of<D>(result);
    if constexpr (has_memory<X>) {
      const auto in = const_lines_of<D>(x);
      if (have_like_layout(in, out)) return run(in, out);
    }
    Eigen::internal::call_assignment(result, x);
    run(const_lines_of<D>(result), out);
  }
}

/// run(lines of result), in memory.
template <Direction D, typename Result, typename Run>
void with_output(Result& result, const Run& run) {
  if constexpr (has_memory<Result>) {
    run(lines_of<D>(result));
  } else {
    typename Result::PlainObject plain(result.rows(), result.cols());
    run(lines_of<D>(plain));
    result = plain;
  }
}

/// x where it is in memory, in the order of Result, a copy of it elsewhere.
template <typename Result, typename X>
decltype(auto) in_memory_as(const X& x) {
  if constexpr (has_memory<X> &&
                static_cast<bool>(X::IsRowMajor) == static_cast<bool>(Result::IsRowMajor)) {
    return (x);
  } else {
    constexpr int order = Result::IsRowMajor ? Eigen::RowMajor : Eigen::ColMajor;
    constexpr bool vector = X::IsVectorAtCompileTime;
    using Plain = Eigen::Array<typename X::Scalar, X::RowsAtCompileTime, X::ColsAtCompileTime,
                               vector ? int(X::PlainObject::Options) : order>;
    return Plain(x);
  }
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END

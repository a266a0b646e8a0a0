// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

// Arrays in every layout, and what looks at them as numbers a stride apart, compiled once.

namespace eigenact_test {

using Eigen::Index;
using Plain = Eigen::ArrayXXf;
using ByRows = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <typename Array>
using Strided = Eigen::Map<Array, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;

/// What stands where nothing may be written.
constexpr float kUntouched = -54.75f;

/// An array as numbers a stride apart.
struct Numbers {
  float* data;
  Index rows, cols, down, across;

  template <typename X>
  static Numbers of(X& x) {
    return {x.data(), x.rows(), x.cols(), x.rowStride(), x.colStride()};
  }
  float& operator()(Index i, Index j) const { return data[i * down + j * across]; }
  void fill(const Plain& from) const {
    for (Index j = 0; j < cols; ++j)
      for (Index i = 0; i < rows; ++i) (*this)(i, j) = from(i, j);
  }
};

inline bool same_bits(float a, float b) {
  return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

/// Where an array differs from what it should be; empty if nowhere.
inline std::string difference(const Numbers& y, const Plain& right) {
  if (y.rows != right.rows() || y.cols != right.cols()) return "its shape";
  for (Index j = 0; j < y.cols; ++j)
    for (Index i = 0; i < y.rows; ++i)
      if (!same_bits(y(i, j), right(i, j)))
        return "at " + std::to_string(i) + ", " + std::to_string(j) + ": " +
               std::to_string(y(i, j)) + " instead of " + std::to_string(right(i, j));
  return "";
}

/// The layouts. A parent is the memory of an array of rows x cols and of one that begins an element
/// further, and of nothing beyond them that sanitizers would take for theirs; view() is the array.
struct Own {
  using Parent = Plain;
  static constexpr const char* name = "array";
  static constexpr bool has_room = false;  ///< for a second array
  static Parent parent(Index rows, Index cols) { return Parent(rows, cols); }
  static Parent& view(Parent& parent, Index, Index, Index) { return parent; }
};
struct OwnByRows {
  using Parent = ByRows;
  static constexpr const char* name = "row-major array";
  static constexpr bool has_room = false;
  static Parent parent(Index rows, Index cols) { return Parent(rows, cols); }
  static Parent& view(Parent& parent, Index, Index, Index) { return parent; }
};
struct Fixed {
  static constexpr int kRows = 7, kCols = 3;
  using Parent = Eigen::Array<float, kRows, kCols>;
  static constexpr const char* name = "array of fixed size";
  static constexpr bool has_room = false;
  static Parent parent(Index, Index) { return Parent(); }
  static Parent& view(Parent& parent, Index, Index, Index) { return parent; }
};
struct InBlock {
  using Parent = Plain;
  static constexpr const char* name = "block";
  static constexpr bool has_room = true;
  static Parent parent(Index rows, Index cols) { return Parent(rows + 1, cols + 1); }
  static auto view(Parent& parent, Index first, Index rows, Index cols) {
    return parent.block(first, first, rows, cols);
  }
};
struct InRef {
  using Parent = Plain;
  static constexpr const char* name = "reference";
  static constexpr bool has_room = true;
  static Parent parent(Index rows, Index cols) { return Parent(rows + 1, cols + 1); }
  static Eigen::Ref<Plain> view(Parent& parent, Index first, Index rows, Index cols) {
    return parent.block(first, first, rows, cols);
  }
};
struct InStrides {
  using Parent = Plain;
  static constexpr const char* name = "map with strides";
  static constexpr bool has_room = true;
  static Parent parent(Index rows, Index cols) {
    return Parent(2 * rows + 1, std::max<Index>(1, cols));
  }
  static Strided<Plain> view(Parent& parent, Index first, Index rows, Index cols) {
    return {parent.data() + first, rows, cols, {parent.rows(), 2}};
  }
};
struct InStridesByRows {
  using Parent = Plain;
  static constexpr const char* name = "row-major map with strides";
  static constexpr bool has_room = true;
  static Parent parent(Index rows, Index cols) {
    return Parent(3 * cols + 1, std::max<Index>(1, rows));
  }
  static Strided<ByRows> view(Parent& parent, Index first, Index rows, Index cols) {
    return {parent.data() + first, rows, cols, {parent.rows(), 3}};
  }
};

}  // namespace eigenact_test

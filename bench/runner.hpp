// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/core/accuracy.hpp>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What a row of the benchmark is. Kernels are type-erased here, so that a file of kernels compiles
// nothing of Google Benchmark and all rows share one timing loop and the same memory.

namespace eigenact::bench {

enum class ScalarType { kFloat, kDouble, kHalf, kBfloat16 };

template <typename Scalar>
inline constexpr ScalarType scalar_type = ScalarType::kFloat;
template <>
inline constexpr ScalarType scalar_type<double> = ScalarType::kDouble;
template <>
inline constexpr ScalarType scalar_type<Eigen::half> = ScalarType::kHalf;
template <>
inline constexpr ScalarType scalar_type<Eigen::bfloat16> = ScalarType::kBfloat16;

/// The arrays of one scalar type and length, the same memory for every row: x and gradient are
/// read, y and slope written.
struct Operands {
  const void* x_data;
  const void* gradient_data;
  void* y_data;
  void* slope_data;
  Eigen::Index size;

  // Not declared as aligned, so that --offset can shift the same kernels; at offset 0 each begins a
  // page and Eigen's peeling does nothing.
  template <typename Scalar>
  using In = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
  template <typename Scalar>
  using Out = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;

  template <typename Scalar>
  In<Scalar> x() const {
    return {static_cast<const Scalar*>(x_data), size};
  }
  template <typename Scalar>
  In<Scalar> gradient() const {
    return {static_cast<const Scalar*>(gradient_data), size};
  }
  template <typename Scalar>
  Out<Scalar> y() const {
    return {static_cast<Scalar*>(y_data), size};
  }
  template <typename Scalar>
  Out<Scalar> slope() const {
    return {static_cast<Scalar*>(slope_data), size};
  }
};

/// What is computed, and how many arrays pass through memory for it.
struct Operation {
  std::string_view name;
  int arrays_moved;
};
inline constexpr Operation forward{"forward", 2};
inline constexpr Operation derivative{"derivative", 2};
inline constexpr Operation backward{"backward", 3};
inline constexpr Operation fused{"fused", 3};
inline constexpr Operation all_gradients{"all_gradients", 3};

/// The tier column of a row of the library.
template <typename Accuracy>
inline constexpr std::string_view tier = "fast";
template <>
inline constexpr std::string_view tier<Precise> = "precise";

using Kernel = std::function<void(const Operands&)>;
using Prepare = std::function<Kernel(const Operands&)>;

/// One line of the benchmark for all sizes: family/name/operation/scalar/tier/size. The tier is
/// fast or precise for the library; for its peers it is eigen, eigen_stable, std, arithmetic or the
/// name of a library of peers/. The name may end in arguments, as in staf(25). Where there is
/// `prepare`, it makes the kernel before the clock starts.
struct Row {
  std::string family, name;
  Operation operation;
  ScalarType scalar;
  std::string_view tier;
  Kernel kernel;
  Prepare prepare = nullptr;
};

/// All rows, filled while the program starts.
std::vector<Row>& rows();

/// The versions of the libraries of peers/, by tier.
std::map<std::string, std::string>& versions();

}  // namespace eigenact::bench

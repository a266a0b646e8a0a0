// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <string>
#include <unsupported/Eigen/CXX11/Tensor>

#include "catch.hpp"

// What Eigen's cost model makes of an activation. Needs EIGEN_USE_THREADS.

namespace eigenact_test {

template <typename Functor>
inline constexpr int functor_cost = Eigen::internal::functor_traits<Functor>::Cost;

/// The cycles that an activation states for a register, and what Eigen's cost model makes of them.
struct Costs {
  std::string name;
  int stated, lanes, bytes;
  Eigen::TensorOpCost found;
};

template <typename F>
Costs costs_of() {
  using S = typename F::Scalar;
  Eigen::Tensor<S, 1> t(1);
  const Eigen::DefaultDevice device;
  const auto expression = t.unaryExpr(F());
  const Eigen::TensorEvaluator<decltype(expression), Eigen::DefaultDevice> evaluator(expression,
                                                                                     device);
  constexpr bool has_packets = Eigen::internal::functor_traits<F>::PacketAccess;
  return {F::name(), functor_cost<F>, has_packets ? Eigen::internal::packet_traits<S>::size : 1,
          sizeof(S), evaluator.costPerCoeff(true) + Eigen::TensorOpCost(0, sizeof(S), 0)};
}

/// Eigen finds the costs, and splits as they say. How many threads it takes beyond that, and for
/// how many elements, depends on the registers.
inline void check_split(const Costs& costs) {
  using Model = Eigen::TensorCostModel<Eigen::ThreadPoolDevice>;
  const double cycles = static_cast<double>(costs.stated) / costs.lanes, bytes = 2 * costs.bytes;
  CAPTURE(costs.name, costs.stated, costs.lanes, costs.bytes);
  CHECK(costs.found.compute_cycles() == Approx(cycles));
  CHECK(costs.found.bytes_loaded() + costs.found.bytes_stored() == Approx(bytes));
  const double start = Model::kStartupCycles, thread = Model::kPerThreadCycles;
  for (const int most : {1, 2, 8}) {
    // a byte takes a quarter of a cycle at most: all of it is not worth a second thread
    CHECK(Model::numThreads(start / 2 / (cycles + bytes / 4), costs.found, most) == 1);
    // the arithmetic alone is worth them all
    CHECK(Model::numThreads((start + most * thread) / cycles, costs.found, most) == most);
  }
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/parallel_parts.hpp>

// Dense expressions on the threads of an Eigen::ThreadPool; link with -pthread.

EIGENACT_PACKETS_BEGIN

namespace eigenact {
namespace core {

/// What parallel(pool, y) returns: y on the threads of the pool.
template <typename Y>
class ParallelDestination {
 public:
  ParallelDestination(Eigen::ThreadPoolInterface& pool, Y& y) : pool_(pool), y_(y) {}
  ParallelDestination(const ParallelDestination&) = default;
  ParallelDestination& operator=(const ParallelDestination&) = delete;

  /// y = x.
  /// @throws std::invalid_argument if y has another shape and cannot be resized.
  template <typename X>
  void operator=(const Eigen::DenseBase<X>& x) {
    check_results<Y>();
    static_assert(std::is_same_v<typename X::Scalar, typename Y::Scalar>,
                  "eigenact: the expression and its destination have different scalar types; "
                  "cast() one.");
    constexpr int cost = EvaluatorOf<X>::CoeffReadCost + EvaluatorOf<Y>::CoeffReadCost;
    const Eigen::Index threads = threads_worth(pool_, cycles_of<Y, X>(x.size(), cost));
    require_fit("parallel", "the destination", x, y_);
    if (threads < 2) {
      y_ = x.derived();
      return;
    }
    if (conflicts(y_, x.derived())) {
      using Plain = typename X::PlainObject;
      Plain result;
      ParallelDestination<Plain>(pool_, result) = x;
      y_ = result;
    } else if constexpr (has_parts_in_blocks<Y, X>) {
      resize_like("parallel", "the destination", x, y_);
      visit_parts(pool_, threads, Runs::of(y_),
                  [&](const Part& part) { assign_part(part, y_, x.derived()); });
    } else {
      const EvaluatorOf<X> in(x.derived());
      resize_like("parallel", "the destination", x, y_);
      EvaluatorOf<Y> out(y_);
      const auto runs =
          Copy<Y, X>::is_linear ? Runs{1, y_.size(), sizeof(typename Y::Scalar)} : Runs::of(y_);
      visit_parts(pool_, threads, runs, [&](const Part& part) { Copy<Y, X>::run(part, in, out); });
    }
  }

 private:
  Eigen::ThreadPoolInterface& pool_;
  Y& y_;
};

}  // namespace core

/// parallel(pool, y) = x; evaluates the dense expression x into y on the threads of an Eigen pool,
/// the calling thread among them: pool.NumThreads() in all. It has the same bits for every number
/// of threads. y is an Array, Matrix, Map, Block or Ref, is resized as by an assignment, and may
/// share memory with x, which goes through a temporary where it has to.
template <typename Y>
auto parallel(Eigen::ThreadPoolInterface& pool, Y&& y) {
  auto& destination = y.derived();  // a segment is a block
  return core::ParallelDestination<std::remove_reference_t<decltype(destination)>>(pool,
                                                                                   destination);
}

/// f.value_and_derivative(x, y, dy) on the threads of an Eigen pool, the calling thread among them.
/// An x that is not in memory is evaluated first.
/// @throws std::invalid_argument if a result has another shape and cannot be resized.
template <typename Formula, typename S, typename Accuracy, typename X, typename Y, typename D>
void value_and_derivative(Eigen::ThreadPoolInterface& pool,
                          const Elementwise<Formula, S, Accuracy>& f, const Eigen::DenseBase<X>& x,
                          Y&& y_result, D&& dy_result) {
  core::check_results<Y, D>();
  auto& y = y_result.derived();  // a segment is a block
  auto& dy = dy_result.derived();
  using Values = std::remove_reference_t<decltype(y)>;
  constexpr int cost = core::cost<Formula, core::ValueAndDerivative, Accuracy, S>();
  const Eigen::Index threads = core::threads_worth(
      pool, core::cycles_of<Values, std::remove_reference_t<decltype(dy)>, X>(x.size(), cost));
  if (threads < 2) return f.value_and_derivative(x, y, dy);
  if (!core::has_memory<X> || core::conflicts(y, x.derived()) || core::conflicts(dy, x.derived())) {
    typename X::PlainObject plain;
    parallel(pool, plain) = x;
    return value_and_derivative(pool, f, plain, y, dy);
  }
  core::resize_like(Formula::facts.name(), "the values", x, y);
  core::resize_like(Formula::facts.name(), "the derivatives", x, dy);
  if constexpr (core::has_memory<X>)
    core::visit_parts(pool, threads, core::Runs::of(y), [&](const core::Part& part) {
      f.value_and_derivative(part.of<Values>(x.derived()), part.of<Values>(y), part.of<Values>(dy));
    });
}

}  // namespace eigenact

EIGENACT_PACKETS_END

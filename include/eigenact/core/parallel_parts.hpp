// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#if defined(__has_include) && __has_include(<Eigen/ThreadPool>)
#include <Eigen/ThreadPool>
#else
#include <unsupported/Eigen/CXX11/ThreadPool>
#endif

#include <atomic>
#include <eigenact/core/elementwise.hpp>
#include <exception>
#include <memory>
#include <thread>

// The parts of an array that the threads of an Eigen::ThreadPool take, for
// <eigenact/ext/parallel.hpp>.

EIGENACT_PACKETS_BEGIN

namespace eigenact {
namespace core {

/// Work for one thread: the second comes in at 30 microseconds, of which it takes up to 20 to wake.
inline constexpr double kCyclesPerThread = 50'000;
/// More blocks than threads, so that nobody waits long for a thread that was interrupted.
inline constexpr Eigen::Index kBlocksPerThread = 8;
/// Reading or writing in the second-level cache: what ReLU takes.
inline constexpr double kCyclesPerByte = 1.0 / 32;
inline constexpr Eigen::Index kCacheLine = 64;

/// Numbers 0 to count - 1, handed out to the threads that ask: the work and its end.
class Blocks {
 public:
  explicit Blocks(Eigen::Index count) : count_(count) {}

  /// Runs run(block) for blocks until none is left. The first exception is kept, not thrown.
  template <typename Run>
  void take_part(const Run& run) {
    for (Eigen::Index block; (block = next_.fetch_add(1)) < count_;) {
      EIGENACT_TRY { run(block); }
      EIGENACT_CATCH_ALL {
        if (!failed_.exchange(true)) error_ = std::current_exception();
      }
      done_.fetch_add(1, std::memory_order_release);
    }
  }

  /// Returns when every block is done; throws what one of them threw.
  void finish() {
    while (done_.load(std::memory_order_acquire) < count_) std::this_thread::yield();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const Eigen::Index count_;
  std::atomic<Eigen::Index> next_{0}, done_{0};
  std::atomic<bool> failed_{false};
  std::exception_ptr error_;
};

/// How many threads of a pool, the calling one among them, work of so many cycles is worth.
inline Eigen::Index threads_worth(const Eigen::ThreadPoolInterface& pool, double cycles) {
  const double worth = cycles / kCyclesPerThread, most = pool.NumThreads();
  return static_cast<Eigen::Index>(std::min(worth, most));
}

/// run(block) for 0 <= block < count on the calling thread and up to threads - 1 others. A thread
/// that comes when all blocks are taken touches nothing but `blocks`: the caller never waits for
/// one to start, so a call from inside the pool cannot lock up.
template <typename Run>
void run_blocks(Eigen::ThreadPoolInterface& pool, Eigen::Index threads, Eigen::Index count,
                const Run& run) {
  const auto blocks = std::make_shared<Blocks>(count);
  EIGENACT_TRY {
    for (Eigen::Index i = 1; i < threads; ++i)
      pool.Schedule([blocks, &run] { blocks->take_part(run); });
  }
  EIGENACT_CATCH_ALL {  // no memory for the task: the threads there are do it all
  }
  blocks->take_part(run);
  blocks->finish();
}

/// A part of an array: `outer_count` runs of storage from `outer` on, of each the elements `inner`
/// to `inner + inner_count`.
struct Part {
  Eigen::Index outer, outer_count, inner, inner_count;

  /// The same part of an expression, as a block of it.
  template <typename Shape, typename X>
  auto of(X& x) const {
    if constexpr (row_major<Shape>)
      return x.block(outer, inner, outer_count, inner_count);
    else
      return x.block(inner, outer, inner_count, outer_count);
  }
};

/// An array as `outer` runs of `inner` elements, numbered as they are stored.
struct Runs {
  Eigen::Index outer, inner, scalar_size;

  template <typename X>
  static Runs of(const X& x) {
    constexpr auto size = static_cast<Eigen::Index>(sizeof(typename X::Scalar));
    return row_major<X> ? Runs{x.rows(), x.cols(), size} : Runs{x.cols(), x.rows(), size};
  }

  /// The last place at or before an element where a run may be cut: a multiple of a cache line, and
  /// so of a register, from its start. So the registers are the same however a run is cut.
  Eigen::Index cut(Eigen::Index element) const {
    const Eigen::Index line = std::max<Eigen::Index>(kCacheLine / scalar_size, 1);
    return element - element % inner % line;
  }

  /// Calls visit(part) for parts that make up the elements from begin to end.
  template <typename Visit>
  void for_each_part(Eigen::Index begin, Eigen::Index end, const Visit& visit) const {
    while (begin < end) {
      const Eigen::Index first = begin % inner, left = end - begin;
      const bool whole = first == 0 && left >= inner;
      const Part part{begin / inner, whole ? left / inner : 1, first,
                      whole ? inner : std::min(inner - first, left)};
      visit(part);
      begin += part.outer_count * part.inner_count;
    }
  }
};

/// Calls visit(part) for parts that make up the whole, on `threads` threads of the pool.
template <typename Visit>
void visit_parts(Eigen::ThreadPoolInterface& pool, Eigen::Index threads, const Runs& runs,
                 const Visit& visit) {
  const Eigen::Index count = threads * kBlocksPerThread, size = runs.outer * runs.inner;
  const auto border = [&](Eigen::Index block) {
    return block == count ? size : runs.cut(size / count * block + size % count * block / count);
  };
  run_blocks(pool, threads, count, [&](Eigen::Index block) {
    runs.for_each_part(border(block), border(block + 1), visit);
  });
}

/// Cycles of a pass over so many elements, by Eigen's costs. A functor is called once for a
/// register.
template <typename First, typename... Rest>
double cycles_of(Eigen::Index size, double functor_costs) {
  using Scalar = typename First::Scalar;
  constexpr double lanes = in_packets<First, Rest...> ? simd::size_of<simd::packet_of<Scalar>> : 1;
  constexpr auto bytes = static_cast<double>((1 + sizeof...(Rest)) * sizeof(Scalar));
  return static_cast<double>(size) * (functor_costs / lanes + kCyclesPerByte * bytes);
}

/// Writes the elements of an expression from one evaluator to another.
template <typename Y, typename X>
class Copy {
  using Packet = simd::packet_of<typename Y::Scalar>;
  static constexpr Eigen::Index step = in_packets<Y, X> ? simd::size_of<Packet> : 1;
  static constexpr bool rows = row_major<Y>;

 public:
  /// Whether both may be read as one run.
  static constexpr bool is_linear =
      (row_major<Y, X> || column_major<Y, X>)&&(EvaluatorOf<X>::Flags & EvaluatorOf<Y>::Flags &
                                                Eigen::LinearAccessBit) != 0;

  // Without `restrict` the members of the evaluators would be read again after every write.
  static EIGEN_DONT_INLINE void run(const Part& part, const EvaluatorOf<X>& EIGEN_RESTRICT in,
                                    EvaluatorOf<Y>& EIGEN_RESTRICT out) {
    for (Eigen::Index outer = part.outer; outer < part.outer + part.outer_count; ++outer) {
      Eigen::Index i = part.inner;
      const Eigen::Index last = i + part.inner_count, packets = last - part.inner_count % step;
      const auto row = [&] { return rows ? outer : i; };
      const auto col = [&] { return rows ? i : outer; };
      if constexpr (is_linear) {
        if constexpr (step > 1)
          for (; i < packets; i += step) write(out, read(in, i), i);
        for (; i < last; ++i) out.coeffRef(i) = in.coeff(i);
      } else {
        if constexpr (step > 1)
          for (; i < packets; i += step) write(out, read(in, row(), col()), row(), col());
        for (; i < last; ++i) out.coeffRef(row(), col()) = in.coeff(row(), col());
      }
    }
  }

 private:
  template <typename... Place>
  static EIGENACT_INLINE Packet read(const EvaluatorOf<X>& in, Place... place) {
    return in.template packet<Eigen::Unaligned, Packet>(place...);
  }
  template <typename... Place>
  static EIGENACT_INLINE void write(EvaluatorOf<Y>& out, const Packet& packet, Place... place) {
    out.template writePacket<Eigen::Unaligned, Packet>(place..., packet);
  }
};

/// A part of y = x where that runs in blocks.
template <typename Y, typename F, typename A,
          std::enable_if_t<has_blocks<F> && runs_in_blocks<Y, A>, int> = 0>
void assign_part(const Part& part, Y& y, const Eigen::CwiseUnaryOp<F, const A>& x) {
  auto block = part.of<Y>(y);
  assign_in_blocks(x.functor(), block, part.of<Y>(x.nestedExpression()));
}
template <typename Y, typename F, typename A, typename B,
          std::enable_if_t<has_blocks<F> && runs_in_blocks<Y, A, B>, int> = 0>
void assign_part(const Part& part, Y& y, const Eigen::CwiseBinaryOp<F, const A, const B>& x) {
  auto block = part.of<Y>(y);
  assign_in_blocks(x.functor(), block, part.of<Y>(x.lhs()), part.of<Y>(x.rhs()));
}
template <typename Y, typename X, typename = void>
inline constexpr bool has_parts_in_blocks = false;
template <typename Y, typename X>
inline constexpr bool has_parts_in_blocks<
    Y, X, std::void_t<decltype(assign_part(Part(), std::declval<Y&>(), std::declval<X>()))>> = true;

}  // namespace core
}  // namespace eigenact

EIGENACT_PACKETS_END

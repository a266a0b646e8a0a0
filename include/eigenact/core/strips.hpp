// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/line_registers.hpp>
#include <eigenact/core/lines.hpp>

// Lines in registers: a strip is one line whose elements fill registers, or as many lines as a
// register has lanes, side by side.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// What one call of a kernel works on: one line in `count` registers and a last one with `tail`
/// lanes, or, Across, `groups` registers side by side whose lanes are lines, `count` long. In a
/// group by itself only `lanes` lanes may be in use.
template <bool Across, int Size>
struct Strip {
  static constexpr bool across = Across;
  static constexpr int size = Size;
  // 16 registers of float fill 8 to 16 lines of the cache, which are then read one after another
  static constexpr int most_groups = !Across ? 1 : Size < 16 ? 16 : 8;
  template <typename T>
  using PerGroup = std::array<T, static_cast<std::size_t>(most_groups)>;

  Eigen::Index count;
  int groups, lanes, tail;

  /// f(group)
  template <typename F>
  EIGENACT_INLINE void each_group(const F& f) const {
    const std::size_t end = Across ? static_cast<std::size_t>(groups) : 1;
    for (std::size_t g = 0; g < end; ++g) f(g);
  }
  /// f(group, number) for registers that are full, f(group, number, lanes in use) for the others.
  template <typename F>
  EIGENACT_INLINE void each(const F& f, Eigen::Index from = 0) const {
    Eigen::Index i = from;
    if (!Across || lanes == Size)
      for (; i < count; ++i) each_group([&](std::size_t g) EIGENACT_INLINED { f(g, i); });
    if constexpr (Across)
      for (; i < count; ++i) f(std::size_t(0), i, lanes);
    if (tail > 0) f(std::size_t(0), count, tail);
  }
  /// four(group, number) for the registers number to number + 3 * step where they are full along a
  /// line, four(group, number, lanes in use) for others, f as in each() for the rest. The four
  /// elements in a lane are the same ones of a line across the lines as along.
  static constexpr Eigen::Index step = Across ? Size : 1;
  template <typename Four, typename F>
  EIGENACT_INLINE void each_four(const Four& four, const F& f) const {
    Eigen::Index i = 0;
    for (; i + 4 * step <= count; i += 4 * step)
      for (Eigen::Index k = i; k < i + step; ++k) {
        if (!Across || lanes == Size)
          each_group([&](std::size_t g) EIGENACT_INLINED { four(g, k); });
        else
          four(std::size_t(0), k, lanes);
      }
    each(f, i);
  }
};

/// Sums over the lines of a strip, by each() or each_four(), that do not depend on the strip: lane
/// l of the sum along a line, which adds every Size-th element, is a sum of its own across the
/// lines.
template <typename R, typename Strip>
class LineSums {
  using Sums = typename R::Sums;
  static constexpr auto kept = static_cast<std::size_t>(Strip::across ? Strip::size : 1);

 public:
  EIGENACT_INLINE explicit LineSums(const Strip& strip)
      : used_(std::min(kept, static_cast<std::size_t>(strip.count))) {
    if constexpr (!Strip::across) sums_[0][0].fill(typename R::Sum(0));
  }
  template <typename X>
  EIGENACT_INLINE void add(std::size_t g, Eigen::Index i, const X& x) {
    Sums& sum = sums_[static_cast<std::size_t>(i) % kept][g];
    if (Strip::across && i < Strip::size) {  // the first of them
      Sums zero;
      zero.fill(typename R::Sum(0));
      R::accumulate(zero, x);
      sum = zero;
    } else {
      R::accumulate(sum, x);
    }
  }
  /// Once for each group.
  EIGENACT_INLINE Sums total(std::size_t g) {
    if constexpr (!Strip::across) {
      return R::total(sums_[0][g]);
    } else {
      if (used_ == 0) sums_[0][g].fill(typename R::Sum(0));
      return R::total(&sums_[0][g], Strip::most_groups, used_);
    }
  }

 private:
  std::size_t used_;
  std::array<typename Strip::template PerGroup<Sums>, kept> sums_;
};

/// The memory of a strip; the step from register to register is a constant within a line.
template <typename S, int Size, typename Step>
struct Stream {
  S* data;
  Step step;
  EIGENACT_INLINE S* at(std::size_t group, Eigen::Index i) const {
    return data + i * step + group * Size;
  }
};

/// The streams of lines, by number.
template <typename S, int Size, typename Step>
struct Streams {
  const Lines<S>& lines;
  Step step;
  EIGENACT_INLINE Stream<S, Size, Step> operator()(Eigen::Index l) const {
    return {&lines(l, 0), step};
  }
};

/// A kernel in three passes over a line: h = head(Strip, Stream...), b = body(Strip, h, Stream...)
/// and tail(Strip, h, b, Stream...). The head of the next line comes before the tail, which keeps
/// the processor busy while it would wait for a maximum, a sum or a quotient.
struct InPasses {
  /// What a kernel in two passes has.
  template <typename... Arguments>
  EIGENACT_INLINE bool body(const Arguments&...) const {
    return true;
  }
};

/// run for lines l to l + count - 1, which are one strip each.
template <typename Run, typename Strip, typename... All>
void run_strips(const Run& run, const Strip strip, Eigen::Index l, Eigen::Index count,
                const All... streams) {
  const Eigen::Index end = l + count;
  if constexpr (std::is_base_of_v<InPasses, Run>) {
    auto head = run.head(strip, streams(l)...);
    for (; l < end; ++l) {
      const auto body = run.body(strip, head, streams(l)...);
      const auto next = l + 1 < end ? run.head(strip, streams(l + 1)...) : head;
      run.tail(strip, head, body, streams(l)...);
      head = next;
    }
  } else {
    for (; l < end; ++l) run(strip, streams(l)...);
  }
}

/// run(Strip, Stream...), or run in passes, for all lines, which have the same number and length.
template <int Size, typename Run, typename First, typename... Rest>
void for_each_strip(const Run& run, const Lines<First>& first, const Lines<Rest>&... rest) {
  using Eigen::Index;
  if (first.count == 0) return;
  const bool along = first.element_stride == 1 && (... && (rest.element_stride == 1));
  const bool across = first.line_stride == 1 && (... && (rest.line_stride == 1));
  if (along && !(across && first.length < first.count)) {
    using Next = std::integral_constant<Index, Size>;
    const Strip<false, Size> strip{first.length / Size, 1, Size,
                                   static_cast<int>(first.length % Size)};
    return run_strips(run, strip, 0, first.count, Streams<First, Size, Next>{first, {}},
                      Streams<Rest, Size, Next>{rest, {}}...);
  }
  using Group = Strip<true, Size>;
  for (Index l = 0; l < first.count;) {
    const Index registers = across ? (first.count - l) / Size : 0;
    const Index groups = std::clamp<Index>(registers, 1, Group::most_groups);
    const Index lanes = !across ? 1 : std::min<Index>(first.count - l, Size);
    const Group strip{first.length, static_cast<int>(groups), static_cast<int>(lanes), 0};
    run_strips(run, strip, l, 1, Streams<First, Size, Index>{first, first.element_stride},
               Streams<Rest, Size, Index>{rest, rest.element_stride}...);
    l += groups * lanes;
  }
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END

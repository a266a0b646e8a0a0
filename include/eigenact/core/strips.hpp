// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/evaluate.hpp>
#include <eigenact/core/lines.hpp>
#include <eigenact/simd/half.hpp>
#include <eigenact/simd/partial.hpp>

// Lines in registers: a strip is one line whose elements fill registers, or as many lines as a
// register has lanes, side by side.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// The registers that lines of S are computed in. Own is a register of S (of float for the 16-bit
/// floats); Values is the same in the arithmetic of results: in float and double themselves, or,
/// Wide, in double and double-double. Sums is wider than both.
template <typename S, bool Wide>
struct LineRegisters {
  using Scalar = S;
  using Compute = ComputeScalar<S>;
  static constexpr bool is_double = std::is_same_v<Compute, double>;
  using Packet = simd::packet_of<S>;
  static constexpr int size = simd::size_of<Packet>;
  using Own = Vec<Compute, size, is_double ? Grade::Double : Grade::Single>;

  using Doubles = WideFloat<size>;
  static constexpr auto parts = static_cast<std::size_t>(is_double ? 1 : size / Doubles::size);
  using Sum = std::conditional_t<is_double, Twofold<Own>,
                                 Vec<double, is_double ? 1 : Doubles::size, Grade::Double>>;
  using Value = std::conditional_t<!Wide, Own, std::conditional_t<is_double, Sum, Doubles>>;
  using Sums = std::array<Sum, parts>;
  using Values = std::array<Value, Wide ? parts : 1>;
  static constexpr bool in_halves = std::is_same_v<S, float> && parts == 2;

  static EIGENACT_INLINE Own load(const S* data) {
    return own(Eigen::internal::ploadu<Packet>(data));
  }
  /// The first lanes from memory, the rest filled.
  static EIGENACT_INLINE Own load(const S* data, int lanes, Compute fill) {
    return select(in_use(lanes), load_padded(data, lanes), Own(fill));
  }
  /// The same, filled with zeros.
  static EIGENACT_INLINE Own load_padded(const S* data) { return load(data); }
  static EIGENACT_INLINE Own load_padded(const S* data, int lanes) {
    return own(simd::load_partial<Packet>(data, lanes));
  }
  /// Whether a lane is one of the first.
  static EIGENACT_INLINE auto in_use(int lanes) {
    std::array<Compute, static_cast<std::size_t>(size)> numbers;
    for (int i = 0; i < size; ++i) numbers[static_cast<std::size_t>(i)] = static_cast<Compute>(i);
    return Own::of(simd::detail::to_packet<typename Own::Packet>(numbers)) < Own(lanes);
  }
  static EIGENACT_INLINE void store(S* data, const Own& x) {
    Eigen::internal::pstoreu(data, packet_of(x));
  }
  static EIGENACT_INLINE void store(S* data, const Own& x, int lanes) {
    simd::store_partial(data, packet_of(x), lanes);
  }

  /// From memory, padded with zeros, and back, rounded once: float by halves of a register, which
  /// spares the moves between them.
  static EIGENACT_INLINE Sums load_sums(const S* data) {
    if constexpr (in_halves) {
      const auto wide = simd::load_as_doubles<typename Sum::Packet>(data);
      return {Sum::of(wide.first), Sum::of(wide.second)};
    } else {
      return widen(load(data));
    }
  }
  static EIGENACT_INLINE Sums load_sums(const S* data, int lanes) {
    return widen(load_padded(data, lanes));
  }
  template <typename... Lanes>
  static EIGENACT_INLINE Values load_values(const S* data, Lanes... lanes) {
    if constexpr (Wide)
      return values(load_sums(data, lanes...));
    else
      return {load_padded(data, lanes...)};
  }
  template <typename V>
  static EIGENACT_INLINE void store_rounded(S* data, const std::array<V, parts>& x) {
    if constexpr (in_halves)
      simd::store_as_floats<decltype(x[0].packet)>(data, {x[0].packet, x[1].packet});
    else
      store(data, narrow(x));
  }
  template <typename V, typename... Lanes>
  static EIGENACT_INLINE void store_rounded(S* data, const V& x, Lanes... lanes) {
    store(data, narrow(x), lanes...);
  }

  static EIGENACT_INLINE Sums widen(const Own& x) {
    if constexpr (is_double) {
      return {Sum(x)};
    } else {
      const auto wide = simd::widen<typename Sum::Packet>(x.packet);
      Sums sums;
      for (std::size_t i = 0; i < parts; ++i) sums[i] = Sum::of(wide[i]);
      return sums;
    }
  }
  static EIGENACT_INLINE Values values(const Own& x) {
    if constexpr (!Wide) {
      return {x};
    } else {
      return values(widen(x));
    }
  }
  static EIGENACT_INLINE Values values(const Sums& x) {
    if constexpr (!Wide)
      return {narrow(x)};
    else
      return each([](const Sum& part) { return value(part); }, x);
  }
  /// Rounded once.
  static EIGENACT_INLINE Own narrow(const std::array<Own, 1>& x) { return x[0]; }
  template <typename V>
  static EIGENACT_INLINE Own narrow(const std::array<V, parts>& x) {
    if constexpr (is_double) {
      return x[0].rounded();
    } else {
      std::array<typename Sum::Packet, parts> packets;
      for (std::size_t i = 0; i < parts; ++i) packets[i] = x[i].packet;
      return Own::of(simd::narrow<typename Own::Packet>(packets));
    }
  }
  static EIGENACT_INLINE Sums sums(const Values& x) {
    if constexpr (!Wide)
      return widen(x[0]);
    else if constexpr (is_double)
      return x;
    else
      return each([](const Value& v) { return Sum::of(v.packet); }, x);
  }

  /// Adds x; in double the next sum waits for one addition alone.
  static EIGENACT_INLINE void accumulate(Sums& sum, const Own& x) {
    if constexpr (is_double) {
      const auto s = Twofold<Own, Grade::Compensated>(sum[0].hi, sum[0].lo) + x;
      sum[0] = {s.hi, s.lo};
    } else {
      sum = each([](const Sum& a, const Sum& b) { return a + b; }, sum, widen(x));
    }
  }
  static EIGENACT_INLINE void accumulate(Sums& sum, const Values& x) {
    if constexpr (Wide)
      sum = each([](const Sum& a, const Sum& b) { return a + b; }, sum, sums(x));
    else
      accumulate(sum, x[0]);
  }

  /// f(a[i], b[i]...) for every part.
  template <typename F, typename A, std::size_t N, typename... B>
  static EIGENACT_INLINE auto each(const F& f, const std::array<A, N>& a, const B&... b) {
    std::array<decltype(f(a[0], b[0]...)), N> results;
    for (std::size_t i = 0; i < N; ++i) results[i] = f(a[i], b[i]...);
    return results;
  }

  /// The sum of all lanes, in all lanes.
  static EIGENACT_INLINE Sums total(const Sums& x) {
    Sums result;
    if constexpr (is_double) {
      using Lane = Twofold<simd::Lane<double, Grade::Double>>;
      const auto hi = simd::detail::to_array(x[0].hi.packet);
      const auto lo = simd::detail::to_array(x[0].lo.packet);
      Lane sum(0);
      for (std::size_t i = 0; i < hi.size(); ++i) sum = sum + Lane(hi[i], lo[i]);
      result[0] = {Own(sum.hi.first()), Own(sum.lo.first())};
    } else {
      double sum = 0;
      for (const Sum& part : x) sum += Eigen::internal::predux(part.packet);
      result.fill(Sum(sum));
    }
    return result;
  }
  /// The greatest lane, in all lanes.
  static EIGENACT_INLINE Own greatest(const Own& x) {
    return Own(Eigen::internal::predux_max(x.packet));
  }

 private:
  static EIGENACT_INLINE Own own(const Packet& packet) {
    if constexpr (is_sixteen_bit<S>)
      return Own::of(simd::to_floats(packet));
    else
      return Own::of(packet);
  }
  static EIGENACT_INLINE Packet packet_of(const Own& x) {
    if constexpr (is_sixteen_bit<S>)
      return simd::from_floats<Packet>(x.packet);
    else
      return x.packet;
  }
  static EIGENACT_INLINE Value value(const Sum& x) {
    if constexpr (is_double)
      return x;
    else
      return Value::of(x.packet);
  }
};

/// What one call of a kernel works on: one line in `count` registers and a last one with `tail`
/// lanes, or, Across, `groups` registers side by side whose lanes are lines, `count` long. In a
/// group by itself only `lanes` lanes may be in use.
template <bool Across, int Size>
struct Strip {
  static constexpr bool across = Across;
  static constexpr int size = Size;
  // 16 registers of float fill 8 to 16 lines of the cache, which are then read one after another
  static constexpr int most_groups = Across ? 16 : 1;
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
    if (lanes == Size)
      for (; i < count; ++i) each_group([&](std::size_t g) EIGENACT_INLINED { f(g, i); });
    for (; i < count; ++i) f(std::size_t(0), i, lanes);
    if (tail > 0) f(std::size_t(0), count, tail);
  }
  /// four(group, number) for registers number to number + 3 where they are full, f as in each() for
  /// the others.
  template <typename Four, typename F>
  EIGENACT_INLINE void each_four(const Four& four, const F& f) const {
    Eigen::Index i = 0;
    if (lanes == Size)
      for (; i + 4 <= count; i += 4)
        each_group([&](std::size_t g) EIGENACT_INLINED { four(g, i); });
    each(f, i);
  }
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

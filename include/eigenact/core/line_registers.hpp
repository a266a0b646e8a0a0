// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/evaluate.hpp>
#include <eigenact/simd/half.hpp>
#include <eigenact/simd/partial.hpp>

// The registers of a line: from memory, in the arithmetic of sums and results, and back.

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
  /// NaN: what -ffast-math would make of differences of infinities is another number.
  static EIGENACT_INLINE double nan() {
    return simd::not_a_number<simd::Lane<double, Grade::Double>>().first();
  }
  /// x, but NaN in place of infinities.
  template <typename V>
  static EIGENACT_INLINE V finite_or_nan(const V& x) {
    return select(math::is_finite(math::detail::leading(x)), x, V(nan()));
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
  template <typename V, std::size_t N>
  static EIGENACT_INLINE void accumulate(Sums& sum, const std::array<V, N>& x) {
    if constexpr (std::is_same_v<V, Sum>)
      sum = each([](const Sum& a, const Sum& b) { return a + b; }, sum, x);
    else if constexpr (Wide)
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

  /// The sum of all lanes, in all lanes: first + second half of them, and so on; of pairs one after
  /// another. The same of as many registers, lane by lane.
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
      Sums parts_left = x;
      for (std::size_t n = parts / 2; n > 0; n /= 2)
        for (std::size_t i = 0; i < n; ++i) parts_left[i] = parts_left[i] + parts_left[i + n];
      result.fill(Sum(sum_of_lanes(parts_left[0])));
    }
    return result;
  }
  /// The registers that follow each other are `step` apart; only the first `used` are not 0.
  static EIGENACT_INLINE Sums total(Sums* x, std::size_t step, std::size_t used) {
    const auto add = [](const Sum& a, const Sum& b) { return a + b; };
    if constexpr (is_double) {
      Sums sum;
      sum.fill(Sum(0));
      for (std::size_t i = 0; i < used; ++i) sum = each(add, sum, x[i * step]);
      return sum;
    } else {
      for (std::size_t n = size / 2; n > 0; n /= 2)
        for (std::size_t i = 0; i < n && i + n < used; ++i)
          x[i * step] = each(add, x[i * step], x[(i + n) * step]);
      return x[0];
    }
  }
  /// The greatest lane, in all lanes.
  static EIGENACT_INLINE Own greatest(const Own& x) {
    return Own(Eigen::internal::predux_max(x.packet));
  }

 private:
  template <int Lanes>
  static EIGENACT_INLINE double sum_of_lanes(const Vec<double, Lanes, Grade::Double>& x) {
    if constexpr (Lanes == 1) {
      return x.first();
    } else {
      using Half = Vec<double, Lanes / 2, Grade::Double>;
      const auto halves = simd::halves<typename Half::Packet>(x.packet);
      return sum_of_lanes(Half::of(halves[0]) + Half::of(halves[1]));
    }
  }
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

}  // namespace eigenact::core

EIGENACT_PACKETS_END

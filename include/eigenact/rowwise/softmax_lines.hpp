// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>
#include <eigenact/math/math.hpp>
#include <eigenact/math/shifted_exp.hpp>

// The arithmetic of Softmax and its kin.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

using core::Lines;
using core::Stream;
using core::Strip;

/// A further exponent in the denominator.
enum class Sink { None, Zero, PerLine };

/// The exponents of the lines: the elements, with a sign and a scale.
template <typename S, bool Wide, int Sign>
struct Exponents {
  using R = core::LineRegisters<S, Wide>;
  using Own = typename R::Own;
  using Value = typename R::Value;
  using Shift = std::array<math::ShiftedExp<Value>, std::tuple_size_v<typename R::Values>>;

  double temperature;

  EIGENACT_INLINE Own load(const S* x) const { return signed_as(R::load(x)); }
  EIGENACT_INLINE Own load(const S* x, int lanes) const {
    using C = typename R::Compute;
    return signed_as(R::load(x, lanes, -Sign * std::numeric_limits<C>::infinity()));
  }
  /// Without Wide the temperature is 1.
  EIGENACT_INLINE typename R::Values values(const Own& x) const {
    auto values = R::values(x);
    if constexpr (Wide) {
      const Value scale = Value(1) / Value(temperature);
      for (auto& value : values) value = value * scale;
    }
    return values;
  }
  EIGENACT_INLINE typename R::Sums sums(const Own& x) const {
    if constexpr (Wide)
      return R::sums(values(x));
    else
      return R::widen(x);
  }

  EIGENACT_INLINE Shift shift(const Own& greatest) const {
    return R::each([](const Value& m) { return math::ShiftedExp<Value>(leading(m)); },
                   values(greatest));
  }
  EIGENACT_INLINE typename R::Values power(const Shift& shift, const Own& x) const {
    return R::each([](const Value& z, const auto& exp) { return exp(z); }, values(x), shift);
  }

  /// The greatest element; of every lane, if lanes are lines.
  template <typename Across>
  EIGENACT_INLINE Own greatest(Across across, const Strip& strip, const Stream<const S>& x) const {
    Own m(-std::numeric_limits<double>::infinity());
    strip.each([&](Eigen::Index i, auto... lanes) { m = math::max(load(x.at(i), lanes...), m); });
    return across ? m : R::greatest(m);
  }

 private:
  static EIGENACT_INLINE Own signed_as(const Own& x) {
    if constexpr (Sign < 0)
      return -x;
    else
      return x;
  }
  template <typename V>
  static EIGENACT_INLINE const auto& leading(const V& x) {
    return math::detail::leading(x);
  }
};

/// y = e^x / (the sum of e^x, and of e^sink), x being Sign * x / temperature.
template <typename S, bool Wide, int Sign, Sink WithSink>
struct SoftmaxLines : Exponents<S, Wide, Sign> {
  using Base = Exponents<S, Wide, Sign>;
  using typename Base::R, typename Base::Own, typename Base::Shift;
  using Sums = typename R::Sums;
  using Sum = typename R::Sum;
  // Whether y keeps the powers until their sum is known: where that costs no digits.
  static constexpr bool keeps_powers = !Wide && !core::is_sixteen_bit<S>;

  template <typename Across, typename... Sinks>
  void operator()(Across across, const Strip& strip, const Stream<const S>& x, const Stream<S>& y,
                  const Sinks&... sinks) const {
    Own m = this->greatest(across, strip, x), sink(0);
    if constexpr (WithSink == Sink::PerLine) sink = (..., load_sink(across, strip, sinks));
    if constexpr (WithSink != Sink::None) m = math::max(m, sink);
    const Shift shift = this->shift(m);
    Sums sum = sum_of(strip, shift, x, y);
    if (!across) sum = R::total(sum);
    if constexpr (WithSink != Sink::None) add(sum, R::sums(this->power(shift, sink)));
    const Sums factor =
        R::each([](const Sum& s) { return select(s == Sum(0), Sum(0), Sum(1) / s); }, sum);
    if constexpr (keeps_powers)
      scale(strip, factor, y);
    else
      write(strip, shift, factor, x, y);
  }

 private:
  template <typename Across>
  EIGENACT_INLINE Own load_sink(Across across, const Strip& strip, const Stream<const S>& s) const {
    if constexpr (!across)
      return Own(static_cast<typename R::Compute>(Sign * core::number(*s.data)));
    return strip.lanes == strip.size ? this->load(s.data) : this->load(s.data, strip.lanes);
  }
  static EIGENACT_INLINE void add(Sums& sum, const Sums& terms) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = sum[i] + terms[i];
  }

  EIGENACT_INLINE Sums sum_of(const Strip& strip, const Shift& shift, const Stream<const S>& x,
                              const Stream<S>& y) const {
    if constexpr (keeps_powers) return sum_kept(strip, shift, x, y);
    Sums sum;
    sum.fill(Sum(0));
    strip.each([&](Eigen::Index i, auto... lanes) {
      add(sum, R::sums(this->power(shift, this->load(x.at(i), lanes...))));
    });
    return sum;
  }

  // Four registers are added in the type of S before they are widened.
  EIGENACT_INLINE Sums sum_kept(const Strip& strip, const Shift& shift, const Stream<const S>& x,
                                const Stream<S>& y) const {
    Sums sum;
    sum.fill(Sum(0));
    const auto keep = [&](Eigen::Index i, auto... lanes) {
      const auto power = this->power(shift, this->load(x.at(i), lanes...));
      R::store(y.at(i), power[0], lanes...);
      return power[0];
    };
    Eigen::Index i = 0;
    if (strip.lanes == strip.size) {
      for (; i + 4 <= strip.count; i += 4) {
        const Own a = keep(i), b = keep(i + 1), c = keep(i + 2), d = keep(i + 3);
        add(sum, R::widen((a + b) + (c + d)));
      }
    }
    strip.each([&](Eigen::Index k, auto... lanes) { add(sum, R::widen(keep(k, lanes...))); }, i);
    return sum;
  }

  // The factor in two parts, so that only the product is rounded.
  EIGENACT_INLINE void scale(const Strip& strip, const Sums& factor, const Stream<S>& y) const {
    const Own high = R::narrow(factor);
    const Own low = R::narrow(
        R::each([](const Sum& a, const Sum& b) { return a - b; }, factor, R::widen(high)));
    strip.each([&](Eigen::Index i, auto... lanes) {
      const Own e = loaded(y.at(i), lanes...);
      R::store(y.at(i), mul_add(e, high, e * low), lanes...);
    });
  }
  static EIGENACT_INLINE Own loaded(const S* y) { return R::load(y); }
  static EIGENACT_INLINE Own loaded(const S* y, int lanes) { return R::load(y, lanes, 0); }

  EIGENACT_INLINE void write(const Strip& strip, const Shift& shift, const Sums& factor,
                             const Stream<const S>& x, const Stream<S>& y) const {
    strip.each([&](Eigen::Index i, auto... lanes) {
      const auto powers = R::sums(this->power(shift, this->load(x.at(i), lanes...)));
      const auto product = [](const Sum& e, const Sum& f) { return e * f; };
      R::store(y.at(i), R::narrow(R::each(product, powers, factor)), lanes...);
    });
  }
};

/// Softmax of all lines, Fast in the arithmetic of S where the temperature is 1.
template <typename Accuracy, int Sign, Sink WithSink = Sink::None, typename S, typename... Sinks>
void softmax(double temperature, const Lines<const S>& x, const Lines<S>& y,
             const Sinks&... sinks) {
  constexpr int size = core::LineRegisters<S, false>::size;
  if constexpr (std::is_same_v<Accuracy, Fast>) {
    if (temperature == 1)
      return core::for_each_strip<size>(SoftmaxLines<S, false, Sign, WithSink>{{temperature}}, x, y,
                                        sinks...);
  }
  core::for_each_strip<size>(SoftmaxLines<S, true, Sign, WithSink>{{temperature}}, x, y, sinks...);
}

/// gradient to x = y (g - <y, g>) * factor, from y = softmax(x).
template <typename S>
struct SoftmaxBackwardLines {
  using R = core::LineRegisters<S, false>;
  using Sum = typename R::Sum;
  using Sums = typename R::Sums;

  double factor;

  template <typename Across>
  void operator()(Across across, const Strip& strip, const Stream<const S>& y,
                  const Stream<const S>& g, const Stream<S>& x) const {
    Sums dot;
    dot.fill(Sum(0));
    strip.each([&](Eigen::Index i, auto... lanes) {
      const Sums a = load(y.at(i), lanes...), b = load(g.at(i), lanes...);
      dot = R::each([](const Sum& s, const Sum& u, const Sum& v) { return mul_add(u, v, s); }, dot,
                    a, b);
    });
    if (!across) dot = R::total(dot);
    const Sum by(factor);
    const auto element = [by](const Sum& a, const Sum& b, const Sum& d) {
      return a * (b - d) * by;
    };
    strip.each([&](Eigen::Index i, auto... lanes) {
      const Sums a = load(y.at(i), lanes...), b = load(g.at(i), lanes...);
      R::store(x.at(i), R::narrow(R::each(element, a, b, dot)), lanes...);
    });
  }

 private:
  static EIGENACT_INLINE Sums load(const S* x) { return R::widen(R::load(x)); }
  static EIGENACT_INLINE Sums load(const S* x, int lanes) { return R::widen(R::load(x, lanes, 0)); }
};

template <typename S>
void softmax_backward(double factor, const Lines<const S>& y, const Lines<const S>& g,
                      const Lines<S>& x) {
  core::for_each_strip<core::LineRegisters<S, false>::size>(SoftmaxBackwardLines<S>{factor}, y, g,
                                                            x);
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

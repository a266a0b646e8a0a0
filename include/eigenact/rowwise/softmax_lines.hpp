// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/exponents.hpp>
#include <eigenact/rowwise/kept_powers.hpp>

// The arithmetic of Softmax and its kin.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

using core::Lines;

/// A further exponent in the denominator.
enum class Sink { Absent, Zero, PerLine };

/// y = e^x / (the sum of e^x, and of e^sink), x being Sign * x / temperature.
template <typename S, In Type, int Sign, Sink WithSink>
struct SoftmaxLines : Exponents<S, Type, Sign> {
  using Base = Exponents<S, Type, Sign>;
  using Base::Base;
  using typename Base::R, typename Base::Own;
  using Sums = typename R::Sums;
  using Sum = typename R::Sum;
  using Values = typename R::Values;
  template <typename Strip>
  using Head = typename Base::template Head<Strip>;
  // Whether y keeps the powers until their sum is known: where that costs no digits.
  static constexpr bool keeps_powers = !Base::is_wide && !core::is_sixteen_bit<S>;

  template <typename Strip, typename X, typename Y, typename... Sinks>
  EIGENACT_INLINE auto head(const Strip strip, const X x, const Y, const Sinks... sinks) const {
    auto greatest = this->greatest(strip, x);
    if constexpr (WithSink != Sink::Absent)
      strip.each_group(
          [&](std::size_t g) { greatest[g] = math::max(greatest[g], sink(strip, g, sinks...)); });
    return this->head_of(strip, greatest);
  }

  /// The factors of the powers.
  template <typename Strip, typename X, typename Y, typename... Sinks>
  EIGENACT_INLINE auto body(const Strip strip, const Head<Strip>& head, const X x, const Y y,
                            const Sinks... sinks) const {
    typename Strip::template PerGroup<Sums> factor;
    core::LineSums<R, Strip> sums(strip);
    add_powers(strip, head.shift, sums, centered(strip, head.shift, x, y), y);
    strip.each_group([&](std::size_t g) {
      Sums sum = sums.total(g);
      if constexpr (WithSink != Sink::Absent)
        R::accumulate(sum, this->power(head.shift[g], sink(strip, g, sinks...)));
      factor[g] = reciprocal(sum, head.greatest[g]);
    });
    return factor;
  }

  template <typename Strip, typename Factors, typename X, typename Y, typename... Sinks>
  EIGENACT_INLINE void tail(const Strip strip, const Head<Strip>& head, const Factors& factor,
                            const X x, const Y y, const Sinks...) const {
    if constexpr (keeps_powers)
      scale(strip, factor, y);
    else
      write(strip, head.shift, factor, x, y);
  }

 private:
  template <typename Strip, typename... Sinks>
  EIGENACT_INLINE Own sink(const Strip strip, std::size_t g, const Sinks... sinks) const {
    if constexpr (WithSink == Sink::Zero) {
      return Own(0);
    } else if constexpr (!Strip::across) {
      return (..., Own(static_cast<typename R::Compute>(Sign * core::number(*sinks.data))));
    } else {
      return (..., (strip.lanes == strip.size ? this->load(sinks.at(g, 0))
                                              : this->load(sinks.at(g, 0), strip.lanes)));
    }
  }
  // 0 for a line that is -infinity throughout.
  static EIGENACT_INLINE Sums reciprocal(const Sums& sum, const Own& greatest) {
    const Own lowest = -math::infinity<Own>();
    const Own one = select(greatest == lowest, Own(0), Own(1));
    return R::each([](const Sum& u, const Sum& v) { return u / v; }, R::widen(one), sum);
  }

  // x; where y keeps the powers and the center of a group is not 0, y with x - center in it.
  template <typename Strip, typename Shifts, typename X, typename Y>
  EIGENACT_INLINE X centered(const Strip strip, const Shifts& shift, const X x, const Y y) const {
    if constexpr (keeps_powers) {
      bool any = false;
      strip.each_group([&](std::size_t g) { any |= !all(shift[g][0].center() == Own(0)); });
      if (EIGEN_PREDICT_FALSE(any)) {
        strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
          const Own z = this->load(x.at(g, i), lanes...) - shift[g][0].center();
          R::store(y.at(g, i), Sign < 0 ? -z : z, lanes...);
        });
        return {y.data, y.step};
      }
    }
    return x;
  }

  // Where y keeps the powers, four registers are added in the type of S before they are widened.
  template <typename Strip, typename Shifts, typename AllSums, typename X, typename Y>
  EIGENACT_INLINE void add_powers(const Strip strip, const Shifts& shift, AllSums& sums, const X x,
                                  const Y y) const {
    if constexpr (keeps_powers) {
      const auto keep = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        const Own power = this->of_centered(shift[g][0], this->load(x.at(g, i), lanes...));
        R::store(y.at(g, i), power, lanes...);
        return power;
      };
      strip.each_four(
          [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
            constexpr Eigen::Index step = Strip::step;
            const Own a = keep(g, i, lanes...), b = keep(g, i + step, lanes...),
                      c = keep(g, i + 2 * step, lanes...), d = keep(g, i + 3 * step, lanes...);
            sums.add(g, i, (a + b) + (c + d));
          },
          [&](std::size_t g, Eigen::Index i, auto... lanes)
              EIGENACT_INLINED { sums.add(g, i, keep(g, i, lanes...)); });
    } else {
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        const auto powers = this->power_at(shift[g], x.at(g, i), lanes...);
        kept_.at(strip, g, i) = powers;
        sums.add(g, i, powers);
      });
    }
  }

  template <typename Strip, typename Factors, typename Y>
  EIGENACT_INLINE void scale(const Strip strip, const Factors& factor, const Y y) const {
    typename Strip::template PerGroup<Own> by;
    strip.each_group([&](std::size_t g) { by[g] = R::narrow(factor[g]); });
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      R::store(y.at(g, i), R::load_padded(y.at(g, i), lanes...) * by[g], lanes...);
    });
  }

  template <typename Strip, typename Shifts, typename Factors, typename X, typename Y>
  EIGENACT_INLINE void write(const Strip strip, const Shifts& shift, const Factors& factor,
                             const X x, const Y y) const {
    const bool are_kept = kept_.fit(strip);
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const Values powers =
          are_kept ? kept_.at(strip, g, i) : this->power_at(shift[g], x.at(g, i), lanes...);
      const auto product = [](const Sum& e, const Sum& f) { return e * f; };
      const auto products = R::each(product, R::sums(powers), factor[g]);
      R::store_rounded(y.at(g, i), products, lanes...);
    });
  }

  // Of a short line or strip, where y has no room for them.
  struct Nothing {};
  mutable std::conditional_t<keeps_powers, Nothing, KeptPowers<Values>> kept_;
};

/// Softmax of all lines.
template <typename Accuracy, int Sign, Sink WithSink = Sink::Absent, typename S, typename... Sinks>
void softmax(double temperature, const Lines<const S>& x, const Lines<S>& y,
             const Sinks&... sinks) {
  in_type_for<Accuracy, S>(temperature, [&](auto type) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(
        SoftmaxLines<S, decltype(type)::value, Sign, WithSink>(temperature), x, y, sinks...);
  });
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

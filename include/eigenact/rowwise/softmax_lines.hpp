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

/// A further exponent in the denominator.
enum class Sink { None, Zero, PerLine };

/// How the powers are computed: in the type of the elements, at temperature 1 or at another, or in
/// a wider one.
enum class In { Own, OwnScaled, Wide };

/// The exponents of the lines: the elements, with a sign and a scale.
template <typename S, In Type, int Sign>
struct Exponents : core::InPasses {
  static constexpr bool is_wide = Type == In::Wide, is_scaled = Type == In::OwnScaled;
  using R = core::LineRegisters<S, is_wide>;
  using Own = typename R::Own;
  using Value = typename R::Value;
  using Power = math::ShiftedExp<Value>;
  using Shift = std::array<Power, std::tuple_size_v<typename R::Values>>;

  /// What the first pass over the lines of a strip finds.
  template <typename Strip>
  struct Head {
    typename Strip::template PerGroup<Own> greatest;
    typename Strip::template PerGroup<Shift> shift;
  };

  double temperature;
  math::Reciprocal inverse;  ///< of the temperature

  explicit Exponents(double of)
      : temperature(of), inverse(math::Reciprocal::of<typename R::Compute>(of)) {}

  EIGENACT_INLINE Own load(const S* x) const { return signed_as(R::load(x)); }
  EIGENACT_INLINE Own load(const S* x, int lanes) const {
    using C = typename R::Compute;
    return signed_as(R::load(x, lanes, -Sign * std::numeric_limits<C>::infinity()));
  }
  /// Scaled where they are wide.
  EIGENACT_INLINE typename R::Values values(const Own& x) const {
    if constexpr (!is_wide) {
      return R::values(x);
    } else {
      // double-double has no infinity
      constexpr bool finite_only = R::is_double;
      const Own lowest(finite_only ? -0x1p960 * std::min(temperature, 1.0)
                                   : -std::numeric_limits<double>::infinity());
      const Value scale = Value(1) / Value(temperature);
      return R::each([&scale](const Value& v) { return v * scale; },
                     R::values(math::max(x, lowest)));
    }
  }
  EIGENACT_INLINE typename R::Sums sums(const Own& x) const {
    if constexpr (is_wide)
      return R::sums(values(x));
    else
      return R::widen(x);
  }

  EIGENACT_INLINE Shift shift(const Own& greatest) const {
    const auto make = [&](const Value& m) {
      if constexpr (is_scaled)
        return Power(leading(m), inverse);
      else
        return Power(leading(m));
    };
    return R::each(make, values(greatest));
  }
  EIGENACT_INLINE typename R::Values power(const Shift& shift, const Own& x) const {
    return R::each([this](const Value& z,
                          const Power& exp) { return of_centered(exp, Value(z - exp.center())); },
                   values(x), shift);
  }

  EIGENACT_INLINE Value of_centered(const Power& exp, const Value& z) const {
    if constexpr (is_scaled)
      return exp.of_centered(z, inverse);
    else
      return exp.of_centered(z);
  }

  template <typename Strip, typename Greatest>
  EIGENACT_INLINE auto head_of(const Strip strip, const Greatest& greatest) const {
    Head<Strip> head;
    head.greatest = greatest;
    strip.each_group([&](std::size_t g) { head.shift[g] = shift(greatest[g]); });
    return head;
  }
  /// The greatest element of each line.
  template <typename Strip, typename X>
  EIGENACT_INLINE auto greatest(const Strip strip, const X x) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    typename Strip::template PerGroup<Own> m, n;  // two that do not wait for each other
    m.fill(Own(-infinity));
    n.fill(Own(-infinity));
    strip.each_four(
        [&](std::size_t g, Eigen::Index i) {
          const auto at = [&](int k) { return load(x.at(g, i + k)); };
          m[g] = math::max(math::max(at(0), at(1)), m[g]);
          n[g] = math::max(math::max(at(2), at(3)), n[g]);
        },
        [&](std::size_t g, Eigen::Index i, auto... lanes) {
          m[g] = math::max(load(x.at(g, i), lanes...), m[g]);
        });
    strip.each_group([&](std::size_t g) {
      m[g] = math::max(m[g], n[g]);
      if constexpr (!Strip::across) m[g] = R::greatest(m[g]);
    });
    return m;
  }

 protected:
  static EIGENACT_INLINE void add(typename R::Sums& sum, const typename R::Sums& terms) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = sum[i] + terms[i];
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
template <typename S, In Type, int Sign, Sink WithSink>
struct SoftmaxLines : Exponents<S, Type, Sign> {
  using Base = Exponents<S, Type, Sign>;
  using Base::add;
  using Base::Base;
  using typename Base::R, typename Base::Own;
  using Sums = typename R::Sums;
  using Sum = typename R::Sum;
  template <typename Strip>
  using Head = typename Base::template Head<Strip>;
  // Whether y keeps the powers until their sum is known: where that costs no digits.
  static constexpr bool keeps_powers = !Base::is_wide && !core::is_sixteen_bit<S>;

  template <typename Strip, typename X, typename Y, typename... Sinks>
  EIGENACT_INLINE auto head(const Strip strip, const X x, const Y, const Sinks... sinks) const {
    auto greatest = this->greatest(strip, x);
    if constexpr (WithSink != Sink::None)
      strip.each_group(
          [&](std::size_t g) { greatest[g] = math::max(greatest[g], sink(strip, g, sinks...)); });
    return this->head_of(strip, greatest);
  }

  /// The factors of the powers.
  template <typename Strip, typename X, typename Y, typename... Sinks>
  EIGENACT_INLINE auto body(const Strip strip, const Head<Strip>& head, const X x, const Y y,
                            const Sinks... sinks) const {
    typename Strip::template PerGroup<Sums> sum, factor;
    strip.each_group([&](std::size_t g) { sum[g].fill(Sum(0)); });
    add_powers(strip, head.shift, sum, centered(strip, head.shift, x, y), y);
    strip.each_group([&](std::size_t g) {
      if constexpr (!Strip::across) sum[g] = R::total(sum[g]);
      if constexpr (WithSink != Sink::None)
        add(sum[g], R::sums(this->power(head.shift[g], sink(strip, g, sinks...))));
      factor[g] = reciprocal(sum[g], head.greatest[g]);
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
    const Own lowest(-std::numeric_limits<double>::infinity());
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
        strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
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
  EIGENACT_INLINE void add_powers(const Strip strip, const Shifts& shift, AllSums& sum, const X x,
                                  const Y y) const {
    if constexpr (keeps_powers) {
      const auto keep = [&](std::size_t g, Eigen::Index i, auto... lanes) {
        const Own power = this->of_centered(shift[g][0], this->load(x.at(g, i), lanes...));
        R::store(y.at(g, i), power, lanes...);
        return power;
      };
      strip.each_four(
          [&](std::size_t g, Eigen::Index i) {
            const Own a = keep(g, i), b = keep(g, i + 1), c = keep(g, i + 2), d = keep(g, i + 3);
            add(sum[g], R::widen((a + b) + (c + d)));
          },
          [&](std::size_t g, Eigen::Index i, auto... lanes) {
            add(sum[g], R::widen(keep(g, i, lanes...)));
          });
    } else {
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
        add(sum[g], R::sums(this->power(shift[g], this->load(x.at(g, i), lanes...))));
      });
    }
  }

  template <typename Strip, typename Factors, typename Y>
  EIGENACT_INLINE void scale(const Strip strip, const Factors& factor, const Y y) const {
    typename Strip::template PerGroup<Own> by;
    strip.each_group([&](std::size_t g) { by[g] = R::narrow(factor[g]); });
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
      R::store(y.at(g, i), R::load_padded(y.at(g, i), lanes...) * by[g], lanes...);
    });
  }

  template <typename Strip, typename Shifts, typename Factors, typename X, typename Y>
  EIGENACT_INLINE void write(const Strip strip, const Shifts& shift, const Factors& factor,
                             const X x, const Y y) const {
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
      const auto powers = R::sums(this->power(shift[g], this->load(x.at(g, i), lanes...)));
      const auto product = [](const Sum& e, const Sum& f) { return e * f; };
      R::store(y.at(g, i), R::narrow(R::each(product, powers, factor[g])), lanes...);
    });
  }
};

/// run(std::integral_constant<In>) for what a tier takes: Fast the type of the elements, unless the
/// temperature is extreme, or not 1 on a target without fused operations.
template <typename Accuracy, typename S, typename Run>
void in_type_for(double temperature, const Run& run) {
  if constexpr (std::is_same_v<Accuracy, Fast>) {
    const double limit = std::is_same_v<core::ComputeScalar<S>, double> ? 0x1p900 : 0x1p100;
    if (temperature == 1) return run(std::integral_constant<In, In::Own>());
    if (simd::has_fma && temperature < limit && temperature > 1 / limit)
      return run(std::integral_constant<In, In::OwnScaled>());
  }
  run(std::integral_constant<In, In::Wide>());
}

/// Softmax of all lines.
template <typename Accuracy, int Sign, Sink WithSink = Sink::None, typename S, typename... Sinks>
void softmax(double temperature, const Lines<const S>& x, const Lines<S>& y,
             const Sinks&... sinks) {
  in_type_for<Accuracy, S>(temperature, [&](auto type) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(
        SoftmaxLines<S, decltype(type)::value, Sign, WithSink>(temperature), x, y, sinks...);
  });
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

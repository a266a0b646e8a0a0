// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>
#include <eigenact/math/math.hpp>
#include <eigenact/math/shifted_exp.hpp>

// The exponents of Softmax and its kin.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

/// How the powers are computed: in the type of the elements or in a wider one, at temperature 1 or
/// at another.
enum class In { Own, OwnScaled, Wide, WideScaled };

/// The exponents of the lines: the elements, with a sign and a scale.
template <typename S, In Type, int Sign>
struct Exponents : core::InPasses {
  static constexpr bool is_wide = Type == In::Wide || Type == In::WideScaled;
  static constexpr bool is_scaled = Type == In::OwnScaled;
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
  /// Of WideScaled: (x before - center before) after / divisor is (x - center) / temperature, where
  /// double neither overflows nor loses digits: the quotient comes last, and powers of two first.
  double before = 1, after = 1, divisor = 1;

  explicit Exponents(double of)
      : temperature(of), inverse(math::Reciprocal::of<typename R::Compute>(of)) {
    if constexpr (R::is_double) {
      before = of > 0x1p500 ? 0x1p-600 : of > 1 ? 0.5 : 1;
      after = of < 0x1p-500 ? 0x1p500 : 1;
    }
    divisor = of * before * after;
  }

  EIGENACT_INLINE Own load(const S* x) const { return signed_as(R::load(x)); }
  EIGENACT_INLINE Own load(const S* x, int lanes) const {
    using C = simd::Lane<typename R::Compute, Grade::Single>;
    return signed_as(R::load(x, lanes, -Sign * math::infinity<C>().first()));
  }
  /// The same from memory.
  template <typename... Lanes>
  EIGENACT_INLINE typename R::Values values_at(const S* x, Lanes... lanes) const {
    if constexpr (R::in_halves && is_wide && sizeof...(Lanes) == 0)
      return R::each([](const Value& v) { return signed_as(v); }, R::load_values(x));
    else
      return R::values(load(x, lanes...));
  }

  EIGENACT_INLINE Shift shift(const Own& greatest) const {
    const auto make = [&](const Value& value) {
      const auto& m = leading(value);
      using W = std::decay_t<decltype(m)>;
      if constexpr (is_scaled)
        return Power(m, inverse);
      else if constexpr (Type == In::WideScaled)
        return Power::of_scaled(m, W(m / W(temperature)));
      else
        return Power(m);
    };
    return R::each(make, R::values(greatest));
  }
  EIGENACT_INLINE typename R::Values power(const Shift& shift, const Own& x) const {
    return power(shift, R::values(x));
  }
  template <typename... Lanes>
  EIGENACT_INLINE typename R::Values power_at(const Shift& shift, const S* x,
                                              Lanes... lanes) const {
    return power(shift, values_at(x, lanes...));
  }

  /// x - center; where they are wide, that over the temperature, and in pairs no less than where
  /// the power has long gone to 0: they have no infinity.
  template <typename Center>
  EIGENACT_INLINE Value centered(const Value& x, const Center& center) const {
    if constexpr (is_wide && R::is_double) {
      constexpr double kGone = -4096;
      constexpr bool scaled = Type == In::WideScaled;
      const Own a = scaled ? x.hi * Own(before) : x.hi, b = scaled ? center * Own(before) : center;
      const Own gone(scaled ? kGone * (temperature * before) : kGone);
      return quotient(select(a - b < gone, Value(gone), Value::sum(a, -b)));
    } else {
      return quotient(Value(x - center));
    }
  }
  EIGENACT_INLINE Value quotient(const Value& difference) const {
    if constexpr (Type != In::WideScaled) return difference;
    const Value scale = Value(1) / Value(divisor);
    if constexpr (R::is_double) return (difference * Own(after)) * scale;
    return difference * scale;
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
    const Own lowest = -math::infinity<Own>();
    typename Strip::template PerGroup<Own> m, n;  // two that do not wait for each other
    m.fill(lowest);
    n.fill(lowest);
    strip.each_four(
        [&](std::size_t g, Eigen::Index i, auto... lanes) {
          const auto at = [&](int k) { return load(x.at(g, i + k * Strip::step), lanes...); };
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

 private:
  EIGENACT_INLINE typename R::Values power(const Shift& shift, const typename R::Values& x) const {
    return R::each([this](const Value& z,
                          const Power& exp) { return of_centered(exp, centered(z, exp.center())); },
                   x, shift);
  }
  template <typename V>
  static EIGENACT_INLINE V signed_as(const V& x) {
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

/// Whether registers of S hold x / temperature and what goes back through it: not where it is
/// extreme.
template <typename S>
bool fits_own_type(double temperature) {
  const double limit = std::is_same_v<core::ComputeScalar<S>, double> ? 0x1p900 : 0x1p100;
  return temperature < limit && temperature > 1 / limit;
}

/// run(std::integral_constant<In>) for what a tier takes: Fast the type of the elements, unless the
/// temperature is extreme, or not 1 on a target without fused operations.
template <typename Accuracy, typename S, typename Run>
void in_type_for(double temperature, const Run& run) {
  if constexpr (std::is_same_v<Accuracy, Fast>) {
    if (temperature == 1) return run(std::integral_constant<In, In::Own>());
    if (simd::has_fma && fits_own_type<S>(temperature))
      return run(std::integral_constant<In, In::OwnScaled>());
  }
  if (temperature == 1) return run(std::integral_constant<In, In::Wide>());
  run(std::integral_constant<In, In::WideScaled>());
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

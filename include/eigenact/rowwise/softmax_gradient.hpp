// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/rowwise/exponents.hpp>

// What goes back through Softmax and its logarithm, from their output.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

using core::Lines;

/// gradient to x = lift y (factor g - sum) with sum = factor <y, g>, from y = softmax(x).
struct ThroughSoftmax {
  template <typename V>
  static EIGENACT_INLINE V term(const V& y, const V& g) {
    return y * g;
  }
  template <typename V>
  static EIGENACT_INLINE V gradient(const V& y, const V& g, const V& sum, const V& factor,
                                    const V& lift) {
    return (y * lift) * mul_add(g, factor, -sum);
  }
};

/// gradient to x = lift (factor g - e^y sum) with sum = factor times that of g, from
/// y = log_softmax(x).
struct ThroughLogSoftmax {
  template <typename V>
  static EIGENACT_INLINE V term(const V&, const V& g) {
    return g;
  }
  template <typename V>
  static EIGENACT_INLINE V gradient(const V& y, const V& g, const V& sum, const V& factor,
                                    const V& lift) {
    return mul_add(g, factor, -(power(y) * sum)) * lift;
  }

 private:
  template <typename V>
  static EIGENACT_INLINE V power(const V& y) {
    if constexpr (grade_of<V> == Grade::Medium)
      return math::exp_of_low(y);
    else
      return math::exp(math::max(y, V(-1000)));  // 0 there, and a double-double finite
  }
};

/// 1 / divisor in three factors, two of them powers of two, with which neither a difference of
/// gradients overflows nor y underflows: by is at most 1/4, lift at least 1, and last is 1 unless
/// that of pairs leaves the range of 2^-997 to 2^500.
template <typename V>
struct ReciprocalFactors {
  V by, lift;
  double last;

  explicit ReciprocalFactors(double divisor) {
    int exponent = 0;
    const double fraction = 8 * std::frexp(divisor, &exponent);
    const int all = 3 - exponent, up = std::clamp(all, 0, 1000),
              down = std::clamp(all, is_twofold<V> ? -500 : -1000, 0);
    const double power = std::ldexp(1.0, down);
    if constexpr (is_twofold<V>)
      by = V(power) / V(fraction);
    else
      by = V(power / fraction);
    lift = V(std::ldexp(1.0, up));
    last = std::ldexp(1.0, all - up - down);
  }
};

/// The gradient to x by one of those rules. In the type of y, but for the sum of each line, or
/// Wide.
template <typename Rule, bool Wide, typename S>
struct GradientLines : core::InPasses {
  using R = core::LineRegisters<S, Wide>;
  using Own = typename R::Own;
  using Sum = typename R::Sum;
  using Sums = typename R::Sums;
  using Values = typename R::Values;
  using Value = typename R::Value;
  static constexpr bool in_pairs = Wide && R::is_double;
  static constexpr double kSmall = 0x1p-60;  ///< times as many elements are less than one

  ReciprocalFactors<Value> factors;

  explicit GradientLines(double divisor) : factors(divisor) {}

  /// The sum of the terms of each line, times the factor.
  template <typename Strip, typename Y, typename G, typename X>
  EIGENACT_INLINE auto head(const Strip strip, const Y y, const G g, const X) const {
    core::LineSums<R, Strip> sums(strip);
    add_terms(strip, sums, y, g);
    const Value by = factors.by;
    typename Strip::template PerGroup<Values> result;
    strip.each_group([&](std::size_t k) {
      result[k] = R::each([&](const Value& s) { return s * by; }, R::values(sums.total(k)));
    });
    return result;
  }

  template <typename Strip, typename Head, typename Body, typename Y, typename G, typename X>
  EIGENACT_INLINE void tail(const Strip strip, const Head& sum, const Body&, const Y y, const G g,
                            const X x) const {
    bool are_finite = true;
    strip.each_group([&](std::size_t k) {
      for (const Value& s : sum[k]) are_finite &= all(math::is_finite(math::detail::leading(s)));
    });
    if (EIGEN_PREDICT_FALSE(!are_finite)) return in_other_scale(strip, sum, y, g, x);
    const Value by = factors.by, lift = factors.lift;
    const auto rule = [&by, &lift](const Value& a, const Value& b, const Value& s) {
      return Rule::gradient(a, b, s, by, lift);
    };
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const Values a = R::load_values(y.at(k, i), lanes...),
                   b = R::load_values(g.at(k, i), lanes...);
      if constexpr (in_pairs)
        R::store(x.at(k, i), in_range(a[0], b[0], sum[k][0], by, Own(factors.last)), lanes...);
      else
        R::store_rounded(x.at(k, i), R::each(rule, a, b, sum[k]), lanes...);
    });
  }

 private:
  /// In the type of y four are added before they are widened.
  template <typename Strip, typename AllSums, typename Y, typename G>
  EIGENACT_INLINE void add_terms(const Strip strip, AllSums& sums, const Y y, const G g) const {
    const auto term = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto rule = [](const Value& a, const Value& b) { return Rule::term(a, b); };
      return R::each(rule, R::load_values(y.at(k, i), lanes...),
                     R::load_values(g.at(k, i), lanes...));
    };
    const auto each = [&](std::size_t k, Eigen::Index i, auto... lanes)
                          EIGENACT_INLINED { sums.add(k, i, term(k, i, lanes...)); };
    if constexpr (!Wide) {
      const auto four = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        constexpr Eigen::Index step = Strip::step;
        sums.add(k, i,
                 added(added(term(k, i, lanes...), term(k, i + step, lanes...)),
                       added(term(k, i + 2 * step, lanes...), term(k, i + 3 * step, lanes...))));
      };
      strip.each_four(four, each);
    } else {
      strip.each(each);
    }
  }
  /// The same where sums overflow, by smaller terms; NaN of a line that holds NaN or an infinity.
  template <typename Strip, typename Head, typename Y, typename G, typename X>
  EIGENACT_NOINLINE void in_other_scale(const Strip strip, Head sum, const Y y, const G g,
                                        const X x) const {
    const Value tiny(kSmall);
    core::LineSums<R, Strip> sums(strip);
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) {
      const auto rule = [&tiny](const Value& a, const Value& b) {
        return Rule::term(a, smaller(b, tiny));
      };
      sums.add(k, i,
               R::each(rule, R::load_values(y.at(k, i), lanes...),
                       R::load_values(g.at(k, i), lanes...)));
    });
    Head scale;
    strip.each_group([&](std::size_t k) {
      const auto make_scale = [&tiny](const Value& s) {
        return select(math::is_finite(math::detail::leading(s)), Value(1), tiny);
      };
      const auto make_sum = [this](const Value& s, const Value& smaller) {
        const Value product = smaller * factors.by;
        const Value other = R::finite_or_nan(product);
        return select(math::is_finite(math::detail::leading(s)), s, other);
      };
      scale[k] = R::each(make_scale, sum[k]);
      sum[k] = R::each(make_sum, sum[k], R::values(sums.total(k)));
    });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) {
      const Values a = R::load_values(y.at(k, i), lanes...),
                   b = R::load_values(g.at(k, i), lanes...);
      if constexpr (in_pairs) {
        const Own last = Own(factors.last) / scale[k][0].hi;
        R::store(x.at(k, i),
                 in_range(a[0], smaller(b[0], scale[k][0]), sum[k][0], factors.by, last), lanes...);
      } else {
        const auto rule = [this](const Value& u, const Value& v, const Value& s, const Value& c) {
          return Value(Rule::gradient(u, v, s, Value(factors.by * c), factors.lift) / c);
        };
        R::store_rounded(x.at(k, i), R::each(rule, a, b, sum[k], scale[k]), lanes...);
      }
    });
  }
  /// x times a power of two: in pairs without a product, whose error is NaN beyond 2^996 without
  /// FMA.
  static EIGENACT_INLINE Value smaller(const Value& x, const Value& scale) {
    if constexpr (in_pairs)
      return math::detail::scaled(x, scale.hi);
    else
      return x * scale;
  }
  /// The rule in pairs, which have no infinity: near the end of the range and beyond it in another
  /// scale.
  EIGENACT_INLINE Own in_range(const Value& y, const Value& g, const Value& sum, const Value& by,
                               const Own& last) const {
    constexpr double kEnd = 0x1p900, kScale = 0x1p-200;
    const Value lift = factors.lift;
    const Own result = Rule::gradient(y, g, sum, by, lift).rounded();
    const auto is_known = simd::abs(result) < Own(kEnd);
    if (EIGEN_PREDICT_TRUE(all(is_known))) return result * last;
    const Value low = math::detail::scaled(factors.lift, Own(kScale));
    const Own other = Rule::gradient(y, g, sum, by, low).rounded() * (last * Own(1 / kScale));
    const Own rough = Rule::gradient(y.hi, g.hi, sum.hi, by.hi, lift.hi) * last;  // or infinity
    return select(is_known, result * last, select(math::is_finite(other), other, rough));
  }
  static EIGENACT_INLINE Values added(const Values& a, const Values& b) {
    return R::each([](const Value& u, const Value& v) { return u + v; }, a, b);
  }
};

/// The factor is 1 / divisor. Fast computes in the type of y unless the divisor is extreme.
template <typename Rule, typename Accuracy, typename S>
void gradient_through(double divisor, const Lines<const S>& y, const Lines<const S>& g,
                      const Lines<S>& x) {
  constexpr int size = core::LineRegisters<S, false>::size;
  if constexpr (std::is_same_v<Accuracy, Fast>)
    if (fits_own_type<S>(std::abs(divisor)))
      return core::for_each_strip<size>(GradientLines<Rule, false, S>(divisor), y, g, x);
  core::for_each_strip<size>(GradientLines<Rule, true, S>(divisor), y, g, x);
}
template <typename Accuracy, typename S>
void softmax_backward(double divisor, const Lines<const S>& y, const Lines<const S>& g,
                      const Lines<S>& x) {
  gradient_through<ThroughSoftmax, Accuracy>(divisor, y, g, x);
}
template <typename Accuracy, typename S>
void log_softmax_backward(double divisor, const Lines<const S>& y, const Lines<const S>& g,
                          const Lines<S>& x) {
  gradient_through<ThroughLogSoftmax, Accuracy>(divisor, y, g, x);
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

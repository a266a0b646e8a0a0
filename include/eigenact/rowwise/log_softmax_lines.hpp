// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/log_sum_lines.hpp>

// The arithmetic of LogSoftmax.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

/// y = x - log sum e^x = (x - m) - log1p(d), in the type of x where its powers are.
template <typename S, In Type, int Sign>
struct LogSoftmaxLines : LogSumLines<S, Type, Sign> {
  using Base = LogSumLines<S, Type, Sign>;
  using Base::Base;
  using typename Base::R, typename Base::Own, typename Base::Sum, typename Base::Sums;
  using typename Base::Value;

  template <typename Strip, typename Head, typename Logs, typename X, typename Y>
  EIGENACT_INLINE void tail(const Strip strip, const Head& head, const Logs& log1p, const X x,
                            const Y y) const {
    const Own lowest = -math::infinity<Own>();
    // 0 in place of -infinity, which less itself were NaN
    const auto finite = [&](const Own& m) { return select(m == lowest, Own(0), m); };
    if constexpr (!Base::is_wide) {
      typename Strip::template PerGroup<Own> greatest, log;
      strip.each_group([&](std::size_t g) {
        greatest[g] = finite(head.greatest[g]);
        log[g] = R::narrow(log1p[g]);
        if constexpr (Base::is_scaled) greatest[g] = Own(0.5) * greatest[g];
      });
      const Own half(0.5), twice(2 * this->inverse.high);  // half a difference does not overflow
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
        const Own z = this->load(x.at(g, i), lanes...);
        if constexpr (Base::is_scaled)
          R::store(y.at(g, i), mul_add(mul_add(z, half, -greatest[g]), twice, -log[g]), lanes...);
        else
          R::store(y.at(g, i), (z - greatest[g]) - log[g], lanes...);
      });
    } else {
      typename Strip::template PerGroup<Own> greatest;
      strip.each_group([&](std::size_t g) { greatest[g] = finite(head.greatest[g]); });
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
        if constexpr (R::is_double) {
          const Own z = this->load(x.at(g, i), lanes...);
          R::store(y.at(g, i), difference(z, greatest[g], log1p[g][0]), lanes...);
        } else {
          const auto rest = [this](const Value& a, const Value& m, const Sum& l) {
            return Sum(Sum::of(this->quotient(Value(a - m)).packet) - l);
          };
          const Sums result = R::each(rest, this->values_at(x.at(g, i), lanes...),
                                      R::values(greatest[g]), log1p[g]);
          R::store_rounded(y.at(g, i), result, lanes...);
        }
      });
    }
  }

 private:
  // (x - m) / temperature - log in pairs, which have no infinity: near the end of the range and
  // beyond it in another scale.
  EIGENACT_INLINE Own difference(const Own& x, const Own& m, const Sum& log) const {
    // Beyond 2^996 the error of a product without FMA is NaN.
    constexpr double kEnd = -0x1p990, kScale = 0x1p-100;
    constexpr bool divides = Type == In::WideScaled;
    const Own a = divides ? x * Own(this->before) : x, b = divides ? m * Own(this->before) : m;
    const Own rough = divides ? (a - b) / Own(this->temperature * this->before) : a - b;
    const Sum exact = Sum::sum(a, -b);
    const Own result = (this->quotient(exact) - log).rounded();
    const auto is_far = rough < Own(kEnd);
    if (EIGEN_PREDICT_TRUE(!any(is_far))) return result;
    const Own scale(kScale);
    const Own scaled =
        this->quotient(Sum::sum(a * scale, -(b * scale))).rounded() * Own(1 / kScale);
    const auto is_infinite = rough < Own(std::numeric_limits<double>::lowest());
    return select(is_far, select(is_infinite, rough, scaled) - log.rounded(), result);
  }
};

/// Log-softmax of all lines.
template <typename Accuracy, int Sign, typename S>
void log_softmax(double temperature, const Lines<const S>& x, const Lines<S>& y) {
  in_type_for<Accuracy, S>(temperature, [&](auto type) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(
        LogSoftmaxLines<S, decltype(type)::value, Sign>(temperature), x, y);
  });
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

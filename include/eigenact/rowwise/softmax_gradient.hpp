// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>
#include <eigenact/math/exp.hpp>

// What goes back through Softmax and its logarithm, from their output.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

using core::Lines;

/// gradient to x = y (factor g - sum) with sum = factor <y, g>, from y = softmax(x).
struct ThroughSoftmax {
  template <typename V>
  static EIGENACT_INLINE V term(const V& y, const V& g) {
    return y * g;
  }
  template <typename V>
  static EIGENACT_INLINE V gradient(const V& y, const V& g, const V& sum, const V& factor) {
    return y * mul_add(g, factor, -sum);
  }
};

/// gradient to x = factor g - e^y sum with sum = factor times that of g, from y = log_softmax(x).
struct ThroughLogSoftmax {
  template <typename V>
  static EIGENACT_INLINE V term(const V&, const V& g) {
    return g;
  }
  template <typename V>
  static EIGENACT_INLINE V gradient(const V& y, const V& g, const V& sum, const V& factor) {
    return mul_add(g, factor, -(power(y) * sum));
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

/// The gradient to x by one of those rules. Fast computes it in the type of y, but for the sum of
/// each line; Precise all of it in a wider one.
template <typename Rule, typename Accuracy, typename S>
struct GradientLines : core::InPasses {
  static constexpr bool is_fast = std::is_same_v<Accuracy, Fast>;
  using R = core::LineRegisters<S, !is_fast>;
  using Sum = typename R::Sum;
  using Sums = typename R::Sums;
  using Values = typename R::Values;
  using Value = typename R::Value;

  double factor;

  explicit GradientLines(double by) : factor(by) {}

  /// The sum of the terms of each line, times the factor; of Fast four are added before they are
  /// widened.
  template <typename Strip, typename Y, typename G, typename X>
  EIGENACT_INLINE auto head(const Strip strip, const Y y, const G g, const X) const {
    typename Strip::template PerGroup<Sums> sum;
    strip.each_group([&](std::size_t k) { sum[k].fill(Sum(0)); });
    const auto term = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto rule = [](const Value& a, const Value& b) { return Rule::term(a, b); };
      return R::each(rule, R::load_values(y.at(k, i), lanes...),
                     R::load_values(g.at(k, i), lanes...));
    };
    const auto each = [&](std::size_t k, Eigen::Index i, auto... lanes)
                          EIGENACT_INLINED { R::accumulate(sum[k], term(k, i, lanes...)); };
    if constexpr (is_fast) {
      const auto four = [&](std::size_t k, Eigen::Index i) EIGENACT_INLINED {
        R::accumulate(sum[k], added(added(term(k, i), term(k, i + 1)),
                                    added(term(k, i + 2), term(k, i + 3))));
      };
      strip.each_four(four, each);
    } else {
      strip.each(each);
    }
    typename Strip::template PerGroup<Values> result;
    strip.each_group([&](std::size_t k) {
      if constexpr (!Strip::across) sum[k] = R::total(sum[k]);
      result[k] = R::each([&](const Value& s) { return s * Value(factor); }, R::values(sum[k]));
    });
    return result;
  }

  template <typename Strip, typename Head, typename Body, typename Y, typename G, typename X>
  EIGENACT_INLINE void tail(const Strip strip, const Head& sum, const Body&, const Y y, const G g,
                            const X x) const {
    const Value by(factor);
    const auto rule = [&by](const Value& a, const Value& b, const Value& s) {
      return Rule::gradient(a, b, s, by);
    };
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const Values result = R::each(rule, R::load_values(y.at(k, i), lanes...),
                                    R::load_values(g.at(k, i), lanes...), sum[k]);
      R::store_rounded(x.at(k, i), result, lanes...);
    });
  }

 private:
  static EIGENACT_INLINE Values added(const Values& a, const Values& b) {
    return R::each([](const Value& u, const Value& v) { return u + v; }, a, b);
  }
};

template <typename Rule, typename Accuracy, typename S>
void gradient_through(double factor, const Lines<const S>& y, const Lines<const S>& g,
                      const Lines<S>& x) {
  core::for_each_strip<core::LineRegisters<S, false>::size>(
      GradientLines<Rule, Accuracy, S>(factor), y, g, x);
}
template <typename Accuracy, typename S>
void softmax_backward(double factor, const Lines<const S>& y, const Lines<const S>& g,
                      const Lines<S>& x) {
  gradient_through<ThroughSoftmax, Accuracy>(factor, y, g, x);
}
template <typename Accuracy, typename S>
void log_softmax_backward(double factor, const Lines<const S>& y, const Lines<const S>& g,
                          const Lines<S>& x) {
  gradient_through<ThroughLogSoftmax, Accuracy>(factor, y, g, x);
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/rowwise/softmax_lines.hpp>

// The logarithm of a sum of powers, and what goes back to it.

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

/// log sum e^x = m + log1p(d), m being the greatest x and d the sum of e^(x - m) without the term
/// of m itself: so the logarithm keeps its digits where one term dominates.
template <typename S, In Type, int Sign>
struct LogSumLines : Exponents<S, Type, Sign> {
  using Base = Exponents<S, Type, Sign>;
  using Base::Base;
  using typename Base::R, typename Base::Own, typename Base::Power, typename Base::Shift;
  using Sums = typename R::Sums;
  using Sum = typename R::Sum;
  template <typename Strip>
  using Head = typename Base::template Head<Strip>;

  template <typename Strip, typename X, typename Y>
  EIGENACT_INLINE auto head(const Strip strip, const X x, const Y) const {
    return this->head_of(strip, this->greatest(strip, x));
  }

  /// log1p(d) of each line.
  template <typename Strip, typename X, typename Y>
  EIGENACT_INLINE auto body(const Strip strip, const Head<Strip>& head, const X x, const Y) const {
    typename Strip::template PerGroup<Sums> log1p;
    if (EIGEN_PREDICT_TRUE(log1p_of_rest(strip, head, x, log1p))) return log1p;
    typename Strip::template PerGroup<Sums> top, count, below;
    strip.each_group([&](std::size_t g) {
      top[g] = power_of(head.shift[g], head.greatest[g]);  // here it keeps nobody waiting
      count[g].fill(Sum(0));
      below[g].fill(Sum(0));
    });
    add_terms(strip, head, x, count, below);
    strip.each_group([&](std::size_t g) {
      if constexpr (!Strip::across) {
        count[g] = R::total(count[g]);
        below[g] = R::total(below[g]);
      }
      const Sum minus_infinity(-std::numeric_limits<double>::infinity());
      const auto rest = [&minus_infinity](const Sum& n, const Sum& b, const Sum& t, const Sum& m) {
        const Sum log = math::log1p(Sum((n - Sum(1)) + b / t));
        return select(m == minus_infinity, Sum(b - b), log);  // 0, or NaN if there is one
      };
      log1p[g] = R::each(rest, count[g], below[g], top[g], R::widen(head.greatest[g]));
    });
    return log1p;
  }

 private:
  // log1p(d) from the sum of all terms less one of the greatest, which leaves enough digits of d
  // unless it is small or infinite: false where it is. (Of four powers the sum is rounded in their
  // own type.)
  template <typename Strip, typename X, typename AllSums>
  EIGENACT_INLINE bool log1p_of_rest(const Strip strip, const Head<Strip>& head, const X x,
                                     AllSums& log1p) const {
    typename Strip::template PerGroup<Sums> sum;
    strip.each_group([&](std::size_t g) { sum[g].fill(Sum(0)); });
    if constexpr (Base::is_wide) {
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        R::accumulate(sum[g], this->power_at(head.shift[g], x.at(g, i), lanes...));
      });
    } else {
      const auto power = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        return this->power(head.shift[g], this->load(x.at(g, i), lanes...));
      };
      const auto each = [&](std::size_t g, Eigen::Index i, auto... lanes)
                            EIGENACT_INLINED { R::accumulate(sum[g], power(g, i, lanes...)); };
      const auto four = [&](std::size_t g, Eigen::Index i) EIGENACT_INLINED {
        const Own a = power(g, i)[0], b = power(g, i + 1)[0];
        R::accumulate(sum[g], (a + b) + (power(g, i + 2)[0] + power(g, i + 3)[0]));
      };
      strip.each_four(four, each);
    }
    constexpr double least = Base::is_wide ? 0x1p-20 : 2;
    bool has_digits = true;
    strip.each_group([&](std::size_t g) {
      if constexpr (!Strip::across) sum[g] = R::total(sum[g]);
      const Sums term = R::sums(this->power(head.shift[g], head.greatest[g]));  // as it was added
      const Sums top = Base::is_wide ? term : power_of(head.shift[g], head.greatest[g]);
      const auto log = [&has_digits](const Sum& s, const Sum& own, const Sum& t) {
        const Sum d = (s - own) / t;
        const auto& high = math::detail::leading(d);
        using W = math::detail::Register<Sum>;
        has_digits &= all((high > W(least)) & (high < W(0x1p60)));
        return math::log1p(d);
      };
      log1p[g] = R::each(log, sum[g], term, top);
    });
    return has_digits;
  }
  // How many elements are the greatest, and the powers of the others: four at a time, where they
  // are powers in the type of the elements, before they are widened.
  template <typename Strip, typename X, typename AllSums>
  EIGENACT_INLINE void add_terms(const Strip strip, const Head<Strip>& head, const X x,
                                 AllSums& count, AllSums& below) const {
    const Own lowest(-std::numeric_limits<double>::infinity());
    const auto at = [&](std::size_t g, Eigen::Index i, auto... lanes) {
      const Own z = this->load(x.at(g, i), lanes...);
      const auto is_greatest = z == head.greatest[g];
      return std::pair(select(is_greatest, Own(1), Own(0)), select(is_greatest, lowest, z));
    };
    const auto each = [&](std::size_t g, Eigen::Index i, auto... lanes) {
      const auto [one, z] = at(g, i, lanes...);
      R::accumulate(count[g], one);
      R::accumulate(below[g], this->power(head.shift[g], z));
    };
    const auto four = [&](std::size_t g, Eigen::Index i) EIGENACT_INLINED {
      const auto a = at(g, i), b = at(g, i + 1), c = at(g, i + 2), d = at(g, i + 3);
      R::accumulate(count[g], (a.first + b.first) + (c.first + d.first));
      const auto power = [&](const Own& z) { return this->power(head.shift[g], z); };
      if constexpr (Base::is_wide)
        for (const Own& z : {a.second, b.second, c.second, d.second})
          R::accumulate(below[g], power(z));
      else
        R::accumulate(below[g], (power(a.second)[0] + power(b.second)[0]) +
                                    (power(c.second)[0] + power(d.second)[0]));
    };
    strip.each_four(four, each);
  }
  // e^x of the greatest x in Sums, in the scale of the powers.
  EIGENACT_INLINE Sums power_of(const Shift& shift, const Own& x) const {
    using Exp = math::ShiftedExp<Sum>;
    using W = math::detail::Register<Sum>;
    const W scale(std::ldexp(1.0, Power::scale_exponent - Exp::scale_exponent));
    Sums result = this->sums(x);
    for (std::size_t i = 0; i < result.size(); ++i) {
      Sum rest = result[i] - Sum(part<W>(shift, i, &Power::center));  // exact
      if constexpr (Base::is_scaled) rest = rest / Sum(this->temperature);
      result[i] = Exp(W(0), part<W>(shift, i, &Power::exponent))(rest) * Sum(scale);
    }
    return result;
  }
  template <typename W, typename Member>
  static EIGENACT_INLINE W part(const Shift& shift, std::size_t i, Member member) {
    if constexpr (R::is_double)
      return (shift[0].*member)();
    else if constexpr (Base::is_wide)
      return W::of((shift[i].*member)().packet);
    else
      return R::widen((shift[0].*member)())[i];
  }
};

/// y = x - log sum e^x = (x - m) - log1p(d), in the type of x where its powers are.
template <typename S, In Type, int Sign>
struct LogSoftmaxLines : LogSumLines<S, Type, Sign> {
  using Base = LogSumLines<S, Type, Sign>;
  using Base::Base;
  using typename Base::R, typename Base::Own, typename Base::Sum, typename Base::Sums;

  template <typename Strip, typename Head, typename Logs, typename X, typename Y>
  EIGENACT_INLINE void tail(const Strip strip, const Head& head, const Logs& log1p, const X x,
                            const Y y) const {
    const Own lowest(-std::numeric_limits<double>::infinity());
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
      typename Strip::template PerGroup<Sums> greatest;
      strip.each_group([&](std::size_t g) { greatest[g] = this->sums(finite(head.greatest[g])); });
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
        const Sums z = R::sums(this->values_at(x.at(g, i), lanes...));
        const auto rest = [](const Sum& a, const Sum& m, const Sum& l) { return (a - m) - l; };
        const Sums result = R::each(rest, z, greatest[g], log1p[g]);
        if constexpr (R::is_double) {  // double-double has no infinity
          const Own own = this->load(x.at(g, i), lanes...), low = own + R::narrow(log1p[g]);
          R::store(y.at(g, i), select(own == lowest, low, R::narrow(result)), lanes...);
        } else {
          R::store_rounded(y.at(g, i), result, lanes...);
        }
      });
    }
  }
};

/// y = log sum e^x - minus, one number per line.
template <typename S, In Type>
struct LogSumExpLines : LogSumLines<S, Type, 1> {
  using Base = LogSumLines<S, Type, 1>;
  using typename Base::R, typename Base::Own, typename Base::Sum;

  double mean_of;  ///< the number of terms for the logarithm of the mean, 1 for that of the sum

  explicit LogSumExpLines(double terms) : Base(1), mean_of(terms) {}

  template <typename Strip, typename Head, typename Logs, typename X, typename Y>
  EIGENACT_INLINE void tail(const Strip strip, const Head& head, const Logs& log1p, const X,
                            const Y y) const {
    const Sum less = math::log(Sum(mean_of));
    const auto log = [&less](const Sum& m, const Sum& l) { return m + (l - less); };
    const double infinity = std::numeric_limits<double>::infinity();
    strip.each_group([&](std::size_t g) {
      const Own m = head.greatest[g];
      const Own sum = R::narrow(R::each(log, this->sums(m), log1p[g]));
      const Own low = m + R::narrow(log1p[g]);
      const Own result = select(m == Own(infinity), m, select(m == Own(-infinity), low, sum));
      if (Strip::across && strip.lanes == strip.size)
        R::store(y.at(g, 0), result);
      else
        R::store(y.at(g, 0), result, Strip::across ? strip.lanes : 1);
    });
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

template <typename Accuracy, typename S>
void log_sum_exp(bool mean, const Lines<const S>& x, const Lines<S>& y) {
  const double terms = mean ? static_cast<double>(x.length) : 1;
  in_type_for<Accuracy, S>(1, [&](auto type) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(
        LogSumExpLines<S, decltype(type)::value>(terms), x, y);
  });
}

/// x times the number of its line.
template <typename S>
struct ScaleLines {
  using R = core::LineRegisters<S, false>;
  using Own = typename R::Own;

  template <typename Strip, typename X, typename G>
  void operator()(const Strip strip, const X x, const G factors) const {
    typename Strip::template PerGroup<Own> factor;
    strip.each_group([&](std::size_t g) {
      if constexpr (!Strip::across)
        factor[g] = Own(static_cast<typename R::Compute>(*factors.data));
      else if (strip.lanes == strip.size)
        factor[g] = R::load(factors.at(g, 0));
      else
        factor[g] = R::load_padded(factors.at(g, 0), strip.lanes);
    });
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) {
      R::store(x.at(g, i), R::load_padded(x.at(g, i), lanes...) * factor[g], lanes...);
    });
  }
};

/// The gradient of the logarithm of a sum or mean: softmax(x), times the gradient of the line.
template <typename Accuracy, typename S>
void log_sum_exp_backward(const Lines<const S>& x, const Lines<const S>& g, const Lines<S>& gx) {
  softmax<Accuracy, 1>(1, x, gx);
  core::for_each_strip<core::LineRegisters<S, false>::size>(ScaleLines<S>(), gx, g);
}

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END

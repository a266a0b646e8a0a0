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
  using typename Base::Value;
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
    core::LineSums<R, Strip> counts(strip), rests(strip);
    add_terms(strip, head, x, counts, rests);
    strip.each_group([&](std::size_t g) {
      const Sums top = power_of(head.shift[g], head.greatest[g]);
      const Sum minus_infinity = -math::infinity<Sum>();
      const auto rest = [&minus_infinity](const Sum& known, const Sum& n, const Sum& b,
                                          const Sum& t, const Sum& m) {
        const Sum log = math::log1p(Sum((n - Sum(1)) + b / t));
        const Sum zero = select(b == b, Sum(0), b);  // or NaN
        const Sum log_or_zero = select(m == minus_infinity, zero, log);
        return select(known < Sum(0), log_or_zero, known);
      };
      log1p[g] =
          R::each(rest, log1p[g], counts.total(g), rests.total(g), top, R::widen(head.greatest[g]));
    });
    return log1p;
  }

 private:
  // log1p(d) from the sum of all terms less one of the greatest, which leaves enough digits of d
  // unless it is small or infinite: false where it is, and -1 in the lines of which it is. (Of four
  // powers the sum is rounded in their own type.)
  template <typename Strip, typename X, typename AllSums>
  EIGENACT_INLINE bool log1p_of_rest(const Strip strip, const Head<Strip>& head, const X x,
                                     AllSums& log1p) const {
    core::LineSums<R, Strip> sums(strip);
    if constexpr (Base::is_wide) {
      strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        sums.add(g, i, this->power_at(head.shift[g], x.at(g, i), lanes...));
      });
    } else {
      const auto power = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        return this->power(head.shift[g], this->load(x.at(g, i), lanes...));
      };
      const auto each = [&](std::size_t g, Eigen::Index i, auto... lanes)
                            EIGENACT_INLINED { sums.add(g, i, power(g, i, lanes...)); };
      const auto four = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        const auto at = [&](int k)
                            EIGENACT_INLINED { return power(g, i + k * Strip::step, lanes...)[0]; };
        const Own a = at(0), b = at(1);
        sums.add(g, i, (a + b) + (at(2) + at(3)));
      };
      strip.each_four(four, each);
    }
    constexpr double least = Base::is_wide ? 0x1p-20 : 2;
    bool has_digits = true;
    strip.each_group([&](std::size_t g) {
      const Sums term = R::sums(this->power(head.shift[g], head.greatest[g]));  // as it was added
      const Sums top = Base::is_wide ? term : power_of(head.shift[g], head.greatest[g]);
      const auto log = [&has_digits](const Sum& s, const Sum& own, const Sum& t) {
        const Sum d = (s - own) / t;
        const auto& high = math::detail::leading(d);
        using W = math::detail::Register<Sum>;
        const auto good = (high > W(least)) & (high < W(0x1p60));
        has_digits &= all(good);
        return select(good, math::log1p(d), Sum(-1));
      };
      log1p[g] = R::each(log, sums.total(g), term, top);
    });
    return has_digits;
  }
  // How many elements are the greatest, and the powers of the others: four at a time, where they
  // are powers in the type of the elements, before they are widened.
  template <typename Strip, typename X, typename AllSums>
  EIGENACT_INLINE void add_terms(const Strip strip, const Head<Strip>& head, const X x,
                                 AllSums& counts, AllSums& rests) const {
    const Own lowest = -math::infinity<Own>();
    const auto at = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const Own z = this->load(x.at(g, i), lanes...);
      const auto is_greatest = z == head.greatest[g];
      return std::pair(select(is_greatest, Own(1), Own(0)), select(is_greatest, lowest, z));
    };
    // 0 of -infinity, which is what a register is filled with
    const auto power = [&](std::size_t g, const Own& z) EIGENACT_INLINED {
      auto powers = this->power(head.shift[g], z);
      if constexpr (!Base::is_wide) powers[0] = select(z == lowest, Own(0), powers[0]);
      return powers;
    };
    const auto each = [&](std::size_t g, Eigen::Index i, auto... lanes) {
      const auto [one, z] = at(g, i, lanes...);
      counts.add(g, i, one);
      rests.add(g, i, power(g, z));
    };
    if constexpr (Base::is_wide) {
      strip.each(each);
    } else {
      const auto four = [&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        constexpr Eigen::Index step = Strip::step;
        const auto a = at(g, i, lanes...), b = at(g, i + step, lanes...),
                   c = at(g, i + 2 * step, lanes...), d = at(g, i + 3 * step, lanes...);
        counts.add(g, i, (a.first + b.first) + (c.first + d.first));
        rests.add(g, i,
                  (power(g, a.second)[0] + power(g, b.second)[0]) +
                      (power(g, c.second)[0] + power(g, d.second)[0]));
      };
      strip.each_four(four, each);
    }
  }
  // e^x of the greatest x in Sums, in the scale of the powers.
  EIGENACT_INLINE Sums power_of(const Shift& shift, const Own& x) const {
    using Exp = math::ShiftedExp<Sum>;
    using W = math::detail::Register<Sum>;
    const W scale(std::ldexp(1.0, Power::scale_exponent - Exp::scale_exponent));
    Sums result;
    if constexpr (Base::is_wide) {
      const auto rest = [this](const Value& z, const Power& exp)
                            EIGENACT_INLINED { return this->centered(z, exp.center()); };
      result = R::sums(R::each(rest, R::values(x), shift));
    } else {
      result = R::widen(x);
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
      Sum& rest = result[i];
      if constexpr (!Base::is_wide) rest = rest - Sum(part<W>(shift, i, &Power::center));  // exact
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

/// y = log sum e^x - minus, one number per line.
template <typename S, In Type>
struct LogSumExpLines : LogSumLines<S, Type, 1> {
  using Base = LogSumLines<S, Type, 1>;
  using typename Base::R, typename Base::Own, typename Base::Sum;

  double mean_of;  ///< the number of terms for the logarithm of the mean, 1 for that of the sum

  explicit LogSumExpLines(double terms) : Base(1), mean_of(terms) {}

  template <typename Strip, typename Head, typename Logs, typename X, typename Y>
  EIGENACT_INLINE void tail(const Strip strip, const Head& head, const Logs& log1p, const X x,
                            const Y y) const {
    const Sum less = math::log(Sum(mean_of));
    const auto log = [&less](const Sum& m, const Sum& l) { return m + (l - less); };
    const Own infinity = math::infinity<Own>();
    strip.each_group([&](std::size_t g) {
      const Own m = head.greatest[g];
      const Own sum = R::narrow(R::each(log, R::sums(R::values(m)), log1p[g]));
      const Own low = m + R::narrow(log1p[g]);
      Own result = select(m == -infinity, low, sum);
      const auto is_infinite = m == infinity;
      if (EIGEN_PREDICT_FALSE(any(is_infinite)))
        result = select(is_infinite, infinite_sum(strip, g, x), result);
      if (Strip::across && strip.lanes == strip.size)
        R::store(y.at(g, 0), result);
      else
        R::store(y.at(g, 0), result, Strip::across ? strip.lanes : 1);
    });
  }

 private:
  // Infinity, or NaN if there is one in the line.
  template <typename Strip, typename X>
  EIGENACT_INLINE Own infinite_sum(const Strip strip, std::size_t group, const X x) const {
    const Own infinity = math::infinity<Own>();
    Own found = infinity;
    strip.each([&](std::size_t g, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const Own z = this->load(x.at(g, i), lanes...);
      if (g == group) found = select(z == z, found, z);
    });
    if constexpr (!Strip::across)
      if (!all(found == infinity)) found = Own(R::nan());
    return found;
  }
};

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

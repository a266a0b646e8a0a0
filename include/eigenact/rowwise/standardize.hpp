// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>
#include <eigenact/math/math.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact {

namespace rowwise {

/// y = (x - mean) / sqrt(variance + eps), in double, of double in double-double. With gradients,
/// that to x: (g - mean(g) - y mean(g y)) / sqrt(variance + eps).
template <typename S, bool Backward>
struct StandardizeLines {
  using R = core::LineRegisters<S, false>;
  using Own = typename R::Own;
  using Sum = typename R::Sum;
  using Sums = typename R::Sums;
  template <typename Strip>
  using Totals = typename Strip::template PerGroup<Sums>;
  /// Of double, the roots of powers of two by which lines are multiplied so that their sums and
  /// squares stay in the range; of float none.
  template <typename Strip>
  using Units = typename Strip::template PerGroup<Own>;

  double eps, length;

  template <typename Strip, typename X, typename... Rest>
  void operator()(const Strip strip, const X x, const Rest... rest) const {
    Totals<Strip> mean, scale;
    const Units<Strip> of_x = units(strip, 0, [&](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::load_padded(x.at(k, i), lanes...);
    });
    const auto at = [&](std::size_t k, Eigen::Index i, auto... lanes)
                        EIGENACT_INLINED { return in_units(x.at(k, i), of_x[k], lanes...); };
    average(strip, mean, at);
    const auto less_mean = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto less = [](const Sum& a, const Sum& m) { return a - m; };
      return used<Strip>(R::each(less, at(k, i, lanes...), mean[k]), lanes...);
    };
    // the differences may be much smaller than x
    const Units<Strip> unit =
        units(strip, std::sqrt(eps), [&](std::size_t k, Eigen::Index i, auto... lanes) {
          return (R::narrow(less_mean(k, i, lanes...)) / of_x[k]) / of_x[k];
        });
    const auto centered = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      Sums result = less_mean(k, i, lanes...);
      if constexpr (R::is_double)
        for (const Own& factor : {unit[k], Own(1) / of_x[k]})
          result[0] = math::detail::scaled(math::detail::scaled(result[0], factor), factor);
      return result;
    };
    average(strip, scale, [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      return R::each([](const Sum& a) { return a * a; }, centered(k, i, lanes...));
    });
    strip.each_group([&](std::size_t k) {
      Sum extra(eps);
      if constexpr (R::is_double)
        for (int i = 0; i < 4; ++i) extra = math::detail::scaled(extra, unit[k]);
      const auto reciprocal = [&extra](const Sum& v) {
        return Sum(1) / math::sqrt(Sum(v + extra));
      };
      scale[k] = R::each(reciprocal, scale[k]);
    });
    const auto standard = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      return R::each([](const Sum& a, const Sum& r) { return a * r; }, centered(k, i, lanes...),
                     scale[k]);
    };
    if constexpr (!Backward)
      strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        (R::store_rounded(rest.at(k, i), standard(k, i, lanes...), lanes...), ...);
      });
    else
      backward(strip, standard, scale, unit, rest...);
  }

 private:
  template <typename Strip, typename At>
  static EIGENACT_INLINE Units<Strip> units(const Strip strip, double least, const At& at) {
    Units<Strip> unit;
    if constexpr (R::is_double) {
      strip.each_group([&](std::size_t k) { unit[k] = Own(least); });
      strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
        unit[k] = math::max(simd::abs(at(k, i, lanes...)), unit[k]);
      });
      strip.each_group([&](std::size_t k) {
        if constexpr (!Strip::across) unit[k] = R::greatest(unit[k]);
        unit[k] = select(unit[k] > Own(0x1p400), Own(0x1p-300),
                         select(unit[k] < Own(0x1p-300), Own(0x1p300), Own(1)));
      });
    }
    return unit;
  }
  template <typename... Lanes>
  static EIGENACT_INLINE Sums in_units(const S* x, const Own& unit, Lanes... lanes) {
    if constexpr (R::is_double)
      return {Sum((R::load_padded(x, lanes...) * unit) * unit)};
    else
      return R::load_sums(x, lanes...);
  }
  // x, but 0 where a line has ended.
  template <typename Strip>
  static EIGENACT_INLINE const Sums& used(const Sums& x) {
    return x;
  }
  template <typename Strip>
  static EIGENACT_INLINE Sums used(const Sums& x, int lanes) {
    if constexpr (Strip::across) return x;
    const Sums one = R::widen(select(R::in_use(lanes), Own(1), Own(0)));
    return R::each([](const Sum& a, const Sum& u) { return a * u; }, x, one);
  }

  /// The mean of term(group, number, lanes...) over each line.
  template <typename Strip, typename Term>
  EIGENACT_INLINE void average(const Strip strip, Totals<Strip>& mean, const Term& term) const {
    core::LineSums<R, Strip> sums(strip);
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes)
                   EIGENACT_INLINED { sums.add(k, i, term(k, i, lanes...)); });
    const Sum n(length);
    strip.each_group([&](std::size_t k) {
      mean[k] = R::each([&n](const Sum& a) { return a / n; }, sums.total(k));
    });
  }

  template <typename Strip, typename Standard, typename G, typename GX>
  EIGENACT_INLINE void backward(const Strip strip, const Standard& standard,
                                const Totals<Strip>& scale, const Units<Strip>& unit, const G g,
                                const GX gx) const {
    Totals<Strip> mean, slope;
    const Units<Strip> of_g = units(strip, 0, [&](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::load_padded(g.at(k, i), lanes...);
    });
    const auto gradient = [&](std::size_t k, Eigen::Index i, auto... lanes)
                              EIGENACT_INLINED { return in_units(g.at(k, i), of_g[k], lanes...); };
    average(strip, mean, gradient);
    average(strip, slope, [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      return R::each([](const Sum& a, const Sum& b) { return a * b; }, gradient(k, i, lanes...),
                     standard(k, i, lanes...));
    });
    // NaN of a line that holds an infinity
    strip.each_group([&](std::size_t k) {
      mean[k] = R::each([](const Sum& a) { return R::finite_or_nan(a); }, mean[k]);
    });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto element = [](const Sum& a, const Sum& y, const Sum& m, const Sum& s,
                              const Sum& r) { return ((a - m) - y * s) * r; };
      const auto result = R::each(element, gradient(k, i, lanes...), standard(k, i, lanes...),
                                  mean[k], slope[k], scale[k]);
      if constexpr (R::is_double) {
        const Own ratio = unit[k] / of_g[k];
        R::store(gx.at(k, i), (result[0].rounded() * ratio) * ratio, lanes...);
      } else {
        R::store_rounded(gx.at(k, i), result, lanes...);
      }
    });
  }
};

}  // namespace rowwise

namespace formula {

/// Standardize: (x_i - mean) / sqrt(variance + eps), the variance being that of the population: a
/// layer normalisation without weights. A line that holds NaN or an infinity is NaN, also
/// one of gradients; for all finite x nothing overflows before the result does.
/// Error: at most 1 ULP in float and double, the unit taken at 1 or more. backward() takes x.
/// @param eps  not negative, 1e-5 by default. With 0 a constant line is NaN.
/// Source: JAX's nn.standardize; Ba, Kiros & Hinton 2016, arXiv:1607.06450.
struct Standardize : core::RowwiseFormula {
  static constexpr Facts facts = Facts("standardize")
                                     .formula("(x_i - mean(x)) / sqrt(variance(x) + eps)")
                                     .reference("Ba, Kiros & Hinton 2016, arXiv:1607.06450")
                                     .parameter("eps", 1e-5, non_negative)
                                     .found_in("JAX");
  static constexpr bool backward_takes_x = true;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(lines<false>(parameters, x), x, y);
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& x,
                       const core::Lines<const S>& g, const core::Lines<S>& gx) {
    core::for_each_strip<core::LineRegisters<S, false>::size>(lines<true>(parameters, x), x, g, gx);
  }

 private:
  template <bool Backward, typename S>
  static rowwise::StandardizeLines<S, Backward> lines(const S* parameters,
                                                      const core::Lines<const S>& x) {
    return {static_cast<double>(core::number(*parameters)), static_cast<double>(x.length)};
  }
};

}  // namespace formula
}  // namespace eigenact

EIGENACT_PACKETS_END

EIGENACT_ROWWISE(Standardize);

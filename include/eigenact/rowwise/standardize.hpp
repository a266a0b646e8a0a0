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
  using Sum = typename R::Sum;
  using Sums = typename R::Sums;

  double eps, length;

  template <typename Strip, typename X, typename... Rest>
  void operator()(const Strip strip, const X x, const Rest... rest) const {
    typename Strip::template PerGroup<Sums> mean, scale;
    const auto at = [&x](std::size_t k, Eigen::Index i, auto... lanes)
                        EIGENACT_INLINED { return R::load_sums(x.at(k, i), lanes...); };
    average(strip, mean, at);
    const auto centered = [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto less = [](const Sum& a, const Sum& m) { return a - m; };
      return used<Strip>(R::each(less, at(k, i, lanes...), mean[k]), lanes...);
    };
    average(strip, scale, [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      return R::each([](const Sum& a) { return a * a; }, centered(k, i, lanes...));
    });
    strip.each_group([&](std::size_t k) {
      const auto reciprocal = [extra = Sum(eps)](const Sum& v) {
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
      backward(strip, standard, scale, rest...);
  }

 private:
  // x, but 0 where a line has ended.
  template <typename Strip>
  static EIGENACT_INLINE const Sums& used(const Sums& x) {
    return x;
  }
  template <typename Strip>
  static EIGENACT_INLINE Sums used(const Sums& x, int lanes) {
    if constexpr (Strip::across) return x;
    using Own = typename R::Own;
    const Sums one = R::widen(select(R::in_use(lanes), Own(1), Own(0)));
    return R::each([](const Sum& a, const Sum& u) { return a * u; }, x, one);
  }

  /// The mean of term(group, number, lanes...) over each line.
  template <typename Strip, typename Means, typename Term>
  EIGENACT_INLINE void average(const Strip strip, Means& mean, const Term& term) const {
    strip.each_group([&](std::size_t k) { mean[k].fill(Sum(0)); });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      mean[k] =
          R::each([](const Sum& a, const Sum& b) { return a + b; }, mean[k], term(k, i, lanes...));
    });
    const Sum n(length);
    strip.each_group([&](std::size_t k) {
      if constexpr (!Strip::across) mean[k] = R::total(mean[k]);
      mean[k] = R::each([&n](const Sum& a) { return a / n; }, mean[k]);
    });
  }

  template <typename Strip, typename Standard, typename Scales, typename G, typename GX>
  EIGENACT_INLINE void backward(const Strip strip, const Standard& standard, const Scales& scale,
                                const G g, const GX gx) const {
    typename Strip::template PerGroup<Sums> mean, slope;
    const auto gradient = [&g](std::size_t k, Eigen::Index i, auto... lanes)
                              EIGENACT_INLINED { return R::load_sums(g.at(k, i), lanes...); };
    average(strip, mean, gradient);
    average(strip, slope, [&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      return R::each([](const Sum& a, const Sum& b) { return a * b; }, gradient(k, i, lanes...),
                     standard(k, i, lanes...));
    });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) EIGENACT_INLINED {
      const auto element = [](const Sum& a, const Sum& y, const Sum& m, const Sum& s,
                              const Sum& r) { return ((a - m) - y * s) * r; };
      const auto result = R::each(element, gradient(k, i, lanes...), standard(k, i, lanes...),
                                  mean[k], slope[k], scale[k]);
      R::store_rounded(gx.at(k, i), result, lanes...);
    });
  }
};

}  // namespace rowwise

namespace formula {

/// Standardize: (x_i - mean) / sqrt(variance + eps), the variance being that of the population: a
/// layer normalisation without weights. A line that holds NaN or an infinity is NaN.
/// Error: at most 1 ULP in float and double, the unit taken at 1 or more. backward() takes x.
/// @param eps  not negative, 1e-5 by default. With 0 a constant line is NaN.
/// Source: JAX's nn.standardize; Ba, Kiros & Hinton 2016, arXiv:1607.06450.
struct Standardize : core::RowwiseFormula {
  static constexpr Facts facts = Facts("standardize")
                                     .formula("(x_i - mean(x)) / sqrt(variance(x) + eps)")
                                     .reference("Ba, Kiros & Hinton 2016, arXiv:1607.06450")
                                     .parameter("eps", 1e-5, non_negative)
                                     .found_in("JAX");

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

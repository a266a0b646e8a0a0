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
    typename Strip::template PerGroup<Sums> mean, root;
    const auto at = [&x](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::widen(R::load_padded(x.at(k, i), lanes...));
    };
    average(strip, mean, at);
    const auto centered = [&](std::size_t k, Eigen::Index i, auto... lanes) {
      const auto used = R::widen(used_lanes<Strip>(lanes...));  // 0 where a line has ended
      const auto less = [](const Sum& a, const Sum& m, const Sum& u) { return (a - m) * u; };
      return R::each(less, at(k, i, lanes...), mean[k], used);
    };
    average(strip, root, [&](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::each([](const Sum& a) { return a * a; }, centered(k, i, lanes...));
    });
    strip.each_group([&](std::size_t k) {
      const Sum extra(eps);
      root[k] = R::each([&extra](const Sum& v) { return math::sqrt(Sum(v + extra)); }, root[k]);
    });
    const auto standard = [&](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::each([](const Sum& a, const Sum& r) { return a / r; }, centered(k, i, lanes...),
                     root[k]);
    };
    if constexpr (!Backward)
      strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) {
        (R::store(rest.at(k, i), R::narrow(standard(k, i, lanes...)), lanes...), ...);
      });
    else
      backward(strip, standard, root, rest...);
  }

 private:
  template <typename Strip>
  static EIGENACT_INLINE typename R::Own used_lanes() {
    return typename R::Own(1);
  }
  template <typename Strip>
  static EIGENACT_INLINE typename R::Own used_lanes(int lanes) {
    using Own = typename R::Own;
    return Strip::across ? Own(1) : select(R::in_use(lanes), Own(1), Own(0));
  }

  /// The mean of term(group, number, lanes...) over each line.
  template <typename Strip, typename Means, typename Term>
  EIGENACT_INLINE void average(const Strip strip, Means& mean, const Term& term) const {
    strip.each_group([&](std::size_t k) { mean[k].fill(Sum(0)); });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) {
      mean[k] =
          R::each([](const Sum& a, const Sum& b) { return a + b; }, mean[k], term(k, i, lanes...));
    });
    const Sum n(length);
    strip.each_group([&](std::size_t k) {
      if constexpr (!Strip::across) mean[k] = R::total(mean[k]);
      mean[k] = R::each([&n](const Sum& a) { return a / n; }, mean[k]);
    });
  }

  template <typename Strip, typename Standard, typename Roots, typename G, typename GX>
  EIGENACT_INLINE void backward(const Strip strip, const Standard& standard, const Roots& root,
                                const G g, const GX gx) const {
    typename Strip::template PerGroup<Sums> mean, slope;
    const auto gradient = [&g](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::widen(R::load_padded(g.at(k, i), lanes...));
    };
    average(strip, mean, gradient);
    average(strip, slope, [&](std::size_t k, Eigen::Index i, auto... lanes) {
      return R::each([](const Sum& a, const Sum& b) { return a * b; }, gradient(k, i, lanes...),
                     standard(k, i, lanes...));
    });
    strip.each([&](std::size_t k, Eigen::Index i, auto... lanes) {
      const auto element = [](const Sum& a, const Sum& y, const Sum& m, const Sum& s,
                              const Sum& r) { return ((a - m) - y * s) / r; };
      const auto result = R::each(element, gradient(k, i, lanes...), standard(k, i, lanes...),
                                  mean[k], slope[k], root[k]);
      R::store(gx.at(k, i), R::narrow(result), lanes...);
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

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <eigenact/core/expansion.hpp>
#include <eigenact/core/unbounded.hpp>

// What the expansions in polynomials of one argument t(x) have in common.

namespace eigenact::core {

/// The argument of the polynomials: t(x) and its derivatives.
template <typename V>
struct Argument {
  V t, first, second;
};

/// p_{k+1}(t) = alpha t p_k(t) - gamma p_{k-1}(t).
struct Recurrence {
  long double alpha, gamma;
};

/// Sum of c_k p_k(t(x)), k = 0, ..., degree; p_0 = 1. A formula gives recurrence(k), and argument()
/// and argument_text() for t. Where |t| may be above 1, is_bounded = false and reach(k, limit), the
/// largest |x| at which |p_k| stays below 2^limit (below 0 if it never does).
/// Error of float (Fast): about degree^2 + 2 units of 2^-24 at most, relative to the sum of the
/// magnitudes of the terms. Where a power of t would overflow, at infinity too, Unbounded numbers
/// take over.
template <typename Formula>
class PolynomialBasis : public Basis<Formula> {
 public:
  int degree() const { return degree_; }
  int parameter_count() const { return degree_ + 1; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    append_names(names, "c", 0, degree_);
    return names;
  }

  std::string text() const {
    const auto powers = [](const std::vector<long double>& c) {
      const std::string t = Formula::argument_text();
      std::string sum;
      for (std::size_t i = 0; i < c.size(); ++i) {
        if (c[i] == 0) continue;
        const std::string power = i == 0 ? "" : " * " + t + (i == 1 ? "" : "^" + std::to_string(i));
        sum += (sum.empty() ? "" : " + ") + text_of(c[i]) + power;
      }
      return "(" + sum + ")";
    };
    std::string sum = "c0";
    std::vector<long double> last, p = {1};  // by powers of t
    for (int k = 0; k < degree_; ++k) {
      const Recurrence r = Formula::recurrence(k);
      std::vector<long double> next(p.size() + 1, 0);
      for (std::size_t i = 0; i < p.size(); ++i) next[i + 1] = r.alpha * p[i];
      for (std::size_t i = 0; i < last.size(); ++i) next[i] -= r.gamma * last[i];
      last = p;
      p = next;
      sum += " + c" + std::to_string(k + 1) + " * " + powers(p);
    }
    return sum;
  }

  static constexpr bool spreads_nan = true, is_bounded = true;

  // the |x| up to which no term overflows, c_0, then for k = 1, 2, ...: alpha, -gamma of the step
  // to p_k, c_k
  int table_size() const { return kSteps + 3 * degree_; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    table[0] = reach<T>(p);
    table[1] = static_cast<T>(p[0]);
    for (int k = 0; k < degree_; ++k) {
      const Recurrence r = Formula::recurrence(k);
      table[kSteps + 3 * k] = static_cast<T>(r.alpha);
      table[kSteps + 1 + 3 * k] = static_cast<T>(-r.gamma);
      table[kSteps + 2 + 3 * k] = static_cast<T>(p[k + 1]);
    }
  }
  void finish(const double* /*parameters*/, const double* sums, double* gradients) const {
    std::copy_n(sums, parameter_count(), gradients);
    // that of c_0 does not depend on x: NaN where the next one is
    gradients[0] = nan_as(sums[(std::min)(1, degree_)], sums[0]);
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    if constexpr (!Formula::is_bounded)
      if (EIGEN_PREDICT_FALSE(!all(math::abs(x) <= V(table[0])))) return far_jet(x, table, sums);
    return near_jet(x, table, sums);
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    if constexpr (!Formula::is_bounded)
      if (EIGEN_PREDICT_FALSE(!all(math::abs(x) <= V(table[0]))))
        return far_second_derivative(x, table);
    return near_second_derivative(x, table);
  }

 protected:
  PolynomialBasis(std::string_view name, int degree)
      : degree_(checked_size(name, "the degree", degree, 0, kMostTerms)) {}

  /// t = tanh x.
  template <typename V>
  static EIGENACT_INLINE Argument<V> tanh_argument(const V& x) {
    const V t = math::tanh(x), slope = math::weighted_sech_squared(V(1), x);
    return {t, slope, V(-2) * t * slope};
  }
  /// c_1 = 1, the others 0.
  Eigen::ArrayXd first_only() const {
    Eigen::ArrayXd p = Eigen::ArrayXd::Zero(parameter_count());
    p((std::min)(1, degree_)) = 1;
    return p;
  }

 private:
  static constexpr int kSteps = 2;

  const Formula& self() const { return static_cast<const Formula&>(*this); }
  template <typename T>
  static EIGENACT_INLINE const T* step_to(int k, const T* table) {
    return table + kSteps + 3 * (k - 1);
  }
  template <typename T>
  T reach(const double* p) const {
    double reach = std::numeric_limits<T>::max();
    if constexpr (!Formula::is_bounded) {
      for (int k = 0; k <= degree_; ++k) {
        // p_k'' is below k^2 |p_k|, and there are up to `degree` terms
        const double room = std::numeric_limits<T>::max_exponent - 4 - std::log2(degree_ + 1.0) -
                            2 * std::log2(k + 1.0) - std::log2((std::max)(1.0, std::abs(p[k])));
        reach = (std::min)(reach, Formula::reach(k, room));
      }
    }
    return static_cast<T>(reach);
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> near_jet(const V& x, const T* table, const Sums& sums) const {
    const Argument<V> a = self().argument(x);
    V p(1), last(0), slope(0), last_slope(0), value(table[1]), derivative(0);
    sums(0, p);
    for (int k = 1; k <= degree_; ++k) {
      const T* const step = step_to(k, table);
      const V alpha(step[0]), minus_gamma(step[1]), c(step[2]), at = alpha * a.t;
      const V next = mul_add(at, p, minus_gamma * last);
      const V next_slope = mul_add(at, slope, mul_add(minus_gamma, last_slope, alpha * p));
      last = p;
      p = next;
      last_slope = slope;
      slope = next_slope;
      value = mul_add(c, p, value);
      derivative = mul_add(c, slope, derivative);
      sums(k, p);
    }
    return {Formula::is_bounded ? math::nan_as(a.t, value) : value, a.first * derivative};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V near_second_derivative(const V& x, const T* table) const {
    const Argument<V> a = self().argument(x);
    std::array<V, 3> p{V(1), V(0), V(0)}, last{V(0), V(0), V(0)};  // p, p', p''
    V first(0), second(0);
    for (int k = 1; k <= degree_; ++k) {
      const T* const step = step_to(k, table);
      const V alpha(step[0]), minus_gamma(step[1]), c(step[2]), at = alpha * a.t;
      const std::array<V, 3> next{
          mul_add(at, p[0], minus_gamma * last[0]),
          mul_add(at, p[1], mul_add(minus_gamma, last[1], alpha * p[0])),
          mul_add(at, p[2], mul_add(minus_gamma, last[2], V(2) * (alpha * p[1])))};
      last = p;
      p = next;
      first = mul_add(c, p[1], first);
      second = mul_add(c, p[2], second);
    }
    return mul_add(a.second, first, a.first * a.first * second);
  }

  /// The sum at one number, in Unbounded ones.
  template <typename T>
  struct Walk {
    using Terms = std::array<Unbounded, 3>;  // a polynomial of t and its derivatives
    Unbounded t;
    Terms p{Unbounded(1), {}, {}}, last{}, sum;

    Walk() = default;
    Walk(T argument, const T* table) : t(argument), sum{Unbounded(table[1]), {}, {}} {}
    void step(const T* step) {
      const Unbounded alpha(step[0]), minus_gamma(step[1]), c(step[2]), at = alpha * t;
      const Terms next{at * p[0] + minus_gamma * last[0],
                       at * p[1] + minus_gamma * last[1] + alpha * p[0],
                       at * p[2] + minus_gamma * last[2] + Unbounded(2) * alpha * p[1]};
      last = p;
      p = next;
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = sum[i] + c * p[i];
    }
  };
  template <typename V>
  using Walks = std::array<Walk<typename V::Scalar>, static_cast<std::size_t>(V::size)>;
  template <typename V>
  static Walks<V> walks(const V& t, const typename V::Scalar* table) {
    const auto lanes = simd::detail::to_array(t.packet);
    Walks<V> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = Walk<typename V::Scalar>(lanes[i], table);
    return all;
  }
  /// what(walk, lane of a) rounded, in every lane.
  template <typename V, typename What>
  static V gathered(const Walks<V>& walks, const Argument<V>& a, const What& what) {
    using T = typename V::Scalar;
    const auto first = simd::detail::to_array(a.first.packet),
               second = simd::detail::to_array(a.second.packet);
    std::array<T, static_cast<std::size_t>(V::size)> lanes;
    for (std::size_t i = 0; i < lanes.size(); ++i)
      lanes[i] = what(walks[i], Unbounded(first[i]), Unbounded(second[i])).template rounded<T>();
    return math::nan_as(a.t, V::of(simd::detail::to_packet<typename V::Packet>(lanes)));
  }

  // Near lanes have the same bits as anywhere.
  template <typename V, typename T, typename Sums>
  EIGENACT_NOINLINE ValueAndSlope<V> far_jet(const V x, const T* table, const Sums sums) const {
    const auto nearby = math::abs(x) <= V(table[0]);
    const Argument<V> a = self().argument(x);
    Walks<V> far_out = walks(a.t, table);
    const auto usual = near_jet(V(select(nearby, x, V(0))), table, [&](int k, const V& p) {
      if (k > 0)
        for (auto& walk : far_out) walk.step(step_to(k, table));
      sums(k, select(nearby, p,
                     gathered(far_out, a, [](const auto& w, auto&&...) { return w.p[0]; })));
    });
    const V value = gathered(far_out, a, [](const auto& w, auto&&...) { return w.sum[0]; });
    const V slope = gathered(
        far_out, a, [](const auto& w, const auto& first, auto&&) { return first * w.sum[1]; });
    return {select(nearby, usual.value, value), select(nearby, usual.derivative, slope)};
  }
  template <typename V, typename T>
  EIGENACT_NOINLINE V far_second_derivative(const V x, const T* table) const {
    const auto nearby = math::abs(x) <= V(table[0]);
    const Argument<V> a = self().argument(x);
    Walks<V> far_out = walks(a.t, table);
    for (int k = 1; k <= degree_; ++k)
      for (auto& walk : far_out) walk.step(step_to(k, table));
    const V bend = gathered(far_out, a, [](const auto& w, const auto& first, const auto& second) {
      return second * w.sum[1] + first * first * w.sum[2];
    });
    return select(nearby, near_second_derivative(V(select(nearby, x, V(0))), table), bend);
  }

  int degree_;
};

}  // namespace eigenact::core

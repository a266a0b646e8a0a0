// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/core/expansion.hpp>

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
/// and argument_text() for t.
/// Error of float (Fast): about degree^2 + 2 units of 2^-24 at most, relative to the sum of the
/// magnitudes of the terms.
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

  // c_0, then for k = 1, 2, ...: alpha, -gamma of the step to p_k, c_k
  int table_size() const { return 1 + 3 * degree_; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    table[0] = static_cast<T>(p[0]);
    for (int k = 0; k < degree_; ++k) {
      const Recurrence r = Formula::recurrence(k);
      table[1 + 3 * k] = static_cast<T>(r.alpha);
      table[2 + 3 * k] = static_cast<T>(-r.gamma);
      table[3 + 3 * k] = static_cast<T>(p[k + 1]);
    }
  }

  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    const Argument<V> a = self().argument(x);
    V p(1), last(0), slope(0), last_slope(0), value(table[0]), derivative(0);
    sums(0, p);
    for (int k = 1; k <= degree_; ++k) {
      const T* const step = table + 3 * k - 2;
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
    return {math::nan_as(x, value), a.first * derivative};
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    const Argument<V> a = self().argument(x);
    std::array<V, 3> p{V(1), V(0), V(0)}, last{V(0), V(0), V(0)};  // p, p', p''
    V first(0), second(0);
    for (int k = 1; k <= degree_; ++k) {
      const T* const step = table + 3 * k - 2;
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
  const Formula& self() const { return static_cast<const Formula&>(*this); }

  int degree_;
};

}  // namespace eigenact::core

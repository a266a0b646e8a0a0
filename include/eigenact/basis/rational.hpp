// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>

namespace eigenact {

/// The denominator Q of Rational. None of them has a pole.
enum class RationalKind {
  A,  ///< 1 + |b_1 x + b_2 x^2 + ...|
  B,  ///< 1 + |b_1 x| + |b_2 x^2| + ...
  C,  ///< 0.1 + |b_0 + b_1 x + ...|
  D   ///< that of B, to be trained with_noise()
};

namespace formula {

/// A rational function with trained coefficients (Pade activation unit):
/// (a_0 + a_1 x + ...) / Q(x), Q as RationalKind tells.
/// Error of float (Fast): a unit of 2^-24 for every degree, relative to the sum of the magnitudes
/// of the numerator's terms over Q, and to f times those of the denominator. Where a power of x
/// overflows (|x| above 2^(100 / degree) in float, 2^(900 / degree) in double) the registers of
/// long double take over; infinities count as the largest number. The derivative of |u| at u = 0
/// counts as 0. Parameters: all a, all b. They start as a fit to LeakyReLU.
/// Source: Molina, Schramowski & Kersting 2020, arXiv:1907.06732; Boulle, Nakatsukasa & Townsend
/// 2020, arXiv:2004.01902.
class Rational : public core::Basis<Rational> {
 public:
  static constexpr Facts facts = Facts("rational")
                                     .formula("(sum of a_j * x^j) / (1 + abs(sum of b_k * x^k))")
                                     .reference(
                                         "Molina, Schramowski & Kersting 2020, "
                                         "arXiv:1907.06732")
                                     .also_called("pau, pade activation unit");

  /// @param numerator    its degree, 0 to 15
  /// @param denominator  its degree, 1 to 15
  explicit Rational(int numerator = 5, int denominator = 4, RationalKind kind = RationalKind::A)
      : numerator_(core::checked_size(facts.name(), "the degree of the numerator", numerator, 0,
                                      kHighestDegree)),
        denominator_(core::checked_size(facts.name(), "the degree of the denominator", denominator,
                                        1, kHighestDegree)),
        kind_(kind),
        is_termwise_(kind == RationalKind::B || kind == RationalKind::D),
        is_usual_(numerator <= kUsualNumerator && denominator <= kUsualDenominator),
        denominators_(kFirst + (std::max)(numerator, kUsualNumerator) + 1) {}

  /// One of each kind.
  static std::vector<Rational> examples() {
    return {Rational(5, 4), Rational(3, 2, RationalKind::B), Rational(5, 4, RationalKind::C),
            Rational(2, 3, RationalKind::D)};
  }

  int numerator() const { return numerator_; }
  int denominator() const { return denominator_; }
  RationalKind kind() const { return kind_; }
  int parameter_count() const { return numerator_ + 1 + denominator_ + 1 - first(); }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    core::append_names(names, "a", 0, numerator_);
    core::append_names(names, "b", first(), denominator_);
    return names;
  }
  std::string text() const {
    const auto sum = [](const std::string& prefix, int from, int to, bool each) {
      std::string terms;
      for (int i = from; i <= to; ++i) {
        const std::string n = std::to_string(i), power = i == 0   ? ""
                                                         : i == 1 ? " * x"
                                                                  : " * x^" + n;
        const std::string term = prefix + n + power;
        terms += (i > from ? " + " : "") + (each ? "abs(" + term + ")" : term);
      }
      return terms;
    };
    const std::string terms = sum("b", first(), denominator_, is_termwise_);
    return "(" + sum("a", 0, numerator_, false) + ") / (" +
           (kind_ == RationalKind::C ? "0.1" : "1") + " + " +
           (is_termwise_ ? terms : "abs(" + terms + ")") + ")";
  }

  // A template, so that only its users compile the fit.
  template <typename Fit = core::ExpansionFit<Rational>>
  Eigen::ArrayXd initial() const {
    constexpr double slope = 0.01;  // of LeakyReLU, the start that the paper recommends
    Eigen::ArrayXd start = Eigen::ArrayXd::Zero(parameter_count());
    if (kind_ == RationalKind::C) start(numerator_ + 1) = 1;
    for (int k = 2; k <= denominator_; k += 2) start(numerator_ + 1 + k - first()) = 1;
    return Fit(
               *this, start, [](double x) { return x < 0 ? slope * x : x; }, -3, 3)
        .parameters();
  }

  // the reach, the base of Q, then all a, then all b from b_0 on, as they are multiplied; zeros up
  // to the usual degrees
  int table_size() const { return denominators_ + (std::max)(denominator_, kUsualDenominator) + 1; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    const int highest = std::max({numerator_, denominator_, 1});
    table[0] = static_cast<T>(std::exp2((sizeof(T) == 4 ? 100 : 900) / highest));
    table[1] = static_cast<T>(kind_ == RationalKind::C ? 0.1 : 1);
    std::fill(table + kFirst, table + table_size(), T(0));
    for (int j = 0; j <= numerator_; ++j) table[kFirst + j] = static_cast<T>(p[j]);
    T* const b = table + denominators_;
    for (int k = first(); k <= denominator_; ++k) {
      const double value = p[numerator_ + 1 + k - first()];
      b[k] = static_cast<T>(is_termwise_ ? std::abs(value) : value);
    }
  }

  template <typename V, typename T>
  EIGENACT_INLINE V value(const V& x, const T* table) const {
    if (EIGEN_PREDICT_TRUE(all(math::abs(x) <= V(table[0])))) {
      const V v = denominator_variable(x);
      const T *const a = table + kFirst, *const b = table + denominators_;
      if (EIGEN_PREDICT_TRUE(is_usual_))
        return horner(x, a, kUsualNumerator) /
               (V(table[1]) + math::abs(horner(v, b, kUsualDenominator)));
      return horner(x, a, numerator_) / (V(table[1]) + math::abs(horner(v, b, denominator_)));
    }
    return far_jet(x, table, core::NoSums()).value;
  }
  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    if (EIGEN_PREDICT_TRUE(all(math::abs(x) <= V(table[0])))) {
      const auto y = quotient(x, table);
      for_each_slope(x, y, sums);
      return {y.value, y.first};
    }
    return far_jet(x, table, sums);
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    if (EIGEN_PREDICT_TRUE(all(math::abs(x) <= V(table[0])))) return quotient(x, table).second();
    return in_lanes(x, table, [](const auto& y) { return y.second(); });
  }

  void finish(const double* p, const double* sums, double* gradients) const {
    for (int i = 0; i < parameter_count(); ++i)
      gradients[i] = is_termwise_ && i > numerator_ ? sums[i] * sign(p[i]) : sums[i];
  }

 private:
  static constexpr int kHighestDegree = 15;  // x^15 of a double is in the range of long double
  static constexpr int kFirst = 2;
  // Up to these degrees the compiler knows how many steps there are.
  static constexpr int kUsualNumerator = 5, kUsualDenominator = 4;

  int first() const { return kind_ == RationalKind::C ? 0 : 1; }
  static double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
  template <typename V>
  static EIGENACT_INLINE V sign_of(const V& x) {
    return select(x > V(0), V(1), select(x < V(0), V(-1), V(0)));
  }
  template <typename V>
  EIGENACT_INLINE V denominator_variable(const V& x) const {
    return is_termwise_ ? math::abs(x) : x;
  }

  template <typename V, typename T>
  static EIGENACT_INLINE V horner(const V& x, const T* c, int degree) {
    V sum(c[degree]);
    for (int i = degree - 1; i >= 0; --i) sum = mul_add(sum, x, V(c[i]));
    return sum;
  }

  // A polynomial, its derivative and half its second one.
  template <typename V>
  struct Taylor {
    V value, first, half_second;
    template <typename T>
    EIGENACT_INLINE Taylor(const V& x, const T* c, int degree)
        : value(c[degree]), first(0), half_second(0) {
      for (int i = degree - 1; i >= 0; --i) {
        half_second = mul_add(half_second, x, first);
        first = mul_add(first, x, value);
        value = mul_add(value, x, V(c[i]));
      }
    }
  };
  // f = P / Q, f' = (P' - f Q') / Q, f'' = (P'' - 2 f' Q' - f Q'') / Q
  template <typename V>
  struct Quotient {
    Taylor<V> p, q;
    V bend, slope, inverse, value, first;  // Q = base + |q|: Q' = slope q', Q'' = bend q''
    EIGENACT_INLINE V second() const {
      const V sum = p.half_second - value * (bend * q.half_second) - first * (slope * q.first);
      return (sum + sum) * inverse;
    }
  };
  template <typename V, typename T>
  EIGENACT_INLINE Quotient<V> quotient(const V& x, const T* table) const {
    Quotient<V> y{{x, table + kFirst, numerator_},
                  {denominator_variable(x), table + denominators_, denominator_},
                  V(1),
                  V(0),
                  V(0),
                  V(0),
                  V(0)};
    y.bend = is_termwise_ ? V(1) : sign_of(y.q.value);
    y.slope = is_termwise_ ? sign_of(x) : y.bend;
    const V q = V(table[1]) + math::abs(y.q.value);
    y.inverse = V(1) / q;
    y.value = y.p.value / q;
    y.first = (y.p.first - y.value * (y.slope * y.q.first)) / q;
    return y;
  }
  template <typename V, typename Sums>
  EIGENACT_INLINE void for_each_slope(const V& x, const Quotient<V>& y, const Sums& sums) const {
    V power = y.inverse;
    for (int j = 0; j <= numerator_; ++j) {
      sums(j, power);
      power = power * x;
    }
    const V variable = denominator_variable(x);
    power = -(y.value * y.bend) * y.inverse;
    if (first() == 1) power = power * variable;
    for (int i = numerator_ + 1; i < parameter_count(); ++i) {
      sums(i, power);
      power = power * variable;
    }
  }

  // what(quotient) in long double, lane by lane.
  template <typename V, typename T, typename What>
  EIGENACT_NOINLINE V in_lanes(const V x, const T* table, const What& what) const {
    using Wide = Number<long double>;
    constexpr auto largest = std::numeric_limits<T>::max();
    return V::of(simd::for_each_lane(x.packet, [&](T lane) {
      const T limited = lane > largest ? largest : lane < -largest ? -largest : lane;
      return static_cast<T>(what(quotient(Wide(static_cast<long double>(limited)), table)).value);
    }));
  }
  // Lanes within reach have the same bits as anywhere.
  template <typename V, typename T, typename Sums>
  EIGENACT_NOINLINE ValueAndSlope<V> far_jet(const V x, const T* table, const Sums& sums) const {
    const auto nearby = math::abs(x) <= V(table[0]);
    const V limited = select(nearby, x, V(0));
    const auto usual = quotient(limited, table);
    const auto wide = [&](const auto& what) { return in_lanes(x, table, what); };
    Quotient<V> y = usual;
    y.value = select(nearby, usual.value, wide([](const auto& q) { return q.value; }));
    y.first = select(nearby, usual.first, wide([](const auto& q) { return q.first; }));
    for_each_slope(limited, y, [&](int i, const V& slope) {
      const int power = i <= numerator_ ? i : i - numerator_ - 1 + first();
      const V far_out = wide([&](const auto& q) {
        using Wide = std::decay_t<decltype(q.value)>;
        return i <= numerator_ ? q.inverse : Wide(-(q.value * q.bend) * q.inverse);
      });
      V weight = far_out;
      for (int j = 0; j < power; ++j)
        weight = weight * (i <= numerator_ ? x : denominator_variable(x));
      sums(i, select(nearby, slope, weight));
    });
    return {y.value, y.first};
  }

  int numerator_, denominator_;
  RationalKind kind_;
  bool is_termwise_, is_usual_;
  int denominators_;  // where they begin in the table
};

}  // namespace formula
}  // namespace eigenact

EIGENACT_BASIS(Rational);

namespace eigenact {

/// A rational function whose coefficients are each multiplied by a number uniform in [1 - spread,
/// 1 + spread): what a training step of RationalKind::D sees.
/// @throws std::invalid_argument unless 0 <= spread < 1.
template <typename Scalar, typename Accuracy>
Rational<Scalar, Accuracy> with_noise(const Rational<Scalar, Accuracy>& f, core::Seed seed,
                                      double spread = 0.1) {
  if (!(spread >= 0 && spread < 1))
    core::reject("rational",
                 "the spread of the noise must be in [0, 1), got " + std::to_string(spread));
  core::Draws random(seed);
  Eigen::ArrayXd p = f.parameters().template cast<double>();
  for (Eigen::Index i = 0; i < p.size(); ++i) p(i) *= 1 + spread * (2 * random.uniform() - 1);
  return Rational<Scalar, Accuracy>(f.structure(), p);
}

}  // namespace eigenact

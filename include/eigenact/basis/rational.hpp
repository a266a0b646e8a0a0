// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>
#include <eigenact/core/taylor.hpp>
#include <eigenact/core/unbounded.hpp>

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
/// of the numerator's terms over Q, and to f times those of the denominator. Where powers of x may
/// overflow (above 2^(100 / degree) in float, 2^(900 / degree) in double) Unbounded numbers take
/// over; at infinity f, f', f'' and the gradients are their limits. The derivative of |u| at u = 0
/// counts as 0. Of f'' there the terms cancel: with coefficients at both ends of the range of
/// double it may have no digit. Parameters: all a, all b. They start as a fit to LeakyReLU. Source:
/// Molina, Schramowski & Kersting 2020, arXiv:1907.06732; Boulle, Nakatsukasa & Townsend 2020,
/// arXiv:2004.01902.
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
      : numerator_(checked_degree("numerator", numerator, 0)),
        denominator_(checked_degree("denominator", denominator, 1)),
        kind_(kind),
        is_termwise_(kind == RationalKind::B || kind == RationalKind::D),
        is_usual_(numerator <= kUsualNumerator && denominator <= kUsualDenominator),
        denominators_(kFirst + (std::max)(numerator, kUsualNumerator) + 1) {}

  static std::vector<Rational> examples() {
    return {Rational(5, 4), Rational(3, 2, RationalKind::B), Rational(5, 4, RationalKind::C),
            Rational(2, 3, RationalKind::D)};
  }

  int numerator() const { return numerator_; }
  int denominator() const { return denominator_; }
  RationalKind kind() const { return kind_; }
  static constexpr bool spreads_nan = true;
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
    table[0] = static_cast<T>(reach(p, sizeof(T) == 4 ? 100 : 900));
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
    return far_second_derivative(x, table);
  }

  void finish(const double* p, const double* sums, double* gradients) const {
    const double none = core::nan_as(sums[0], 0);  // NaN where all are
    for (int i = 0; i < parameter_count(); ++i) {
      const bool is_absolute = is_termwise_ && i > numerator_;
      gradients[i] = !is_absolute || p[i] > 0 ? sums[i] : p[i] < 0 ? -sums[i] : none;
    }
  }

 private:
  using Far = Number<core::Unbounded>;
  static constexpr int kHighestDegree = 15, kFirst = 2;
  // up to these degrees the compiler knows how many steps there are
  static constexpr int kUsualNumerator = 5, kUsualDenominator = 4;

  static int checked_degree(const char* of, int degree, int lowest) {
    return core::checked_size(facts.name(), (std::string("the degree of the ") + of).c_str(),
                              degree, lowest, kHighestDegree);
  }
  int first() const { return kind_ == RationalKind::C ? 0 : 1; }
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

  // f = P / Q, f' = (P' - f Q') / Q, f'' = (P'' - 2 f' Q' - f Q'') / Q
  template <typename V>
  struct Quotient {
    core::Taylor<V> p, q;
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

  // The |x| up to which its powers stay below 2^room and the terms below 2^(room + 20).
  double reach(const double* p, int room) const {
    double reach = std::exp2(room / std::max({numerator_, denominator_, 1}));
    for (int i = 0; i < parameter_count(); ++i) {
      const int power = i <= numerator_ ? i : i - numerator_ - 1 + first();
      const double left = room + 20 - std::log2((std::max)(1.0, std::abs(p[i])));
      if (left < 0) return -1;
      if (power > 0) reach = (std::min)(reach, std::exp2(left / power));
    }
    return reach;
  }

  // what(quotient) in Unbounded numbers, lane by lane.
  template <typename V, typename T, typename What>
  EIGENACT_NOINLINE V in_lanes(const V x, const T* table, const What& what) const {
    return math::nan_as(
        x, V::of(simd::for_each_lane(x.packet, [&](T lane) {
          const Far far_out{core::Unbounded(lane)};
          return what(far_out, quotient(far_out, table)).value.template rounded<T>();
        })));
  }
  // Lanes within reach have the same bits as anywhere.
  template <typename V, typename T, typename Sums>
  EIGENACT_NOINLINE ValueAndSlope<V> far_jet(const V x, const T* table, const Sums sums) const {
    const auto nearby = math::abs(x) <= V(table[0]);
    const V limited = select(nearby, x, V(0));
    const auto y = quotient(limited, table);
    const auto with_far = [&](const V& usual, const auto& what) {
      return select(nearby, usual, in_lanes(x, table, what));
    };
    for_each_slope(limited, y, [&](int i, const V& slope) {
      sums(i, with_far(slope, [&](const Far& far_out, const Quotient<Far>& q) {
             Far wanted(0);
             for_each_slope(far_out, q, [&](int j, const Far& other) {
               if (i == j) wanted = other;
             });
             return wanted;
           }));
    });
    return {with_far(y.value, [](const Far&, const Quotient<Far>& q) { return q.value; }),
            with_far(y.first, [](const Far&, const Quotient<Far>& q) { return q.first; })};
  }
  template <typename V, typename T>
  EIGENACT_NOINLINE V far_second_derivative(const V x, const T* table) const {
    const auto nearby = math::abs(x) <= V(table[0]);
    const auto second = [](const Far&, const Quotient<Far>& q) { return q.second(); };
    return select(nearby, quotient(V(select(nearby, x, V(0))), table).second(),
                  in_lanes(x, table, second));
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
  if (!core::is_at_most(0, spread) || spread >= 1)
    core::reject("rational",
                 "the spread of the noise must be in [0, 1), got " + std::to_string(spread));
  core::Draws random(seed);
  Eigen::ArrayXd p = f.parameters().template cast<double>();
  for (Eigen::Index i = 0; i < p.size(); ++i) p(i) *= 1 + spread * (2 * random.uniform() - 1);
  return Rational<Scalar, Accuracy>(f.structure(), p);
}

}  // namespace eigenact

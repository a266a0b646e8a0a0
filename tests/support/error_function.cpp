// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "error_function.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "tracked.hpp"

namespace eigenact_test {
namespace {

// Covers the rounding of x^2 up to x = 256 (16 bits), of the sum, and the truncation.
constexpr long kGuardBits = 64;

/// The trapezoidal rule for the integral of exp(-t^2) / (t^2 + x^2) over the real line, which is
/// pi / x exp(x^2) erfc(x), with the residue at the pole t = i x where x < pi / h:
///   erfc(x) = h x / pi exp(-x^2) (1 / x^2 + 2 sum_n exp(-(n h)^2) / ((n h)^2 + x^2))
///             - [x < pi / h] 2 / (exp(2 pi x / h) - 1).
/// The relative error is about exp(-pi^2 / h^2). Near a point evaluated before, as the points of a
/// difference are, its Taylor series.
/// Source: Matta & Reichel 1971, "Uniform computation of the error function and other related
/// functions", Mathematics of Computation 25, 339-344.
class TrapezoidalErfc {
 public:
  explicit TrapezoidalErfc(long bits)
      : bits_(bits + kGuardBits),
        square_(bits_),
        sum_(bits_),
        term_(bits_),
        factor_(bits_),
        slope_(bits_) {
    constexpr double pi = 3.14159265358979;
    const double exponent = static_cast<double>(bits_) * std::log(2.0);
    // A step with few bits, so that (n h)^2 is exact.
    step_ = std::floor(pi / std::sqrt(exponent) * 128) / 128;
    for (int n = 1; n * n * step_ * step_ < exponent; ++n) {
      // Beside 1 / x^2 the first bits of a small weight are enough.
      const double binade = n * n * step_ * step_ / std::log(2.0);
      weights_.push_back(
          std::make_unique<Tracked>(std::max(bits_ - static_cast<long>(binade), kGuardBits)));
      mpfr_set_d(weights_.back()->value, -n * n * step_ * step_, MPFR_RNDN);
      mpfr_exp(weights_.back()->value, weights_.back()->value, MPFR_RNDN);
    }
    mpfr_const_pi(slope_.value, MPFR_RNDN);
    mpfr_rec_sqrt(slope_.value, slope_.value, MPFR_RNDN);
    mpfr_mul_2ui(slope_.value, slope_.value, 1, MPFR_RNDN);
  }

  /// For 1/2 <= x <= 256.
  void evaluate(mpfr_ptr result, mpfr_srcptr x) {
    for (Centre& centre : centres_) {
      if (centre.is_near(x)) return expand(result, centre);
    }
    Centre& centre = centres_[next_];
    next_ = (next_ + 1) % centres_.size();
    centre.start(x, bits_);
    mpfr_sqr(square_.value, x, MPFR_RNDN);
    sum_up();
    mpfr_neg(term_.value, square_.value, MPFR_RNDN);
    mpfr_exp(term_.value, term_.value, MPFR_RNDN);
    mpfr_mul(centre.slope.value, term_.value, slope_.value, MPFR_RNDN);
    mpfr_mul(sum_.value, sum_.value, term_.value, MPFR_RNDN);
    mpfr_mul(sum_.value, sum_.value, x, MPFR_RNDN);
    mpfr_mul_d(sum_.value, sum_.value, step_, MPFR_RNDN);
    mpfr_const_pi(factor_.value, MPFR_RNDN);
    mpfr_div(sum_.value, sum_.value, factor_.value, MPFR_RNDN);
    mpfr_div_d(factor_.value, factor_.value, step_, MPFR_RNDN);
    if (mpfr_less_p(x, factor_.value)) subtract_residue(x);
    mpfr_set(centre.erfc.value, sum_.value, MPFR_RNDN);
    mpfr_set(result, sum_.value, MPFR_RNDN);
  }

 private:
  /// A point evaluated by the rule.
  struct Centre {
    Tracked x{64}, erfc{64}, slope{64}, distance{64};  ///< slope: 2 / sqrt(pi) exp(-x^2)

    void start(mpfr_srcptr new_x, long bits) {
      mpfr_set_prec(x.value, mpfr_get_prec(new_x));
      mpfr_set(x.value, new_x, MPFR_RNDN);
      mpfr_set_prec(erfc.value, bits);
      mpfr_set_prec(slope.value, bits);
    }

    /// Computes `distance`, which is exact where the two are near: within 2^-24 of x.
    bool is_near(mpfr_srcptr other) {
      if (mpfr_nan_p(x.value) || mpfr_get_exp(x.value) != mpfr_get_exp(other)) return false;
      mpfr_set_prec(distance.value, std::max(mpfr_get_prec(x.value), mpfr_get_prec(other)));
      mpfr_sub(distance.value, other, x.value, MPFR_RNDN);
      constexpr long near_binades = 24;
      return mpfr_zero_p(distance.value) ||
             mpfr_get_exp(distance.value) < mpfr_get_exp(x.value) - near_binades;
    }
  };

  /// erfc(c + d) = erfc(c) - sum a_n d^(n + 1) / (n + 1), where a_0 is the slope at the centre c
  /// and (n + 1) a_(n + 1) = -2 c a_n - 2 a_(n - 1). term_ is a_n d^n, factor_ the one before times
  /// d.
  void expand(mpfr_ptr result, const Centre& centre) {
    mpfr_srcptr c = centre.x.value;
    mpfr_srcptr d = centre.distance.value;
    mpfr_set(sum_.value, centre.erfc.value, MPFR_RNDN);
    mpfr_set(term_.value, centre.slope.value, MPFR_RNDN);
    mpfr_set_zero(factor_.value, 1);
    const long last = mpfr_get_exp(centre.erfc.value) - bits_;
    int negligible = 0;  // terms in a row: one alone may be small by chance
    for (unsigned long n = 0;; ++n) {
      mpfr_mul(term_.value, term_.value, d, MPFR_RNDN);  // a_n d^(n + 1)
      mpfr_div_ui(square_.value, term_.value, n + 1, MPFR_RNDN);
      negligible = exponent_of(square_.value) < last ? negligible + 1 : 0;
      if (negligible == 2) break;
      mpfr_sub(sum_.value, sum_.value, square_.value, MPFR_RNDN);
      mpfr_mul(factor_.value, factor_.value, d, MPFR_RNDN);
      mpfr_fma(factor_.value, term_.value, c, factor_.value, MPFR_RNDN);
      mpfr_mul_2ui(factor_.value, factor_.value, 1, MPFR_RNDN);
      mpfr_div_ui(factor_.value, factor_.value, n + 1, MPFR_RNDN);
      mpfr_neg(factor_.value, factor_.value, MPFR_RNDN);
      mpfr_swap(factor_.value, term_.value);  // a_(n + 1) d^(n + 1), and a_n d^(n + 1)
    }
    mpfr_set(result, sum_.value, MPFR_RNDN);
  }

  /// sum_ = 1 / x^2 + 2 sum_n ...
  void sum_up() {
    mpfr_set_zero(sum_.value, 1);
    for (std::size_t i = weights_.size(); i-- > 0;) {
      const auto n = static_cast<double>(i + 1);
      mpfr_set_prec(term_.value, mpfr_get_prec(weights_[i]->value));
      mpfr_add_d(term_.value, square_.value, n * n * step_ * step_, MPFR_RNDN);
      mpfr_div(term_.value, weights_[i]->value, term_.value, MPFR_RNDN);
      mpfr_add(sum_.value, sum_.value, term_.value, MPFR_RNDN);
    }
    mpfr_set_prec(term_.value, bits_);
    mpfr_mul_2ui(sum_.value, sum_.value, 1, MPFR_RNDN);
    mpfr_ui_div(term_.value, 1, square_.value, MPFR_RNDN);
    mpfr_add(sum_.value, sum_.value, term_.value, MPFR_RNDN);
  }

  /// factor_ is pi / h.
  void subtract_residue(mpfr_srcptr x) {
    mpfr_mul(factor_.value, factor_.value, x, MPFR_RNDN);
    mpfr_mul_2ui(factor_.value, factor_.value, 1, MPFR_RNDN);
    mpfr_expm1(factor_.value, factor_.value, MPFR_RNDN);
    mpfr_ui_div(factor_.value, 2, factor_.value, MPFR_RNDN);
    mpfr_sub(sum_.value, sum_.value, factor_.value, MPFR_RNDN);
  }

  long bits_;
  double step_;
  std::vector<std::unique_ptr<Tracked>> weights_;
  Tracked square_, sum_, term_, factor_, slope_;
  std::array<Centre, 4> centres_;  ///< a formula may have more than one erf
  std::size_t next_ = 0;
};

TrapezoidalErfc& trapezoidal_erfc(long bits) {
  thread_local std::map<long, std::unique_ptr<TrapezoidalErfc>> cache;
  std::unique_ptr<TrapezoidalErfc>& entry = cache[bits];
  if (!entry) entry = std::make_unique<TrapezoidalErfc>(bits);
  return *entry;
}

bool is_slow_in_mpfr(mpfr_srcptr x) {
  return mpfr_regular_p(x) && mpfr_get_exp(x) >= 0 && mpfr_get_exp(x) <= 8;
}

}  // namespace

void fast_erfc(mpfr_ptr result, mpfr_srcptr x) {
  if (mpfr_sgn(x) <= 0 && !mpfr_nan_p(x)) {
    fast_erf(result, x);
    mpfr_ui_sub(result, 1, result, MPFR_RNDN);
  } else if (is_slow_in_mpfr(x)) {
    trapezoidal_erfc(mpfr_get_prec(result)).evaluate(result, x);
  } else {
    mpfr_erfc(result, x, MPFR_RNDN);
  }
}

void fast_erf(mpfr_ptr result, mpfr_srcptr x) {
  const double approximate = mpfr_get_d(x, MPFR_RNDN);
  const auto bits = static_cast<double>(mpfr_get_prec(result));
  // exp(-x^2) far below the last bit: MPFR returns the neighbour of 1 at once.
  const bool saturated = approximate * approximate > bits * 0.7 + 10;
  if (!is_slow_in_mpfr(x) || saturated) {
    mpfr_erf(result, x, MPFR_RNDN);
    return;
  }
  Tracked magnitude(mpfr_get_prec(x));
  mpfr_abs(magnitude.value, x, MPFR_RNDN);
  trapezoidal_erfc(mpfr_get_prec(result)).evaluate(result, magnitude.value);
  mpfr_ui_sub(result, 1, result, MPFR_RNDN);
  if (mpfr_signbit(x)) mpfr_neg(result, result, MPFR_RNDN);
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "error_function.hpp"

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
/// The relative error is about exp(-pi^2 / h^2).
/// Source: Matta & Reichel 1971, "Uniform computation of the error function and other related
/// functions", Mathematics of Computation 25, 339-344.
class TrapezoidalErfc {
 public:
  explicit TrapezoidalErfc(long bits)
      : bits_(bits + kGuardBits), square_(bits_), sum_(bits_), term_(bits_), factor_(bits_) {
    constexpr double pi = 3.14159265358979;
    const double exponent = static_cast<double>(bits_) * std::log(2.0);
    // A step with few bits, so that (n h)^2 is exact.
    step_ = std::floor(pi / std::sqrt(exponent) * 128) / 128;
    for (int n = 1; n * n * step_ * step_ < exponent; ++n) {
      weights_.push_back(std::make_unique<Tracked>(bits_));
      mpfr_set_d(weights_.back()->value, -n * n * step_ * step_, MPFR_RNDN);
      mpfr_exp(weights_.back()->value, weights_.back()->value, MPFR_RNDN);
    }
  }

  /// For 1/2 <= x <= 256.
  void evaluate(mpfr_ptr result, mpfr_srcptr x) {
    mpfr_sqr(square_.value, x, MPFR_RNDN);
    sum_up();
    mpfr_neg(term_.value, square_.value, MPFR_RNDN);
    mpfr_exp(term_.value, term_.value, MPFR_RNDN);
    mpfr_mul(sum_.value, sum_.value, term_.value, MPFR_RNDN);
    mpfr_mul(sum_.value, sum_.value, x, MPFR_RNDN);
    mpfr_mul_d(sum_.value, sum_.value, step_, MPFR_RNDN);
    mpfr_const_pi(factor_.value, MPFR_RNDN);
    mpfr_div(sum_.value, sum_.value, factor_.value, MPFR_RNDN);
    mpfr_div_d(factor_.value, factor_.value, step_, MPFR_RNDN);
    if (mpfr_less_p(x, factor_.value)) subtract_residue(x);
    mpfr_set(result, sum_.value, MPFR_RNDN);
  }

 private:
  /// sum_ = 1 / x^2 + 2 sum_n ...
  void sum_up() {
    mpfr_set_zero(sum_.value, 1);
    for (std::size_t i = weights_.size(); i-- > 0;) {
      const auto n = static_cast<double>(i + 1);
      mpfr_add_d(term_.value, square_.value, n * n * step_ * step_, MPFR_RNDN);
      mpfr_div(term_.value, weights_[i]->value, term_.value, MPFR_RNDN);
      mpfr_add(sum_.value, sum_.value, term_.value, MPFR_RNDN);
    }
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
  Tracked square_, sum_, term_, factor_;
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

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <mpfr.h>

#include <algorithm>
#include <cmath>

#include "reference.hpp"

namespace eigenact_test {

/// A number of 240 bits of MPFR with operators, for references that no formula text can express.
class Real {
 public:
  Real(double x = 0) {
    mpfr_init2(value_, 240);
    mpfr_set_d(value_, x, MPFR_RNDN);
  }
  explicit Real(mpfr_srcptr x) : Real() { mpfr_set(value_, x, MPFR_RNDN); }
  Real(const Real& x) : Real() { mpfr_set(value_, x.value_, MPFR_RNDN); }
  Real& operator=(const Real& x) {
    mpfr_set(value_, x.value_, MPFR_RNDN);
    return *this;
  }
  ~Real() { mpfr_clear(value_); }

  friend Real operator+(const Real& a, const Real& b) { return of(mpfr_add, a, b); }
  friend Real operator-(const Real& a, const Real& b) { return of(mpfr_sub, a, b); }
  friend Real operator*(const Real& a, const Real& b) { return of(mpfr_mul, a, b); }
  friend Real operator/(const Real& a, const Real& b) { return of(mpfr_div, a, b); }
  friend Real operator-(const Real& a) { return Real() - a; }
  friend bool operator<(const Real& a, const Real& b) { return mpfr_less_p(a.value_, b.value_); }
  friend Real exp(const Real& a) { return of(mpfr_exp, a); }
  friend Real log(const Real& a) { return of(mpfr_log, a); }
  friend Real log1p(const Real& a) { return of(mpfr_log1p, a); }
  friend Real sqrt(const Real& a) { return of(mpfr_sqrt, a); }

  double to_double() const { return mpfr_get_d(value_, MPFR_RNDN); }
  Reference reference() const {
    if (!mpfr_number_p(value_) || mpfr_zero_p(value_)) return {to_double(), 0, 0};
    long exponent = 0;
    Real scaled = *this;
    const double high = mpfr_get_d_2exp(&exponent, value_, MPFR_RNDN);
    mpfr_mul_2si(scaled.value_, scaled.value_, -exponent, MPFR_RNDN);
    constexpr long beyond = 1L << 30;  // of every Reference
    exponent = std::min(std::max(exponent, -beyond), beyond);
    return make_reference(high, (scaled - Real(high)).to_double(), static_cast<int>(exponent));
  }

 private:
  template <typename Operation, typename... Operands>
  static Real of(const Operation& operation, const Operands&... operands) {
    Real result;
    operation(result.value_, operands.value_..., MPFR_RNDN);
    return result;
  }

  mpfr_t value_;
};

}  // namespace eigenact_test

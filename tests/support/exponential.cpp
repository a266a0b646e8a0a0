// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "exponential.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <memory>

#include "tracked.hpp"

namespace eigenact_test {
namespace {

constexpr long kGuardBits = 32;

constexpr long kMostTerms = 16;

/// Where a function was evaluated, the last four times: a formula may have more than one of a kind.
class Centres {
 public:
  struct Centre {
    explicit Centre(long bits) : x(bits), value(bits) { mpfr_set_zero(value.value, 1); }
    Tracked x, value;
  };

  explicit Centres(long bits) {
    for (std::unique_ptr<Centre>& centre : all_) centre = std::make_unique<Centre>(bits);
  }

  /// One for which is_near(centre), nullptr if there is none.
  template <typename IsNear>
  const Centre* find(const IsNear& is_near) const {
    for (const std::unique_ptr<Centre>& centre : all_)
      if (mpfr_regular_p(centre->value.value) && is_near(*centre)) return centre.get();
    return nullptr;
  }

  /// A new one at x, in the place of the oldest.
  Centre& start(mpfr_srcptr x) {
    Centre& centre = *all_[next_];
    next_ = (next_ + 1) % all_.size();
    mpfr_set_prec(centre.x.value, mpfr_get_prec(x));
    mpfr_set(centre.x.value, x, MPFR_RNDN);
    return centre;
  }

 private:
  std::array<std::unique_ptr<Centre>, 4> all_;
  std::size_t next_ = 0;
};
using Centre = Centres::Centre;

class Exponential {
 public:
  explicit Exponential(long bits)
      : bits_(bits + kGuardBits), distance_(bits_), term_(bits_), sum_(bits_), centres_(bits_) {}

  void evaluate(mpfr_ptr result, mpfr_srcptr x) {
    const Centre* near = centres_.find([&](const Centre& centre) {
      mpfr_sub(distance_.value, x, centre.x.value, MPFR_RNDN);
      return exponent_of(distance_.value) <= -bits_ / kMostTerms;
    });
    if (near != nullptr) {
      expand();
      mpfr_mul(result, sum_.value, near->value.value, MPFR_RNDN);
      return;
    }
    Centre& centre = centres_.start(x);
    mpfr_exp(centre.value.value, x, MPFR_RNDN);
    mpfr_set(result, centre.value.value, MPFR_RNDN);
  }

 private:
  /// sum_ = exp(distance_).
  void expand() {
    mpfr_set_ui(sum_.value, 1, MPFR_RNDN);
    mpfr_set_ui(term_.value, 1, MPFR_RNDN);
    for (unsigned long n = 1;; ++n) {
      mpfr_mul(term_.value, term_.value, distance_.value, MPFR_RNDN);
      if (n > 1) mpfr_div_ui(term_.value, term_.value, n, MPFR_RNDN);
      if (exponent_of(term_.value) < -bits_) return;
      mpfr_add(sum_.value, sum_.value, term_.value, MPFR_RNDN);
    }
  }

  long bits_;
  Tracked distance_, term_, sum_;
  Centres centres_;
};

class Logarithm {
 public:
  explicit Logarithm(long bits)
      : bits_(bits + kGuardBits),
        quotient_(bits_),
        power_(bits_),
        term_(bits_),
        sum_(bits_),
        centres_(bits_) {}

  void evaluate(mpfr_ptr result, mpfr_srcptr x) {
    const Centre* near = centres_.find([&](const Centre& centre) {
      mpfr_sub(quotient_.value, x, centre.x.value, MPFR_RNDN);
      return exponent_of(quotient_.value) <= mpfr_get_exp(x) - bits_ / kMostTerms;
    });
    if (near != nullptr) {
      expand(*near);
      constexpr long lost = 8;  // of the guard bits, where x is near 1
      if (exponent_of(sum_.value) >= mpfr_get_exp(near->value.value) - lost) {
        mpfr_set(result, sum_.value, MPFR_RNDN);
        return;
      }
    }
    Centre& centre = centres_.start(x);
    mpfr_log(centre.value.value, x, MPFR_RNDN);
    mpfr_set(result, centre.value.value, MPFR_RNDN);
  }

 private:
  /// sum_ = log(c) + log(1 + q), where q = (x - c) / c.
  void expand(const Centre& centre) {
    mpfr_div(quotient_.value, quotient_.value, centre.x.value, MPFR_RNDN);
    mpfr_set(sum_.value, centre.value.value, MPFR_RNDN);
    mpfr_set(power_.value, quotient_.value, MPFR_RNDN);
    const long last = mpfr_get_exp(centre.value.value) - bits_;
    for (unsigned long n = 1; exponent_of(power_.value) >= last; ++n) {
      mpfr_div_ui(term_.value, power_.value, n, MPFR_RNDN);
      mpfr_add(sum_.value, sum_.value, term_.value, MPFR_RNDN);
      mpfr_mul(power_.value, power_.value, quotient_.value, MPFR_RNDN);
      mpfr_neg(power_.value, power_.value, MPFR_RNDN);
    }
  }

  long bits_;
  Tracked quotient_, power_, term_, sum_;
  Centres centres_;
};

/// The one for a precision.
template <typename Function>
Function& cached(long bits) {
  thread_local std::map<long, std::unique_ptr<Function>> cache;
  std::unique_ptr<Function>& entry = cache[bits];
  if (!entry) entry = std::make_unique<Function>(bits);
  return *entry;
}

/// Not tiny, where MPFR is fast, and not near overflow.
bool is_ordinary(mpfr_srcptr x, long bits) {
  constexpr long largest_binade = 40;
  return mpfr_regular_p(x) && mpfr_get_exp(x) > -bits / 4 && mpfr_get_exp(x) < largest_binade;
}

/// The precision of exp(x) that leaves `bits` of exp(x) - 1, in steps, for the caches.
long bits_beside_one(mpfr_srcptr x, long bits) {
  constexpr long step = 64;
  return bits + step * (1 + (std::max(-mpfr_get_exp(x), 0L) + step - 1) / step);
}

}  // namespace

int fast_exp(mpfr_ptr result, mpfr_srcptr x) {
  const long bits = mpfr_get_prec(result);
  if (!is_ordinary(x, 4 * bits)) return mpfr_exp(result, x, MPFR_RNDN);
  cached<Exponential>(bits).evaluate(result, x);
  return 1;
}

int fast_expm1(mpfr_ptr result, mpfr_srcptr x) {
  const long bits = mpfr_get_prec(result);
  if (!is_ordinary(x, bits)) return mpfr_expm1(result, x, MPFR_RNDN);
  Tracked power(bits_beside_one(x, bits));
  fast_exp(power.value, x);
  mpfr_sub_ui(result, power.value, 1, MPFR_RNDN);
  return 1;
}

int fast_tanh(mpfr_ptr result, mpfr_srcptr x) {
  const long bits = mpfr_get_prec(result);
  // far from zero MPFR returns the neighbour of 1 at once
  if (!is_ordinary(x, bits) || mpfr_cmpabs_ui(x, static_cast<unsigned long>(bits) / 2) > 0)
    return mpfr_tanh(result, x, MPFR_RNDN);
  Tracked twice(mpfr_get_prec(x)), power(bits_beside_one(x, bits));
  mpfr_mul_2ui(twice.value, x, 1, MPFR_RNDN);
  mpfr_abs(twice.value, twice.value, MPFR_RNDN);
  fast_exp(power.value, twice.value);
  // (exp(2 x) - 1) / (exp(2 x) + 1)
  Tracked numerator(bits + kGuardBits), denominator(bits + kGuardBits);
  mpfr_sub_ui(numerator.value, power.value, 1, MPFR_RNDN);
  mpfr_add_ui(denominator.value, power.value, 1, MPFR_RNDN);
  mpfr_div(result, numerator.value, denominator.value, MPFR_RNDN);
  if (mpfr_signbit(x)) mpfr_neg(result, result, MPFR_RNDN);
  return 1;
}

int fast_log(mpfr_ptr result, mpfr_srcptr x) {
  const bool is_ordinary = mpfr_regular_p(x) && mpfr_sgn(x) > 0 && mpfr_cmp_ui(x, 1) != 0;
  if (!is_ordinary) return mpfr_log(result, x, MPFR_RNDN);
  cached<Logarithm>(mpfr_get_prec(result)).evaluate(result, x);
  return 1;
}

int fast_log1p(mpfr_ptr result, mpfr_srcptr x) {
  const long bits = mpfr_get_prec(result);
  if (!is_ordinary(x, bits) || mpfr_cmp_si(x, -1) <= 0) return mpfr_log1p(result, x, MPFR_RNDN);
  Tracked sum(mpfr_get_prec(x) + std::abs(mpfr_get_exp(x)) + 1);
  mpfr_add_ui(sum.value, x, 1, MPFR_RNDN);  // exact
  return fast_log(result, sum.value);
}

}  // namespace eigenact_test

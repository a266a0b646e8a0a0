// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The arithmetic below the oracle: its error bounds and its own error function.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/differentiator.hpp"
#include "support/error_function.hpp"
#include "support/evaluator.hpp"
#include "support/exponential.hpp"
#include "support/sampling.hpp"

using namespace eigenact_test;

namespace {

/// Whether `coarse` lies within its error bound of `fine`, which has eight times the bits.
bool bound_holds(const Tracked& coarse, const Tracked& fine) {
  if (coarse.error >= kUnknown || mpfr_equal_p(coarse.value, fine.value)) return true;
  if (mpfr_nan_p(fine.value)) return mpfr_nan_p(coarse.value) != 0;
  Tracked difference(1024), bound(64);
  mpfr_sub(difference.value, coarse.value, fine.value, MPFR_RNDN);
  if (mpfr_zero_p(difference.value)) return true;
  return exponent_of(difference.value) <= coarse.error + 1;
}

}  // namespace

TEST_CASE("no result is farther from the exact one than its error bound") {
  const ExponentRange range;
  const std::vector<double> inputs = sample_bit_patterns(Format::float64(), 150, 6);
  // Arguments that are rounded, that cancel, and that do both.
  for (const std::string argument : {"x/3", "(x/3 - 1/7)", "(1/(1 + exp(x)) - 1/3)",
                                     "(1/3 + exp(-abs(x)) - 1/3)", "(exp(x) - 1)"}) {
    for (const char* function :
         {"exp",  "expm1", "log",  "log1p", "tanh",  "sinh",          "cosh",
          "sin",  "cos",   "tan",  "atan",  "asinh", "erf",           "erfc",
          "sqrt", "abs",   "1 - ", "1/",    "2^",    "-1 + exp(-x)*", "log(3)^"}) {
      const std::string formula = std::string(function) + "(" + argument + ")";
      for (const char* outer : {"", "*x", "^3", "/(x/7 - 1/9)"}) {
        Evaluator coarse(formula + outer, {"x"}, {0.0}), fine(formula + outer, {"x"}, {0.0});
        for (double x : inputs) {
          coarse.set(0, x);
          fine.set(0, x);
          INFO(formula + outer << " at x = " << x);
          REQUIRE(bound_holds(coarse.evaluate(128, 1), fine.evaluate(1024, 1)));
        }
      }
    }
  }
}

namespace {

const std::vector<std::string> kSmooth = {"exp",  "expm1", "log",  "log1p", "tanh", "sinh",
                                          "cosh", "sin",   "cos",  "tan",   "atan", "asinh",
                                          "erf",  "erfc",  "sqrt", "1/",    "2^",   "(1 + x^2)^"};

constexpr long kNoise = -1000;  ///< the rounding errors of a difference() are below 2^kNoise

/// The derivative of the given order as a central difference with 2048 bits and the step 2^-300
/// |x|.
void difference(Evaluator& evaluator, double x, int order, Tracked& result) {
  constexpr long bits = 2048;
  const int step = std::ilogb(x) - 300;
  Tracked sum(bits);
  for (int sign : {1, -1, 0}) {
    evaluator.set(0, x, sign, step);
    const Tracked& y = evaluator.evaluate(bits, 1);
    if (order == 2) mpfr_mul_si(sum.value, y.value, sign == 0 ? -2 : 1, MPFR_RNDN);
    if (order == 1) mpfr_mul_si(sum.value, y.value, sign, MPFR_RNDN);
    mpfr_add(result.value, result.value, sum.value, MPFR_RNDN);
  }
  mpfr_mul_2si(result.value, result.value, order == 1 ? -step - 1 : -2L * step, MPFR_RNDN);
}

}  // namespace

TEST_CASE("the rules of calculus give what differences tend to, within their bounds") {
  const ExponentRange range;
  const double inputs[] = {-7.3, -1.25, -0.6, -0.01, 3e-6, 0.3, 0.9, 1.5, 4.75, 11.1};
  for (const std::string argument : {"x/3", "(x/3 + 9)^2", "(2 - 1/(1 + exp(x)))", "-x*abs(x)"}) {
    for (const std::string& function : kSmooth) {
      for (const char* outer : {"", "*x", "/(x + 17)", "^3", "- x"}) {
        const std::string formula = function + "(" + argument + ")" + outer;
        Evaluator evaluator(formula, {"x"}, {0.0});
        Differentiator coarse(evaluator), fine(evaluator);
        for (double x : inputs) {
          for (int order : {1, 2}) {
            INFO(formula << ", order " << order << " at x = " << x);
            Tracked expected(2048);
            mpfr_set_zero(expected.value, 1);
            difference(evaluator, x, order, expected);
            evaluator.set(0, x);
            const Tracked* precise = fine.evaluate(1024, 1, 0, order);
            if (mpfr_nan_p(expected.value)) {  // a logarithm or a root of a negative number
              CHECK(precise == nullptr);
              continue;
            }
            REQUIRE(precise != nullptr);
            const Tracked* rounded = coarse.evaluate(128, 1, 0, order);
            REQUIRE(rounded != nullptr);
            CHECK(bound_holds(*rounded, *precise));
            if (!is_certain(*precise) || mpfr_zero_p(precise->value)) {  // of x or a constant
              CHECK(exponent_of(expected.value) < kNoise);
              continue;
            }
            Tracked gap(1024);
            mpfr_sub(gap.value, precise->value, expected.value, MPFR_RNDN);
            CHECK(exponent_of(gap.value) < std::max(exponent_of(expected.value) - 250, kNoise));
            CHECK(rounded->error < exponent_of(precise->value) - 40);
          }
        }
      }
    }
  }
}

TEST_CASE("the rules of calculus do not tell on kinks and at jumps") {
  const ExponentRange range;
  for (const char* formula : {"abs(x - 1)", "max(x, 1)", "min(2*x, 2)", "x > 1 ? x : 1",
                              "x == 1 || x > 7 ? x : 1", "sqrt(x - 1)", "sign(x - 1)",
                              "(x - 1)^0.5", "floor(x)", "x - round(x)", "exp(abs(x - 1))*x"}) {
    Evaluator evaluator(formula, {"x"}, {0.0});
    Differentiator differentiator(evaluator);
    INFO(formula);
    evaluator.set(0, 1.0);
    CHECK(differentiator.evaluate(128, 1, 0, 1) == nullptr);
    CHECK(differentiator.evaluate(128, 1, 0, 2) == nullptr);
  }
  Evaluator evaluator("max(abs(x), x^2) + sign(x)", {"x"}, {0.0});
  Differentiator differentiator(evaluator);
  evaluator.set(0, -0.5);
  CHECK(mpfr_get_d(differentiator.evaluate(128, 1, 0, 1)->value, MPFR_RNDN) == -1);
  evaluator.set(0, 3.0);
  CHECK(mpfr_get_d(differentiator.evaluate(128, 1, 0, 1)->value, MPFR_RNDN) == 6);
  CHECK(mpfr_get_d(differentiator.evaluate(128, 1, 0, 2)->value, MPFR_RNDN) == 2);
}

TEST_CASE("the bounds are not idle: ordinary results keep nearly all bits") {
  const ExponentRange range;
  for (const char* formula : {"x*erfc(-x/sqrt(2))/2", "x*tanh(log1p(exp(x)))", "sin(x/3)^2/7",
                              "x/sqrt(1 + x^2/3)", "atan(x/3)*asinh(x/7)", "(x/3)^(1/3)"}) {
    Evaluator evaluator(formula, {"x"}, {0.0});
    for (double x : {0.3, 1.7, 11.0}) {
      evaluator.set(0, x);
      const Tracked& result = evaluator.evaluate(192, 1);
      INFO(formula << " at x = " << x);
      CHECK(exponent_of(result.value) - result.error > 192 - 16);
    }
  }
}

TEST_CASE("a constant of a parameter that varied is computed anew") {
  const ExponentRange range;
  Evaluator evaluator("x + sqrt(a)", {"x", "a"}, {1.0, 4.0});
  constexpr std::uint64_t x_only = 1, both = 3;
  const auto evaluate = [&](std::uint64_t varying) {
    return mpfr_get_d(evaluator.evaluate(192, varying).value, MPFR_RNDN);
  };
  CHECK(evaluate(x_only) == 3);
  evaluator.set(1, 9);
  CHECK(evaluate(both) == 4);
  evaluator.set(1, 4);
  CHECK(evaluate(x_only) == 3);
}

TEST_CASE("the fast error functions equal MPFR's") {
  const ExponentRange range;
  for (long bits : {192L, 256L, 448L, 1024L}) {
    Tracked x(200), fast(bits), slow(bits);
    std::vector<double> values;
    for (double value : sample_bit_patterns(Format::float32(), 60, 4))
      values.push_back(std::abs(value) > 14 ? std::fmod(value, 14) : value);  // MPFR: ms beyond
    for (std::size_t i = 0; i < 3 * values.size(); ++i) {
      const double value = values[i / 3], nearby[] = {0, 0x1p-26, -0x1p-100};
      mpfr_set_d(x.value, nearby[i % 3], MPFR_RNDN);  // x, and x in two small steps
      mpfr_add_ui(x.value, x.value, 1, MPFR_RNDN);
      mpfr_mul_d(x.value, x.value, value, MPFR_RNDN);
      INFO("x = " << value << " (1 + " << nearby[i % 3] << "), bits = " << bits);
      fast_erfc(fast.value, x.value);
      mpfr_erfc(slow.value, x.value, MPFR_RNDN);
      mpfr_reldiff(fast.value, fast.value, slow.value, MPFR_RNDN);
      CHECK(mpfr_cmp_d(fast.value, std::ldexp(1.0, 1 - static_cast<int>(bits))) < 0);
      fast_erf(fast.value, x.value);
      mpfr_erf(slow.value, x.value, MPFR_RNDN);
      mpfr_reldiff(fast.value, fast.value, slow.value, MPFR_RNDN);
      CHECK(mpfr_cmp_d(fast.value, std::ldexp(1.0, 1 - static_cast<int>(bits))) < 0);
    }
  }
}

TEST_CASE("the fast exponentials and logarithms equal MPFR's") {
  const ExponentRange range;
  struct Pair {
    int (*fast)(mpfr_ptr, mpfr_srcptr);
    int (*slow)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
  };
  for (long bits : {192L, 256L, 448L, 2048L}) {
    Tracked x(400), fast(bits), slow(bits);
    for (double value : sample_bit_patterns(Format::float64(), 200, 5)) {
      for (double nearby : {0.0, 0x1p-26, -0x1p-100, 0x1p-300}) {
        mpfr_set_d(x.value, nearby, MPFR_RNDN);  // x, and x in small steps
        mpfr_add_ui(x.value, x.value, 1, MPFR_RNDN);
        mpfr_mul_d(x.value, x.value, value, MPFR_RNDN);
        INFO("x = " << value << " (1 + " << nearby << "), bits = " << bits);
        for (const Pair& pair :
             {Pair{fast_exp, mpfr_exp}, Pair{fast_expm1, mpfr_expm1}, Pair{fast_tanh, mpfr_tanh},
              Pair{fast_log, mpfr_log}, Pair{fast_log1p, mpfr_log1p}}) {
          pair.fast(fast.value, x.value);
          pair.slow(slow.value, x.value, MPFR_RNDN);
          if (mpfr_equal_p(fast.value, slow.value) || mpfr_nan_p(slow.value)) continue;
          mpfr_reldiff(fast.value, fast.value, slow.value, MPFR_RNDN);
          CHECK(mpfr_cmp_d(fast.value, std::ldexp(1.0, 1 - static_cast<int>(bits))) < 0);
        }
      }
    }
  }
}

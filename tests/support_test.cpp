// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The references and metrics that every other test trusts, held against what is known by hand and
// against closed forms.
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/sampling.hpp"
#include "support/ulp.hpp"

using namespace eigenact_test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const double kPromisedValue = std::ldexp(1.0, -100);
const double kPromisedDerivative = std::ldexp(1.0, -80);

double at(const std::string& formula, double x) { return Oracle(formula).value(x).to_double(); }

std::string error_of(const std::string& formula) {
  try {
    Oracle oracle(formula, {"alpha"}, {1.0});
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "accepted";
}

/// Inputs of both formats: bit patterns, the interesting range, and the extremes.
std::vector<double> many_inputs() {
  std::vector<double> inputs = sample_bit_patterns(Format::float32(), 400, 1);
  const std::vector<double> doubles = sample_bit_patterns(Format::float64(), 400, 2);
  inputs.insert(inputs.end(), doubles.begin(), doubles.end());
  for (double x : {4.9e-324, 1e-310, 1e-300, 1e-30, 0.5, 1.0, 17.0, 37.5, 300.0, 700.0, 745.0, 1e19,
                   1e38, 1e300, std::numeric_limits<double>::max()}) {
    inputs.push_back(x);
    inputs.push_back(-x);
  }
  inputs.push_back(0.0);
  return inputs;
}

/// Equal to the promised accuracy, or both too small to matter to a double.
bool agree(const Reference& a, const Reference& b, double tolerance) {
  const auto negligible = [](const Reference& r) { return r.is_zero() || r.exponent < -1100; };
  return (negligible(a) && negligible(b)) || relative_difference(a, b) < tolerance;
}

/// The differences of `function` against the given text of its derivative.
void check_derivative(const std::string& function, const std::string& closed_form, int order) {
  const Oracle difference(function), exact(closed_form);
  for (double x : many_inputs()) {
    INFO("x = " << x);
    CHECK(agree(difference.derivative(x, order), exact.value(x), kPromisedDerivative));
  }
}

}  // namespace

TEST_CASE("the parser follows the usual precedence") {
  CHECK(at("1 + 2 * 3", 0) == 7);
  CHECK(at("(1 + 2) * 3", 0) == 9);
  CHECK(at("8 - 3 - 2", 0) == 3);
  CHECK(at("8 / 4 / 2", 0) == 1);
  CHECK(at("2^3^2", 0) == 512);
  CHECK(at("-x^2", 3) == -9);
  CHECK(at("2^-x", 3) == 0.125);
  CHECK(at("2 * -x", 3) == -6);
  CHECK(at("--x", 3) == 3);
  CHECK(at("1 + 1 < 3 && 2 < 1 || 5 > 4", 0) == 1);
  CHECK(at("x < 1 ? 10 : x < 2 ? 20 : 30", 1.5) == 20);
  CHECK(at("x < 1 ? 10 : x < 2 ? 20 : 30", 2) == 30);
  CHECK(at("x <= 2", 2) + at("x >= 2", 2) + at("x == 2", 2) + at("x != 2", 2) == 3);
}

TEST_CASE("choices and logic evaluate only the side that decides") {
  CHECK(at("x > 0 ? log(x) : -1", -2) == -1);
  CHECK(at("x < 0 || log(x) > 0", -2) == 1);
  CHECK(at("x > 0 && log(x) > 0", -2) == 0);
}

TEST_CASE("every function has its value") {
  for (const char* zero :
       {"exp(x) - e^x", "expm1(x) - (e^x - 1)", "log(x) - log1p(x - 1)",
        "tanh(x) - sinh(x)/cosh(x)", "sinh(x) - (exp(x) - exp(-x))/2", "tan(x) - sin(x)/cos(x)",
        "cos(x)^2 + sin(x)^2 - 1", "atan(1) - pi/4", "asinh(x) - log(x + sqrt(x*x + 1))",
        "erf(x) + erfc(x) - 1", "min(x, 2) - x", "max(x, 2) - 2", "abs(-x) - x", "sign(-x) + 1",
        "pow(x, 2.5) - x^2*sqrt(x)", "1.25e1 - 12.5", ".5 - 1/2", "5.E-1 - .5"}) {
    INFO(zero);
    CHECK(std::abs(at(zero, 0.75)) < 1e-300);
  }
  CHECK(at("erf(x)", 1) == 0.84270079294971486934);  // A. & S. table 7.1
  CHECK(at("erfc(x)", 5) == 1.5374597944280348502e-12);
}

TEST_CASE("roundings are exact, halves go to the even side, and their slope is 0") {
  for (const char* zero : {"floor(x) + 3", "ceil(x) + 2", "trunc(x) + 2", "round(x) + 2"})
    CHECK(at(zero, -2.5) == 0);
  CHECK(at("round(x)", 3.5) == 4);
  CHECK(Oracle("round(x)").derivative(0.5).is_zero());
  CHECK(Oracle("x < 0 ? x : floor(x)").derivative(1).hi > 0);  // a jump within a formula counts
}

TEST_CASE("numbers are decimals and x is exact") {
  CHECK(std::abs(at("0.1 * 3 - 0.3", 0)) < 1e-300);
  CHECK(at("x - 0.1", 0.1) == 5.5511151231257827e-18);
}

TEST_CASE("syntax errors say where and what") {
  CHECK(error_of("x + ") ==
        "formula \"x + \", position 5: expected a number, a name or '(', found the end.");
  CHECK(error_of("(x + 1") ==
        "formula \"(x + 1\", position 7: expected an operator or ')', found the end.");
  CHECK(error_of("x $ 2") ==
        "formula \"x $ 2\", position 3: expected an operator or the end, found '$'.");
  CHECK(error_of("0 < x < 1") ==
        "formula \"0 < x < 1\", position 7: expected an operator or the end, found '<'.");
  CHECK(error_of("x * beta") ==
        "formula \"x * beta\", position 5: unknown name \"beta\"; known are x, alpha, pi and e.");
  CHECK(error_of("x ? 1").find("expected ':'") != std::string::npos);
  CHECK(error_of("max(x)").find("takes two arguments") != std::string::npos);
  CHECK(error_of("2x").find("expected an operator or the end") != std::string::npos);
  CHECK(error_of("gelu(x)").find("unknown function \"gelu\"; known are exp, ") !=
        std::string::npos);
  CHECK(error_of("").find("found the end") != std::string::npos);
  CHECK(error_of("alpha * x") == "accepted");
  CHECK_THROWS_AS(Oracle("x", {"x"}, {1.0}), std::invalid_argument);
  CHECK_THROWS_AS(Oracle("x", {"alpha"}, {}), std::invalid_argument);
  CHECK_THROWS_AS(Oracle("x").derivative(1, 3), std::invalid_argument);
  CHECK_THROWS_AS(Oracle("x").parameter_derivative(0, 1), std::invalid_argument);
}

TEST_CASE("values survive cancellation") {
  const Oracle naive("1 - 1/(1 + exp(-x))"), stable("1/(1 + exp(x))");
  const Oracle naive_tail("exp(x) - 1 - x"), naive_log("log(1 + exp(x))"), log("log1p(exp(x))");
  for (double x : many_inputs()) {
    INFO("x = " << x);
    CHECK(agree(naive.value(x), stable.value(x), kPromisedValue));
    CHECK(agree(naive_log.value(x), log.value(x), kPromisedValue));
  }
  CHECK(relative_difference(naive_tail.value(1e-150), Oracle("x^2/2").value(1e-150)) < 1e-149);
}

TEST_CASE("huge arguments have the right limits, quickly") {
  CHECK(at("sin(x)", 1e300) == -0.81788191211590859);  // mpmath, 1100 bits
  CHECK(at("cos(x)", 1e22) == 0.52321478539513899);    // the classic test of range reduction
  CHECK(std::isnan(at("sin(exp(x))", 1e9)));           // beyond reach, but no endless wait
  CHECK(at("exp(x)", 1e38) == kInfinity);
  CHECK(at("exp(x)", -1e38) == 0);
  CHECK(at("log1p(exp(x))", 1e38) == 1e38);
  CHECK(at("log(1 + exp(x) + exp(x/2))", 1e38) == 1e38);
  CHECK(at("exp(x)/(1 + exp(x))", 1e38) == 1);
  CHECK(at("(exp(x) - exp(-x))/(exp(x) + exp(-x))", -1e300) == -1);
  CHECK(at("x*tanh(log1p(exp(x)))", 1e300) == 1e300);
  CHECK(at("exp(x) - exp(2*x)", 1e38) == -kInfinity);
  CHECK(at("exp(x)*exp(-x)", 1e38) == 1);
  CHECK(std::signbit(at("x/(1 + exp(-x))", -1e38)));
  CHECK(at("x/(1 + exp(-x))", -1e38) == 0);
  CHECK(std::signbit(at("x*erfc(-x/sqrt(2))/2", -1e38)));
  CHECK(Oracle("log1p(exp(x))").derivative(1e38).to_double() == 1);
  CHECK(Oracle("log1p(exp(x))").derivative(1e38, 2).to_double() == 0);
  CHECK(Oracle("exp(x)").derivative(1e38).to_double() == kInfinity);
  CHECK(Oracle("cosh(x)").derivative(-1e38).to_double() == -kInfinity);
}

TEST_CASE("infinities and NaN are what the text makes of them") {
  CHECK(at("tanh(x)", -kInfinity) == -1);
  CHECK(at("1/(1 + exp(-x))", -kInfinity) == 0);
  CHECK(at("log1p(exp(x))", kInfinity) == kInfinity);
  CHECK(std::isnan(at("x/(1 + abs(x))", kInfinity)));
  CHECK(std::isnan(at("x > 0 ? x : 0", kNaN)));
  CHECK(std::isnan(at("min(max(x, 0), 6)", kNaN)));
  CHECK(std::isnan(at("sqrt(x)", -1)));
  CHECK(std::isnan(at("min(sqrt(x), 6)", -1)));
  CHECK(std::isnan(at("max(0, sqrt(x))", -1)));
  CHECK(Oracle("tanh(x)").derivative(kInfinity).is_nan());
  CHECK(std::signbit(at("x", -0.0)));
}

TEST_CASE("first differences equal the closed forms everywhere") {
  check_derivative("1/(1 + exp(-x))", "1/((1 + exp(-x))*(1 + exp(x)))", 1);
  check_derivative("tanh(x)", "1/cosh(x)^2", 1);
  check_derivative("x*erfc(-x/sqrt(2))/2", "erfc(-x/sqrt(2))/2 + x*exp(-x*x/2)/sqrt(2*pi)", 1);
  check_derivative("log1p(exp(x))", "1/(1 + exp(-x))", 1);
  check_derivative("x + sin(x)^2", "1 + 2*sin(x)*cos(x)", 1);
  check_derivative("x/sqrt(1 + x^2)", "1/sqrt(1 + x^2)^3", 1);
  check_derivative("exp(-exp(-x))", "exp(-x - exp(-x))", 1);
  check_derivative("x - tanh(x)", "tanh(x)^2", 1);
}

TEST_CASE("second differences equal the closed forms everywhere") {
  check_derivative("1/(1 + exp(-x))", "-tanh(x/2)/(4*cosh(x/2)^2)", 2);
  check_derivative("tanh(x)", "-2*tanh(x)/cosh(x)^2", 2);
  check_derivative("x*erfc(-x/sqrt(2))/2", "(2 - x*x)*exp(-x*x/2)/sqrt(2*pi)", 2);
  check_derivative("sin(x)", "-sin(x)", 2);
  check_derivative("x^3", "6*x", 2);
}

TEST_CASE("pieces have the derivatives of their side, however near the kink") {
  const Oracle leaky("x > 0 ? x : 0.25*x"), relu6("min(max(x, 0), 6)/6 * x");
  for (double x : {4.9e-324, 1e-300, 1e-30, 5.0, 1e300}) {
    CHECK(leaky.derivative(x).to_double() == 1);
    CHECK(leaky.derivative(-x).to_double() == 0.25);
    CHECK(leaky.derivative(-x, 2).is_zero());
  }
  CHECK(relu6.derivative(std::nextafter(6.0, 7.0)).to_double() == 1);
  CHECK(relu6.derivative(std::nextafter(6.0, 5.0)).to_double() == std::nextafter(6.0, 5.0) / 3);
  CHECK(Oracle("x*abs(x)").derivative(0).to_double() == 0);
  CHECK(Oracle("cosh(x)").derivative(0).is_zero());
  CHECK(Oracle("cosh(x)").derivative(0, 2).to_double() == 1);
}

TEST_CASE("parameter differences equal the closed forms") {
  const Oracle celu("x > 0 ? x : a*expm1(x/a)", {"b", "a"}, {3.0, 1.25});
  const Oracle celu_a("x > 0 ? 0 : expm1(x/1.25) - x/1.25*exp(x/1.25)");
  const Oracle wave("sqrt(a)*x + sin(a*x)", {"a"}, {1.25}),
      wave_a("x/(2*sqrt(1.25)) + x*cos(1.25*x)");
  const Oracle shift("1/(1 + exp(-(x - theta)))", {"theta"}, {0.0});
  const Oracle shift_theta("-1/((1 + exp(-x))*(1 + exp(x)))");
  for (double x : many_inputs()) {
    if (x == 0) continue;
    INFO("x = " << x);
    CHECK(agree(celu.parameter_derivative(1, x), celu_a.value(x), kPromisedDerivative));
    CHECK(celu.parameter_derivative(0, x).is_zero());
    CHECK(agree(wave.parameter_derivative(0, x), wave_a.value(x), kPromisedDerivative));
    CHECK(agree(shift.parameter_derivative(0, x), shift_theta.value(x), kPromisedDerivative));
  }
  const Oracle threshold("x > theta ? x : 0.5", {"theta"}, {0.0});
  CHECK(threshold.parameter_derivative(0, 1e-300).is_zero());
  // The varied parameter is back in place, in the constants too.
  CHECK(agree(wave.value(1), Oracle("sqrt(1.25) + sin(1.25)").value(1), kPromisedValue));
}

TEST_CASE("a coarser negligible exponent changes only what is negligible") {
  const Oracle fine("x*erfc(-x/sqrt(2))/2"), coarse("x*erfc(-x/sqrt(2))/2", {}, {}, -300);
  for (double x : sample_bit_patterns(Format::float32(), 500, 3)) {
    const double error =
        ulp_error(fine.derivative(x, 2).to_double(), coarse.derivative(x, 2), Format::float32());
    INFO("x = " << x);
    CHECK(error < 1e-6);
  }
}

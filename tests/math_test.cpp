// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <eigenact/math/math.hpp>
#include <fstream>
#include <set>

#include "support/catch.hpp"
#include "support/oracle.hpp"
#include "support/sampling.hpp"
#include "support/tier.hpp"

using namespace eigenact_test;
using eigenact::Grade;
using eigenact::Twofold;
using eigenact::math::Bounds;
using eigenact::simd::Lane;

namespace {

using Numbers = std::vector<double>;

/// One grade of a kernel: numbers go in and out as doubles, which hold float exactly.
struct Arithmetic {
  const char* grade;
  Format format;
  double bound;  ///< largest admissible error in ULP
  bool is_twofold;
  double (*evaluate)(double);
};

struct Kernel {
  const char* name;
  const char* formula;
  std::vector<Arithmetic> arithmetics;
};

double to_float(double x) { return static_cast<double>(static_cast<float>(x)); }

/// The grades in which the kernel exists. It is not even instantiated in float registers where the
/// bound is 0: the coefficients are missing there.
template <typename Function>
Kernel make_kernel(const char* name, const char* formula, const Bounds& bounds) {
  using Double = Lane<double, Grade::Double>;
  Kernel kernel = {name, formula, {}};
  if constexpr (Function::has_single) {
    kernel.arithmetics.push_back({"Single", Format::float32(), bounds.single, false, [](double x) {
                                    return static_cast<double>(
                                        Function::of(Lane<float, Grade::Single>(x)).first());
                                  }});
  }
  kernel.arithmetics.push_back(
      {"Medium", Format::float32(), bounds.medium, false,
       [](double x) { return to_float(Function::of(Lane<double, Grade::Medium>(x)).first()); }});
  kernel.arithmetics.push_back({"Double", Format::float64(), bounds.plain_double, false,
                                [](double x) { return Function::of(Double(x)).first(); }});
  kernel.arithmetics.push_back({"Twofold", Format::float64(), bounds.twofold, true, [](double x) {
                                  return Function::of(Twofold<Double>(Double(x))).rounded().first();
                                }});
  kernel.arithmetics.push_back(
      {"Compensated", Format::float64(), bounds.compensated, true, [](double x) {
         return Function::of(Twofold<Double, Grade::Compensated>(Double(x))).rounded().first();
       }});
  return kernel;
}

// A class for each kernel, so that a pointer to a function is enough to call it.
#define KERNEL(function)                                                              \
  struct function##_kernel {                                                          \
    static constexpr bool has_single = eigenact::math::function##_bounds.single != 0; \
    template <typename V>                                                             \
    static V of(const V& x) {                                                         \
      return eigenact::math::function(x);                                             \
    }                                                                                 \
  };
KERNEL(exp)
KERNEL(expm1)
KERNEL(log)
KERNEL(log1p)
KERNEL(sigmoid)
KERNEL(tanh)
KERNEL(erf)
KERNEL(erfc)
KERNEL(normal_cdf)
KERNEL(normal_pdf)
KERNEL(softplus)
KERNEL(sin)
KERNEL(cos)
KERNEL(atan)
KERNEL(asinh)
KERNEL(sech)
KERNEL(bell)
KERNEL(inverse_quadratic)
KERNEL(self_weighted_inverse_quadratic)
KERNEL(multiquadric)
KERNEL(inverse_multiquadric)
KERNEL(self_weighted_inverse_multiquadric)
#undef KERNEL

#define KERNEL(function, formula) \
  make_kernel<function##_kernel>(#function, formula, eigenact::math::function##_bounds)

const std::vector<Kernel>& kernels() {
  static const std::vector<Kernel> all = {
      KERNEL(exp, "exp(x)"),
      KERNEL(expm1, "expm1(x)"),
      KERNEL(log, "log(x)"),
      KERNEL(log1p, "log1p(x)"),
      KERNEL(sigmoid, "1/(1+exp(-x))"),
      KERNEL(tanh, "tanh(x)"),
      KERNEL(erf, "erf(x)"),
      KERNEL(erfc, "erfc(x)"),
      KERNEL(normal_cdf, "erfc(-x/sqrt(2))/2"),
      KERNEL(normal_pdf, "exp(-x*x/2)/sqrt(2*pi)"),
      KERNEL(softplus, "log1p(exp(x))"),
      KERNEL(sin, "sin(x)"),
      KERNEL(cos, "cos(x)"),
      KERNEL(atan, "atan(x)"),
      KERNEL(asinh, "asinh(x)"),
      KERNEL(sech, "2*exp(-abs(x))/(1+exp(-2*abs(x)))"),
      KERNEL(bell, "exp(-x*x)"),
      KERNEL(inverse_quadratic, "1/(1+x*x)"),
      KERNEL(self_weighted_inverse_quadratic, "x/(1+x*x)"),
      KERNEL(multiquadric, "sqrt(1+x*x)"),
      KERNEL(inverse_multiquadric, "1/sqrt(1+x*x)"),
      KERNEL(self_weighted_inverse_multiquadric, "x/sqrt(1+x*x)"),
  };
  return all;
}

/// Where a kernel changes its way: ends of the range, clamps, choices between two formulas, even
/// and odd multiples of pi / 2 (where sine and cosine nearly vanish), the limits of reduction.
Numbers thresholds() {
  Numbers all = {0.34657359, 0.41421356, 0.70710678, 1.41421356, 2.41421356, 0.4,    0.5,     1,
                 2,          4,          9.0109,     10.0558,    13,         14.171, 16.6355, 20,
                 26.5433,    27.2261,    30,         37.6771,    38.5675,    40,     60,      64,
                 87.336545,  88.722839,  90,         100,        103.97208,  120,    165,     200,
                 700,        708.39642,  709.78271,  711,        745.13322,  1000,   1400,    2048,
                 6000,       3.2e6,      1e22,       0x1p80,     0x1p100,    0x1p127};
  for (int k = 1; k < 3820; k += k < 40 ? 1 : 61) all.push_back(k * 1.5707963267948966);
  for (int k = 3; k < 2037000; k += 19999) all.push_back(k * 1.5707963267948966);
  return all;
}

const Numbers& inputs(const Format& format) {
  const auto make = [](const Format& f) {
    Numbers x = sample_bit_patterns(f, kFull ? 12000 : 2000, 2026);
    constexpr int steps = kFull ? 4000 : 1000;  // over [-4, 4]
    for (int i = -steps; i < steps; ++i) x.push_back(round_to(4.0 * i / steps + 0.00037, f));
    // all the way to where the reduction of sine and cosine ends, by the golden ratio
    for (int i = 1; i <= (kFull ? 8000 : 1000); ++i) {
      const double part = i * 0.6180339887498949;
      x.push_back(round_to((2 * (part - std::floor(part)) - 1) * 3.2e6, f));
    }
    for (double threshold : thresholds())
      for (double centre : {threshold, -threshold})
        for (double near : neighbours(centre, f, kFull ? 4 : 1)) x.push_back(near);
    return x;
  };
  static const Numbers floats = make(Format::float32()), doubles = make(Format::float64());
  return format.digits == 24 ? floats : doubles;
}

/// Double-double arithmetic promises nothing beyond these: there the evaluation takes plain double.
bool is_outside_of_twofold(double x, const Reference& exact) {
  const double y = std::abs(exact.to_double());
  return std::abs(x) >= 0x1p900 || !(y >= 0x1p-960) || y >= 0x1p1000;
}

struct Worst {
  double error = 0, x = 0;
};

Worst worst_error(const Arithmetic& arithmetic, const Numbers& x,
                  const std::vector<Reference>& exact) {
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (arithmetic.is_twofold && is_outside_of_twofold(x[i], exact[i])) continue;
    const double error = ulp_error(arithmetic.evaluate(x[i]), exact[i], arithmetic.format);
    if (error > worst.error) worst = {error, x[i]};
  }
  return worst;
}

/// For development: EIGENACT_REPORT names a file that gets one line per measurement.
void report(const Kernel& kernel, const Arithmetic& arithmetic, const Worst& worst) {
  const char* path = std::getenv("EIGENACT_REPORT");
  if (path == nullptr) return;
  std::ofstream(path, std::ios::app)
      << kernel.name << ", " << arithmetic.grade << ", " << worst.error << ", " << worst.x << "\n";
}

std::vector<Reference> references(const Oracle& oracle, const Numbers& x) {
  std::vector<Reference> exact;
  exact.reserve(x.size());
  for (double point : x) exact.push_back(oracle.value(point));
  return exact;
}

void check(const Kernel& kernel) {
  const Oracle oracle(kernel.formula);
  for (const Format& format : {Format::float32(), Format::float64()}) {
    const Numbers& x = inputs(format);
    const std::vector<Reference> exact = references(oracle, x);
    for (const Arithmetic& arithmetic : kernel.arithmetics) {
      if (arithmetic.format.digits != format.digits) continue;
      const Worst worst = worst_error(arithmetic, x, exact);
      report(kernel, arithmetic, worst);
      INFO(kernel.name << " in " << arithmetic.grade << ": " << worst.error
                       << " ULP at x = " << worst.x << ", computed " << arithmetic.evaluate(worst.x)
                       << ", exact " << oracle.value(worst.x).to_double());
      CHECK(worst.error <= arithmetic.bound);
    }
  }
}

}  // namespace

TEST_CASE("every kernel holds the bound stated beside it, in every grade", "[math]") {
  for (const Kernel& kernel : kernels()) check(kernel);
}

TEST_CASE("the bounds stated are those that the tiers need", "[math]") {
  for (const Kernel& kernel : kernels()) {
    // plain double serves the formulas marked fast_in_double with these; with the others it serves
    // only the lanes that double-double cannot: zeros, infinities, the ends of the range
    const std::string name = kernel.name;
    const std::set<std::string> fast = {"exp",      "expm1", "sigmoid", "tanh",
                                        "softplus", "sin",   "cos"};
    for (const Arithmetic& arithmetic : kernel.arithmetics) {
      const std::string grade = arithmetic.grade;
      const double admissible = grade == "Single"        ? 4
                                : grade == "Double"      ? (fast.count(name) != 0 ? 4 : 10)
                                : grade == "Compensated" ? 1
                                                         : 0.75;
      INFO(name << " in " << grade);
      CHECK(arithmetic.bound > 0);
      CHECK(arithmetic.bound <= admissible);
    }
  }
}

TEST_CASE("a kernel of NaN is NaN in every grade", "[math]") {
  for (const Kernel& kernel : kernels()) {
    for (const Arithmetic& arithmetic : kernel.arithmetics) {
      INFO(kernel.name << " in " << arithmetic.grade);
      CHECK(std::isnan(arithmetic.evaluate(std::numeric_limits<double>::quiet_NaN())));
      CHECK(std::isnan(arithmetic.evaluate(-std::numeric_limits<double>::quiet_NaN())));
    }
  }
}

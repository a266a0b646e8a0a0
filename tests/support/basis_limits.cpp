// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What the basis expansions are far out, at infinity and of NaN.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "basis_laws.hpp"
#include "catch.hpp"
#include "oracle.hpp"

namespace eigenact_test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr Quantity kQuantities[] = {Quantity::kValue, Quantity::kDerivative,
                                    Quantity::kSecondDerivative};

bool oscillates(const Basis& f) {
  return f.name == "staf" || f.name == "fourier" || f.name == "dct";
}
double largest(const Basis& f) {
  return f.is_float ? double(std::numeric_limits<float>::max())
                    : std::numeric_limits<double>::max();
}

/// The formula in MPFR. At infinity that of x 2^100000 at x = 1 or -1: no double and no quotient of
/// two counts beside it.
class FarOracle {
 public:
  explicit FarOracle(const Basis& f)
      : finite_(f.formula, f.parameter_names, f.parameters(), f.is_float ? -300 : -1200),
        infinite_(with_far_x(f.formula), with(f.parameter_names, "Huge"),
                  with(f.parameters(), 0x1p1000)) {}

  /// f, f' or f''.
  double quantity(int order, double x) const {
    const bool is_infinite = std::isinf(x);
    const Oracle& oracle = is_infinite ? infinite_ : finite_;
    const double at = is_infinite ? std::copysign(1.0, x) : x;
    Reference y = order == 0 ? oracle.value(at) : oracle.derivative(at, order);
    if (is_infinite && y.is_finite() && !y.is_zero())
      y = make_reference(y.hi, y.lo, y.exponent - 100000 * order);
    return y.to_double();
  }
  double slope(int parameter, double x) const {
    const bool is_infinite = std::isinf(x);
    return (is_infinite ? infinite_ : finite_)
        .parameter_derivative(parameter, is_infinite ? std::copysign(1.0, x) : x)
        .to_double();
  }

 private:
  template <typename T, typename U>
  static std::vector<T> with(std::vector<T> all, const U& last) {
    all.push_back(last);
    return all;
  }
  static std::string with_far_x(const std::string& formula) {
    const auto is_letter = [&](std::size_t i) {
      return i < formula.size() && (std::isalnum(formula[i]) != 0 || formula[i] == '_');
    };
    std::string text;
    for (std::size_t i = 0; i < formula.size(); ++i)
      text += formula[i] == 'x' && !is_letter(i - 1) && !is_letter(i + 1) ? "(x * Huge^100)"
                                                                          : formula.substr(i, 1);
    return text;
  }

  Oracle finite_, infinite_;
};

/// Whether y is the exact number as the scalar type has it, for terms of the size of `scale`.
void check_number(const Basis& f, const std::string& what, double x, double y, double exact,
                  double scale) {
  const double limit = largest(f), sign = exact < 0 ? -1 : 1;
  const double unit = f.is_float ? 0x1p-12 : 0x1p-40;
  INFO(f.label << ' ' << what << " at " << x << " is " << y << " for " << exact);
  if (std::isnan(exact)) {
    CHECK(std::isnan(y));
  } else if (std::abs(exact) > limit) {
    CHECK(y == sign * kInfinity);
  } else {
    const double error = std::abs(y - exact);  // NaN and infinite y fail
    CHECK(error <= unit * std::max(std::abs(exact), scale) + (f.is_float ? 0x1p-149 : 0x1p-1074));
  }
}

Numbers far_points(const Basis& f) {
  Numbers x = {1e4, 1e7, 1e12, 1e20, 1e30, 3e38};
  if (!f.is_float) x.insert(x.end(), {1e60, 1e150, 1e300, 1.7e308});
  x.push_back(kInfinity);
  const std::size_t size = x.size();
  for (std::size_t i = 0; i < size; ++i) x.push_back(-x[i]);
  for (double& each : x)
    if (std::isfinite(each)) each = f.round(each);
  return x;
}

void check_at(const Basis& f, const FarOracle& oracle, double x, bool with_gradients,
              int orders = 2) {
  double size = 0;
  for (int order = 0; order <= orders; ++order) {
    const double exact = oracle.quantity(order, x);
    if (order == 0) size = std::abs(exact);
    double scale = std::isfinite(size / x) && std::isfinite(x) && order > 0 ? size : 0;
    for (int i = 0; i < order; ++i) scale /= std::abs(x);  // x^2 may overflow
    check_number(f, to_string(kQuantities[order]), x, f.element(kQuantities[order], x), exact,
                 scale);
  }
  if (!with_gradients) return;
  const Numbers slopes = f.parameter_gradient({x}, {1});
  for (std::size_t i = 0; i < slopes.size(); ++i)
    check_number(f, f.parameter_names[i], x, slopes[i], oracle.slope(static_cast<int>(i), x), 0);
}

/// NaN has one sign and payload here.
Numbers with_one_nan(Numbers y) {
  for (double& each : y)
    if (std::isnan(each)) each = kNaN;
  return y;
}
void check_same(const Basis& f, const char* what, const Numbers& a, const Numbers& b) {
  const Numbers x = with_one_nan(a), y = with_one_nan(b);
  INFO(f.label << ": " << what);
  const bool are_the_same =
      x.size() == y.size() && std::memcmp(x.data(), y.data(), sizeof(double) * x.size()) == 0;
  CHECK(are_the_same);
}

}  // namespace

void check_limits(const Basis& f) {
  if (oscillates(f)) {
    for (const double x : {kInfinity, -kInfinity}) {
      INFO(f.label);
      for (const Quantity quantity : kQuantities) CHECK(std::isnan(f.element(quantity, x)));
    }
    return;
  }
  const FarOracle oracle(f);
  for (const double x : far_points(f)) check_at(f, oracle, x, true);
}

void check_limits_without_terms(Basis& f) {
  if (oscillates(f)) return;
  const Numbers kept = f.parameters();
  for (std::size_t i = 0; i < kept.size(); ++i) {
    Numbers p = kept;
    p[i] = 0;
    if (!f.set_parameters(p).empty()) continue;
    const FarOracle oracle(f);
    for (const double x : {kInfinity, -kInfinity, -largest(f)}) check_at(f, oracle, x, false);
  }
  CHECK(f.set_parameters(kept).empty());
}

void check_nan(const Basis& f) {
  INFO(f.label);
  for (const Quantity quantity : kQuantities) {
    CHECK(std::isnan(f.element(quantity, kNaN)));
    CHECK(std::isnan(f.array(quantity, Numbers(40, kNaN))[39]));
  }
  Numbers x(40, 0.5), g(40, 1.0);
  x[37] = kNaN;
  for (const double each : f.parameter_gradient(x, g)) CHECK(std::isnan(each));
}

void check_far_bits(const Basis& f) {
  Numbers x = far_points(f);
  for (const double each : {0.5, -1.25, kNaN, 2.0, 0.0}) x.push_back(each);
  Numbers mixed;
  for (std::size_t i = 0; i < 3 * x.size(); ++i) mixed.push_back(x[(7 * i) % x.size()]);
  for (const Quantity quantity : kQuantities) {
    Numbers one_by_one;
    for (const double each : mixed) one_by_one.push_back(f.element(quantity, each));
    check_same(f, to_string(quantity), f.array(quantity, mixed), one_by_one);
  }
  const auto [y, dy] = f.value_and_derivative(mixed);
  check_same(f, "value_and_derivative", y, f.array(Quantity::kValue, mixed));
  check_same(f, "value_and_derivative", dy, f.array(Quantity::kDerivative, mixed));
  check_same(f, "backward", f.both_gradients(mixed, Numbers(mixed.size(), 1)).first, dy);
}

void check_extreme_coefficients(Basis& f) {
  const Numbers kept = f.parameters();
  const double least = f.is_float ? 0x1p-149 : 0x1p-1074;
  const bool is_right = f.name == "polynomial" || f.name == "hermite" || f.name == "rational";
  const Numbers extremes = {largest(f), -largest(f), least, -least, 0, 1};
  for (std::size_t shift = 0; shift < extremes.size(); ++shift) {
    Numbers p = kept;
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = extremes[(i + shift) % extremes.size()];
    const std::string sentence = f.set_parameters(p);
    if (!sentence.empty()) {
      CHECK(sentence.rfind(f.name + ": ", 0) == 0);
      continue;
    }
    check_far_bits(f);
    if (!is_right) continue;
    const FarOracle oracle(f);
    // the terms of its second derivative cancel by more than long double holds
    const int orders = f.name == "rational" && !f.is_float ? 1 : 2;
    for (const double x : {0.5, -1e7, 1e30, -kInfinity})
      check_at(f, oracle, x == 0.5 ? x : f.round(x), true, orders);
  }
  CHECK(f.set_parameters(kept).empty());
}

}  // namespace eigenact_test

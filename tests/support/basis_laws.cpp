// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "basis_laws.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "basis_reference.hpp"
#include "catch.hpp"
#include "oracle.hpp"

namespace eigenact_test {

double Basis::round(double x) const {
  return is_float ? static_cast<double>(static_cast<float>(x)) : x;
}

namespace {

/// Numbers of no particular kind in [-size, size].
Numbers numbers(const Basis& f, std::size_t count, double size, double phase = 0.3) {
  Numbers x(count);
  for (std::size_t i = 0; i < count; ++i)
    x[i] = f.round(size * std::sin(7.1 * static_cast<double>(i) + phase));
  return x;
}

Oracle make_oracle(const Basis& f) {
  return Oracle(f.formula, f.parameter_names, f.parameters(), -300);
}

/// Half a unit in the last place of 1.
double rounding(const Basis& f) { return f.is_float ? 0x1p-24 : 0x1p-53; }

double limit(const Basis& f) { return basis_units(f.is_float, f.is_precise); }

void check_close(const Basis& f, const char* what, const Numbers& x, const Numbers& computed,
                 const Numbers& exact) {
  REQUIRE(computed.size() == exact.size());
  double scale = 0, error = 0, at = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    scale = std::max(scale, std::abs(exact[i]));
    const double difference = std::abs(computed[i] - exact[i]);
    if (difference <= error) continue;
    error = difference, at = x[i];
    if (std::isnan(error)) break;
  }
  INFO(f.label << ' ' << what << ": " << error / (scale * rounding(f)) << " units at x = " << at);
  CHECK(error <= limit(f) * rounding(f) * scale);
}

/// NaN has other bits than any number, and the zeros have different ones.
void check_bits(const Basis& f, const char* what, const Numbers& a, const Numbers& b) {
  INFO(f.label << ": " << what << ", " << a.size() << " numbers");
  const bool are_the_same =
      a.size() == b.size() &&
      (a.empty() || std::memcmp(a.data(), b.data(), sizeof(double) * a.size()) == 0);
  CHECK(are_the_same);
}

Numbers one_by_one(const Basis& f, Quantity quantity, const Numbers& x) {
  Numbers y;
  for (const double each : x) y.push_back(f.element(quantity, each));
  return y;
}

}  // namespace

void move_parameters(Basis& f) {
  const std::string message = f.set_parameters(moved_parameters(f.parameters(), f.is_float));
  CHECK(message.empty());
}

void check_values(const Basis& f) {
  const Numbers x = numbers(f, 160, 3);
  const Oracle oracle = make_oracle(f);
  Numbers value, first, second;
  for (const double each : x) {
    value.push_back(oracle.value(each).to_double());
    first.push_back(oracle.derivative(each).to_double());
    second.push_back(oracle.derivative(each, 2).to_double());
  }
  check_close(f, "f", x, f.array(Quantity::kValue, x), value);
  check_close(f, "f'", x, f.array(Quantity::kDerivative, x), first);
  check_close(f, "f''", x, f.array(Quantity::kSecondDerivative, x), second);
}

void check_parameter_gradients(const Basis& f) {
  const Numbers x = numbers(f, 53, 3), g = numbers(f, 53, 1, 0.9);
  const BasisReference reference(f.name, f.formula, f.parameter_names, f.parameters(), true);
  const Numbers computed = f.parameter_gradient(x, g);
  REQUIRE(computed.size() == f.parameters().size());
  REQUIRE(computed.size() == f.parameter_names.size());
  for (std::size_t p = 0; p < computed.size(); ++p) {
    const SizedSum sum = reference.parameter_gradient(static_cast<int>(p), x, g);
    const double right = sum.exact.to_double(), error = std::abs(computed[p] - right);
    INFO(f.label << ' ' << f.parameter_names[p] << ": " << computed[p] << " for " << right << ", "
                 << error / (sum.size * rounding(f)) << " units");
    CHECK(error <= limit(f) * rounding(f) * sum.size);
  }
}

void check_same_bits(const Basis& f) {
  for (int n = 0; n <= 2 * f.register_size + 1; ++n) {
    const auto size = static_cast<std::size_t>(n);
    const Numbers x = numbers(f, size, 3), g = numbers(f, size, 1, 0.9);
    const auto [y, dy] = f.value_and_derivative(x);
    const auto [gx, gp] = f.both_gradients(x, g);
    Numbers back;
    for (std::size_t i = 0; i < size; ++i) back.push_back(f.backward(x[i], g[i]));
    const Numbers values = f.array(Quantity::kValue, x);
    check_bits(f, "f one by one", values, one_by_one(f, Quantity::kValue, x));
    check_bits(f, "unaryExpr(f)", f.unary(x), y);
    check_bits(f, "f", values, y);
    check_bits(f, "f' one by one", dy, one_by_one(f, Quantity::kDerivative, x));
    check_bits(f, "f'", f.array(Quantity::kDerivative, x), dy);
    check_bits(f, "f'' one by one", f.array(Quantity::kSecondDerivative, x),
               one_by_one(f, Quantity::kSecondDerivative, x));
    check_bits(f, "backward one by one", gx, back);
    check_bits(f, "backward", f.backward(x, g), gx);
    check_bits(f, "the gradients of the parameters", f.parameter_gradient(x, g), gp);
  }
}

void check_allocations(const Basis& f) {
  INFO(f.label);
  CHECK(f.allocations(numbers(f, 1000, 3), numbers(f, 1000, 1)) == 0);
}

void check_copies(const Basis& f) {
  INFO(f.label);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(f.element(Quantity::kValue, nan)));
  CHECK(std::isnan(f.element(Quantity::kDerivative, nan)));
  const Numbers p = f.parameters(), x = numbers(f, 5, 3), y = f.array(Quantity::kValue, x);
  Numbers changed = p;
  for (double& value : changed) value = f.round(value + 0.125);
  const Basis::Copies copies = f.change_copy(x, changed);
  check_bits(f, "the parameters, after those of a copy changed", f.parameters(), p);
  check_bits(f, "an expression made before the change", copies.lazy, y);
  check_bits(f, "the parameters of the copy", copies.parameters, changed);
  CHECK(copies.values != y);
}

void check_parameters(Basis& f) {
  INFO(f.label);
  const Numbers kept = f.parameters();
  const std::string prefix = f.name + ": ", n = std::to_string(kept.size());
  Numbers p(kept.begin(), kept.end() - 1);
  CHECK(f.set_parameters(p) ==
        prefix + "set_parameters takes " + n + " values, got " + std::to_string(p.size()));
  p = kept;
  p[0] = std::numeric_limits<double>::infinity();
  CHECK(f.set_parameters(p) == prefix + f.parameter_names[0] + " must be finite, got inf");
  check_bits(f, "the parameters after a refused change", f.parameters(), kept);
}

}  // namespace eigenact_test

// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "limits.hpp"

#include <algorithm>
#include <cmath>

#include "points.hpp"

namespace eigenact_test {
namespace {

constexpr double kFloor = 0.015625;  // 2^-6
constexpr double kNearZero = 0.1;    // |f'| or |f''| of an oscillation

}  // namespace

double error_limit(const Subject& subject, Quantity quantity) {
  const bool second = quantity == Quantity::kSecondDerivative;
  if (subject.format.digits < 24) return 0.501;  // rounded once, from float
  const bool in_double = subject.format.digits == 53;
  if (subject.precise) return second ? 2 : in_double ? 1 : 0.75;
  return second ? 8 : in_double && quantity == Quantity::kValue ? 2 : 4;
}

Zeros::Zeros(const Subject& subject)
    : roots_(evaluated(subject, subject.derivative_roots)),
      oracle_(make_oracle(subject)),
      oscillates_(subject.oscillates),
      strict_(subject.precise && subject.format.digits <= 24),
      in_double_(subject.format.digits == 53) {}

double Zeros::floor_of_value(double x) const {
  constexpr double window = 0.1;
  if (!in_double_ || oscillates_ || x == 0) return 0;
  const double left = oracle_.value(x * (1 - window)).to_double(),
               right = oracle_.value(x * (1 + window)).to_double();
  return left * right < 0 ? std::max(std::abs(left), std::abs(right)) : 0;
}

double Zeros::floor_at(double x, const Reference& exact, Quantity quantity) const {
  constexpr double window = 0.25, far = 1e6;
  if (strict_) return 0;
  if (quantity == Quantity::kValue) return floor_of_value(x);
  for (double root : roots_)
    if (std::abs(x - root) <= window) return kFloor;
  if (oscillates_ && std::abs(exact.to_double()) < kNearZero) return kFloor;
  if (quantity != Quantity::kSecondDerivative || std::abs(x) > far) return 0;
  const double left = oracle_.derivative(x - window, 2).hi,
               right = oracle_.derivative(x + window, 2).hi;
  return left * right <= 0 ? kFloor : 0;
}

double Zeros::scaled_floor_at(double x, const Reference& exact, Quantity quantity) const {
  constexpr double window = 0.2;
  if (strict_) return 0;
  if (quantity == Quantity::kValue) return floor_of_value(x);
  if (quantity == Quantity::kDerivative) {
    const auto size_at = [&](double y) { return std::abs(oracle_.derivative(y, 1).to_double()); };
    for (double root : roots_)  // a parameter may be a factor of f'
      if (std::abs(x - root) <= window * std::abs(root))
        return std::max({kFloor, size_at(x * (1 - window / 2)), size_at(x * (1 + window / 2))});
    return oscillates_ && std::abs(exact.to_double()) < kNearZero ? kFloor : 0;
  }
  const double left = oracle_.derivative(x * (1 - window / 2), 2).to_double(),
               right = oracle_.derivative(x * (1 + window / 2), 2).to_double();
  return left * right <= 0 ? std::max(std::abs(left), std::abs(right)) : 0;
}

}  // namespace eigenact_test
